import { factsOf, type Facts } from '../facts/facts.ts';
import type { SchemaNode } from '../model/schema.ts';
import type { ToolServer } from '../model/server.ts';
import type { Context, Report, Rule, SuppressionFact } from '../rule.ts';

/** A report and the rule that made it. */
export interface Tagged {
  readonly rule: Rule;
  readonly report: Report;
}

/** Runs every rule over one server. A rule that throws is a bug of ours and is not caught here. */
export function collect(
  server: ToolServer,
  rules: readonly Rule[],
  facts: Facts = factsOf(server),
  timings?: Map<string, number>,
): Tagged[] {
  const ctx: Context = { server, facts };
  const out: Tagged[] = [];
  const run = timings ? timed(out, timings) : (rule: Rule, reports: Iterable<Report>) => void push(out, rule, reports);
  const tools = rules.filter((rule) => rule.checks.tool);
  const schemas = rules.filter((rule) => rule.checks.schema);
  for (const rule of rules) if (rule.checks.server) run(rule, rule.checks.server(server, ctx));
  for (const tool of server.tools) {
    for (const rule of tools) run(rule, rule.checks.tool!(tool, ctx));
    for (const node of facts.nodes(tool))
      for (const rule of schemas) if (concerns(rule, node)) run(rule, rule.checks.schema!(node, ctx));
  }
  return out;
}

/** What the rules say about one comment that silences rules. */
export function collectAbout(comment: SuppressionFact, rules: readonly Rule[], ctx: Context): Tagged[] {
  const out: Tagged[] = [];
  for (const rule of rules) if (rule.checks.suppression) push(out, rule, rule.checks.suppression(comment, ctx));
  return out;
}

/** Spares the making of a generator where the rule has nothing to look at, which is nearly everywhere. */
function concerns({ checks: { on } }: Rule, { data }: SchemaNode): boolean {
  return on === undefined || (typeof data === 'object' && on.some((keyword) => data[keyword] !== undefined));
}

function push(out: Tagged[], rule: Rule, reports: Iterable<Report>): void {
  for (const report of reports) out.push({ rule, report });
}

/** Generators do their work when iterated, so the clock runs around that. */
function timed(out: Tagged[], timings: Map<string, number>) {
  return (rule: Rule, reports: Iterable<Report>): void => {
    const start = performance.now();
    push(out, rule, reports);
    timings.set(rule.meta.id, (timings.get(rule.meta.id) ?? 0) + performance.now() - start);
  };
}
