import type { HandlerFact } from '../../../model/code.ts';
import { isInstalled } from '../project/paths.ts';
import { ts } from '../syntax.ts';
import type { Follower } from './follow/follow.ts';
import { calleeText } from './outbound/guards.ts';
import type { Reading } from './merge.ts';
import type { Root } from './follow/roots.ts';
import type { CallSite, Unit } from './follow/unit.ts';

type Observed = HandlerFact['observed'][number];

/** Libraries that watch a server by themselves once they are set up. */
const WATCHERS =
  /^(?:@sentry\/|@opentelemetry\/|dd-trace|newrelic|elastic-apm-node|applicationinsights|@azure\/monitor-opentelemetry|@microsoft\/applicationinsights|mcpcat|langfuse|langsmith|@logfire|logfire|prom-client|hot-shots|statsd-client|moesif|@shinzolabs\/|@vercel\/otel|@highlight-run\/|@axiomhq\/|agnost|@hypertool|xray|aws-xray-sdk|@aws-lambda-powertools\/)/;
/** A server that looks into the requests it is sent: which tool is asked for. */
const ASKS = /\bbody\??\.params\??\.(?:name|arguments)\b|\bmessage\??\.params\??\.name\b/;

const LOG =
  /^(?:console\.\w+|process\.stderr\.write|(?:\w+\.)*\w*(?:[lL]og(?:ger|ging)?|winston|pino|bunyan)\.\w+|(?:\w+\.)*(?:send)?LoggingMessage|(?:\w+\.)*(?:debug|log|logger|trace)|(?:\w+\.)*(?:log|audit|trace|record|report|track|emit)(?:[A-Z]\w*)?|(?:\w+\.)*sendLoggingMessage)$/;
const SPAN =
  /(?:^|\.)(?:startActiveSpan|startSpan|startSpanManual|startInactiveSpan|withSpan|withTrace|withActiveSpan|startObservation|startTransaction|withTelemetry|withMetrics|withLogging|withToolLogging|withAnalytics|instrument\w*|traced?)$/;
const METRIC =
  /(?:metric|counter|histogram|duration|latency|statsd|meter|telemetry|timer|gauge|stats|analytics|posthog|amplitude|mixpanel|segment|usage|audit)\w*\.(?:observe|startTimer|inc|increment|record\w*|add|set|histogram|timing|gauge|distribution|capture|track\w*|event|log\w*|put\w*|write\w*)$|(?:^|\.)(?:track|record|log|audit|on)(?:Tool|Mcp|Call|Usage|Invocation)\w*$/i;
const CAUGHT = /(?:^|\.)(?:captureException|captureError|recordException|recordError|reportError)$/;

/** What arguments tell, by the names in use. */
const TELLS: readonly (readonly [Observed, RegExp])[] = [
  ['name', /\b(?:tool_?name|tool\??\.name|params\??\.name|toolId|mcpTool)\b|\btool\s*[:,}]/i],
  [
    'latency',
    /\b(?:\w*[dD]uration\w*|\w*[eE]lapsed\w*|\w*[lL]atency\w*|took|\w+Ms|\w+_ms)\b|(?:Date|performance)\.now\(\)\s*-/,
  ],
  ['status', /\b(?:status|success|succeeded|ok|isError|failed|outcome|error|err)\b/i],
  ['code', /\b(?:\w*code|errorType|error_type)\b/i],
  ['size', /\b(?:\w*size|\w*bytes|byteLength|\w*length|chars|tokens)\b/i],
];

const LONGEST = 600;
const MOST_NEAR = 20;
const MOST_TEXTS = 40;
const ALL: readonly Observed[] = ['name', 'latency', 'status', 'code', 'size'];
const flagOf = (what: Observed): number => 1 << ALL.indexOf(what);
/** What a span tells. */
const SPANNED = flagOf('name') | flagOf('latency') | flagOf('status');

interface Line {
  readonly flags: number;
  readonly text: string | undefined;
}

/** Says what is measured or logged of the calls of a handler, by what they come to. */
export class Observers {
  readonly #follower: Follower;
  readonly #isWatched: boolean;
  readonly #texts = new Map<Unit, readonly string[]>();
  readonly #lines = new Map<ts.Node, Line>();

  constructor({ follower }: Pick<Reading, 'follower'>) {
    this.#follower = follower;
    this.#isWatched = [...follower.names.m.modules.values()].some(
      ({ file, imports, effects }) =>
        !isInstalled(file.path) &&
        ([...imports.values(), ...effects].some(({ specifier }) => WATCHERS.test(specifier)) ||
          (file.text.includes('params') && ASKS.test(file.text.slice(0, 1_000_000)))),
    );
  }

  /** `flags` of all that the handler comes to; it may write its name out. */
  of({ tool, units }: Root, flags: number): HandlerFact['observed'] {
    this.#follower.names.m.step(5);
    const near = units.flatMap((unit) => [unit, ...[...unit.leadsTo].slice(0, MOST_NEAR)]);
    const names = near.some((unit) => this.#texts.get(unit)?.some((text) => tool.name !== '' && says(text, tool.name)));
    const found = flags | (names ? flagOf('name') : 0) | (this.#isWatched ? SPANNED : 0);
    return ALL.filter((each) => found & flagOf(each));
  }

  flags(unit: Unit): number {
    let found = 0;
    const texts: string[] = [];
    for (const site of unit.calls) {
      const read = this.#read(site);
      found |= read.flags;
      if (read.text === undefined) continue;
      if (texts.length < MOST_TEXTS) texts.push(read.text);
      if (!(found & flagOf('name')) && this.#namesTool(site)) found |= flagOf('name');
    }
    this.#texts.set(unit, texts);
    return found;
  }

  /** What a call says by itself, whoever comes to it; a text where it is a line that is written. */
  #read(site: CallSite): Line {
    const known = this.#lines.get(site.node);
    if (known) return known;
    this.#follower.names.m.step();
    const callee = calleeText(site).replaceAll('?.', '.').replaceAll('!.', '.');
    const isMetric = METRIC.test(callee);
    const text = isMetric || LOG.test(callee) ? argumentsOf(site) : undefined;
    let flags = SPAN.test(callee) ? SPANNED : 0;
    if (CAUGHT.test(callee)) flags |= flagOf('status');
    if (isMetric) flags |= flagOf('name') | flagOf('status');
    for (const [what, words] of text === undefined ? [] : TELLS) if (words.test(text!)) flags |= flagOf(what);
    if (text !== undefined && /startTimer|observe|timing|histogram/.test(callee)) flags |= flagOf('latency');
    const line: Line = { flags, text };
    this.#lines.set(site.node, line);
    return line;
  }

  /** `console.error(name)` of a function that is asked for a tool by that name. */
  #namesTool({ node, scope }: CallSite): boolean {
    const { names } = this.#follower;
    let left = 60;
    const visit = (part: ts.Node): boolean => {
      if (left-- <= 0) return false;
      if ((part as Partial<ts.Identifier>).text === 'name') {
        const binding = names.binding('name', scope);
        if (binding?.what === 'given' || binding?.path.at(-1) === 'name') return true;
        const of = binding?.of;
        return of !== undefined && /params\??\.name$/.test(textOf(of.node, of.scope.module.file));
      }
      return ts.forEachChild(part, (child) => visit(child) || undefined) ?? false;
    };
    return (node.arguments ?? []).some(visit);
  }
}

const textOf = (node: ts.Node, file: CallSite['scope']['module']['file']): string =>
  file.text.slice(node.getStart(file.tree), Math.min(node.end, node.pos + LONGEST));

function argumentsOf({ node, scope }: CallSite): string {
  const { file } = scope.module;
  const [first] = node.arguments ?? [];
  return first ? file.text.slice(first.pos, Math.min(node.end, first.pos + LONGEST)) : '';
}

/** The name of a tool as a word of a text. */
function says(text: string, tool: string): boolean {
  for (let at = text.indexOf(tool); at >= 0; at = text.indexOf(tool, at + 1))
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + tool.length] ?? '')) return true;
  return false;
}
