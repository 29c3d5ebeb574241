import { factsOf, type Facts } from '../facts/facts.ts';
import type { SchemaNode } from '../model/schema.ts';
import type { ToolServer } from '../model/server.ts';
import { defaultsOf, type OptionValues } from '../options.ts';
import type { Context, Report, Rule, SuppressionFact } from '../rule.ts';

/** A report and the rule that made it. */
export interface Tagged {
  readonly rule: Rule;
  readonly report: Report;
}

/** The values of the options of a rule that are not the default ones. */
export type OptionsOf = (rule: Rule) => OptionValues | undefined;

/** Runs every rule over one server. A rule that throws is a bug of ours and is not caught here. */
export function collect(
  server: ToolServer,
  rules: readonly Rule[],
  facts: Facts = factsOf(server),
  { timings, optionsOf = () => undefined }: { timings?: Map<string, number> | undefined; optionsOf?: OptionsOf } = {},
): Tagged[] {
  const all = inContext({ server, facts }, rules, optionsOf);
  const out: Tagged[] = [];
  const run = timings ? timed(out, timings) : (rule: Rule, reports: Iterable<Report>) => void push(out, rule, reports);
  const tools = all.filter(({ rule }) => rule.checks.tool);
  const schemas = all.filter(({ rule }) => rule.checks.schema);
  for (const { rule, ctx } of all) if (rule.checks.server) run(rule, rule.checks.server(server, ctx));
  for (const tool of server.tools) {
    for (const { rule, ctx } of tools) run(rule, rule.checks.tool!(tool, ctx));
    for (const node of facts.nodes(tool))
      for (const { rule, ctx } of schemas) if (concerns(rule, node)) run(rule, rule.checks.schema!(node, ctx));
  }
  return out;
}

/** What the rules say about one comment that silences rules. */
export function collectAbout(
  comment: SuppressionFact,
  rules: readonly Rule[],
  about: Pick<Context, 'server' | 'facts'>,
  optionsOf: OptionsOf,
): Tagged[] {
  const out: Tagged[] = [];
  const speaking = rules.filter((rule) => rule.checks.suppression);
  for (const { rule, ctx } of inContext(about, speaking, optionsOf))
    push(out, rule, rule.checks.suppression!(comment, ctx));
  return out;
}

/** Made once for each rule, which is called for every tool or every subschema. */
function inContext(
  about: Pick<Context, 'server' | 'facts'>,
  rules: readonly Rule[],
  optionsOf: OptionsOf,
): readonly { readonly rule: Rule; readonly ctx: Context }[] {
  const plain: Context = { ...about, options: {} };
  return rules.map((rule) => {
    const { options } = rule.meta;
    return { rule, ctx: options ? { ...about, options: optionsOf(rule) ?? defaultsOf(options) } : plain };
  });
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
