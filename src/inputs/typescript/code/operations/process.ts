import type { Address } from '../../../../model/address.ts';
import type { Family } from '../../../../model/code.ts';
import type { ProcessFact } from '../../../../model/operations.ts';
import { packageAt, packageOf, repositoryNameOf } from '../../project/packages.ts';
import { SourceFile, ts, type Spot } from '../../syntax.ts';
import type { Deed } from '../../machine/witness.ts';
import { deprecatedFacts } from './deprecated.ts';
import { dotenvFacts } from './dotenv.ts';
import { loggersIn } from './loggers.ts';
import type { Surroundings } from './operations.ts';
import type { Source } from './source.ts';
import { selectionFacts } from './selection.ts';
import { functionAround, Start } from './start.ts';

const { SyntaxKind } = ts;

/** What the program sets up around its tools. */
export function processFacts(around: Surroundings): Family<ProcessFact> {
  const setUp = new SetUp(around);
  const facts = [
    ...setUp.signals(),
    ...setUp.instruments(),
    ...setUp.loggers(),
    ...dotenvFacts(around),
    ...deprecatedFacts(around),
    ...setUp.package(),
    ...selectionFacts(around),
  ];
  return { facts, complete: around.sources.isWhole, gaps: [] };
}

const LISTENS = new Set(['on', 'once', 'addListener', 'prependListener']);
const SIGNAL = /^SIG[A-Z]{2,8}$/;
/** Libraries that listen to signals for the program. */
const CLOSERS =
  /^(?:close-with-grace|@godaddy\/terminus|lightship|http-terminator|stoppable|(?:async-)?exit-hook|signal-exit|death|http-graceful-shutdown|node-graceful-shutdown|fastify-graceful-shutdown|@fastify\/graceful-shutdown)$/;
const METRICS =
  /^(?:prom-client|hot-shots|node-statsd|statsd-client|@opentelemetry\/sdk-metrics|datadog-metrics|express-prom-bundle|posthog-node)$/;
const TRACING =
  /^(?:@opentelemetry\/(?:api|sdk-node|sdk-trace-\w+|auto-instrumentations-node)|@sentry\/(?:node|bun|cloudflare|nextjs|core|deno)|dd-trace|newrelic|elastic-apm-node|applicationinsights|@google-cloud\/trace-agent|@microlabs\/otel-cf-workers|@honeycombio\/opentelemetry-node|@logfire\/node|logfire)(?:\/|$)/;
class SetUp {
  readonly #around: Surroundings;
  readonly #start: Start;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#start = new Start(around.reading.follower.names.m);
  }

  #at(spot: Spot): Address {
    return this.#around.reading.addresses.of('call', spot, functionAround(spot.file.tree, spot.node));
  }

  *signals(): Generator<ProcessFact> {
    const known = new Map<ts.Node, Set<string>>();
    const fact = (spot: Spot, name: string): ProcessFact => ({ at: this.#at(spot), tools: [], what: 'signal', name });
    // an evaluation knows what a loop over names listens to
    for (const { what, spot, args } of this.#start.deeds) {
      const [name] = args;
      if (what !== 'listener' || name?.kind !== 'primitive' || !SIGNAL.test(String(name.value))) continue;
      const names = known.get(spot.node) ?? new Set();
      known.set(spot.node, names);
      if (names.has(String(name.value))) continue;
      names.add(String(name.value));
      yield fact(spot, String(name.value));
    }
    for (const source of this.#around.sources.files) {
      for (const node of source.calls) {
        if (known.has(node) || !listens(node)) continue;
        const [name] = node.arguments ?? [];
        const spot = { file: source.file, node };
        if (name && ts.isStringLiteralLike(name)) {
          if (SIGNAL.test(name.text)) yield fact(spot, name.text);
        } else
          for (const signal of new Set(source.text.match(/\bSIG(?:TERM|INT|HUP|QUIT)\b/g))) yield fact(spot, signal);
      }
      yield* this.#imported(source, CLOSERS, 'signal');
    }
  }

  *instruments(): Generator<ProcessFact> {
    for (const source of this.#around.sources.files) {
      yield* this.#imported(source, METRICS, 'metrics');
      yield* this.#imported(source, TRACING, 'tracing');
    }
  }

  *#imported({ file }: Source, named: RegExp, what: ProcessFact['what']): Generator<ProcessFact> {
    for (const node of file.tree.statements) {
      if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
      if (node.importClause?.phaseModifier === SyntaxKind.TypeKeyword) continue;
      const name = node.moduleSpecifier.text;
      if (named.test(name)) yield { at: this.#at({ file, node }), tools: [], what, name };
    }
  }

  /** How a deed is part of the start over stdio. */
  #stdio(deed: Deed): Pick<ProcessFact, 'stdio'> {
    const stdio = this.#start.overStdio(deed);
    return stdio ? { stdio } : {};
  }

  *loggers(): Generator<ProcessFact> {
    const { reading, sources } = this.#around;
    const { m } = reading.follower.names;
    const seen = new Set<ts.Node>();
    for (const { name, mode, deed } of loggersIn(m, this.#start.deeds, sources)) {
      if (seen.has(deed.spot.node)) continue;
      seen.add(deed.spot.node);
      const to = mode ? { mode } : {};
      yield { at: this.#at(deed.spot), tools: [], what: 'logger', name, ...to, ...this.#stdio(deed) };
    }
  }

  /** The package itself: who publishes it. */
  *package(): Generator<ProcessFact> {
    const { reading, root } = this.#around;
    const { disk } = reading.follower.names.m.world;
    const own = packageOf(root, disk);
    const text = own && disk.read(`${own.dir}/package.json`);
    if (!own || text === undefined || own.name !== own.json['name']) return;
    const start = text.search(/"name"\s{0,20}:/);
    const file = new SourceFile(`${own.dir}/package.json`, text);
    const end = text.indexOf(own.name, start) + own.name.length + 1;
    const at = reading.addresses.ofText(
      'package',
      { file, start: Math.max(0, start), end: Math.max(end, start + 1) },
      'name',
    );
    const around = own.workspaceRoot === undefined ? own : (packageAt(own.workspaceRoot, disk) ?? own);
    const mode = repositoryNameOf(own.json) ?? repositoryNameOf(around.json) ?? scopeOf(around.name);
    yield {
      at,
      tools: [],
      what: 'package',
      name: own.name,
      ...(mode === undefined ? {} : { mode }),
      ...(own.version === undefined ? {} : { version: own.version }),
    };
  }
}

/** `@owner/name` is published by its owner. */
const scopeOf = (name: string): string | undefined => /^@([\w.-]+\/[\w.-]+)$/.exec(name)?.[1];

/** `process.on(…)`. */
function listens(node: ts.CallExpression | ts.NewExpression): boolean {
  const { expression } = node;
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(expression) &&
    LISTENS.has(expression.name.text) &&
    (expression.expression as Partial<ts.Identifier>).text === 'process'
  );
}
