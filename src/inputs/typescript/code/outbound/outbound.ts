import type { CallFact } from '../../../../model/code.ts';
import { ts, type SourceFile } from '../../syntax.ts';
import { UNDEFINED, type Value } from '../../values.ts';
import { bare } from '../follow/callee.ts';
import { ownerOf } from '../follow/callers.ts';
import type { Follower } from '../follow/follow.ts';
import { calleeText } from './guards.ts';
import type { Placed } from '../follow/names.ts';
import { isRequest, Options, type Found } from './options.ts';
import type { ClientCall, Outside } from './outside.ts';
import { Statuses } from './statuses.ts';
import { isBackground } from './background.ts';
import { isIn, type CallSite, type Unit } from '../follow/unit.ts';
import { methodName } from '../follow/tested.ts';

const { SyntaxKind } = ts;

/** A call that goes out, as one unit has it. */
export interface Outbound extends Omit<
  CallFact,
  'at' | 'tools' | 'retry' | 'idempotent' | 'retryAfter' | 'credential' | 'host'
> {
  readonly site: CallSite;
  readonly unit: Unit;
}

const READS = /^(?:get|head|list|find|search|query|select|read|fetch|retrieve|count|describe|describe.*|show)/i;
const WRITES =
  /^(?:post|put|patch|delete|create|insert|update|remove|send|upsert|add|set|write|execute|cancel|archive)/i;

/** Reads calls that go out: how long they may take, and what becomes of the answer. */
export class OutboundCalls {
  readonly #follower: Follower;
  readonly #outside: Outside;
  readonly #options: Options;
  readonly #statuses: Statuses;
  readonly #later = new Map<SourceFile, boolean>();

  constructor(follower: Follower, outside: Outside) {
    this.#follower = follower;
    this.#outside = outside;
    this.#options = new Options(follower);
    this.#statuses = new Statuses(follower);
  }

  in(unit: Unit): readonly Outbound[] {
    return unit.calls.flatMap((site) => {
      const call = this.#outside.clientCall(site);
      return call ? [this.#read(unit, site, call)] : [];
    });
  }

  #read(unit: Unit, site: CallSite, call: ClientCall): Outbound {
    const { client, method } = call;
    const options = this.#optionsOf(site, call);
    const signal = this.#options.find(options, ['signal', 'abortSignal']);
    return {
      site,
      unit,
      client: client.name,
      callee: calleeText(site),
      method: this.#method(method, options),
      timeout: this.#timeout(unit, site, call, options, signal),
      signal: signal === 'absent' ? 'none' : signal === 'unknown' ? 'unknown' : 'given',
      status:
        client.throws === true ? 'throws' : client.throws === 'unknown' ? 'unknown' : this.#statuses.of(unit, site),
      background: isBackground(this.#follower, unit, site),
    };
  }

  /** What the call itself is told. */
  #optionsOf({ node, scope }: CallSite, { client, method, made }: ClientCall): Placed | undefined {
    const args = node.arguments ?? [];
    const first = args[0];
    // `axios({ url, … })`
    const isDirect = method === '' && first && bare(first).kind === SyntaxKind.ObjectLiteralExpression;
    const place = isDirect && client.name !== 'fetch' ? 0 : (client.options[method] ?? client.options[''] ?? 1);
    const arg = place < 0 ? args.at(place) : args[place];
    // `https.get(url, options)`
    const isUrl = client.name.startsWith('node:') && first && bare(first).kind !== SyntaxKind.ObjectLiteralExpression;
    const given = isUrl && args[1] && bare(args[1]).kind !== SyntaxKind.ArrowFunction ? args[1] : arg;
    if (first && args.length === 1 && client.on.includes('fetch') && isRequest(first)) return { node: first, scope };
    return given && !(made && given === first && place < 0 && args.length === 1 && isText(given))
      ? { node: given, scope }
      : undefined;
  }

  #method(method: string, options: Placed | undefined): CallFact['method'] {
    const given = this.#options.find(options, ['method']);
    if (typeof given === 'object') {
      const asked = this.#valuesOf(given).map((value) => {
        if (value.kind !== 'primitive' || typeof value.value !== 'string') return 'unknown';
        return /^(?:get|head|options)$/i.test(value.value) ? 'read' : 'write';
      });
      return asked.every((each) => each === asked[0]) ? asked[0]! : 'unknown';
    }
    if (given === 'unknown') return 'unknown';
    if (method === '' || READS.test(method)) return 'read';
    return WRITES.test(method) ? 'write' : 'unknown';
  }

  #timeout(
    unit: Unit,
    site: CallSite,
    { client, made }: ClientCall,
    options: Placed | undefined,
    signal: Found,
  ): CallFact['timeout'] {
    const around = this.#raced(unit, site);
    if (around !== undefined) return around;
    const own = this.#options.find(options, client.timeouts);
    if (typeof own === 'object') return this.#milliseconds(own);
    if (typeof signal === 'object') return this.#ofSignal(signal);
    const place = client.settings;
    const settings =
      made && place !== undefined && made.node.arguments?.[place]
        ? { node: made.node.arguments[place], scope: made.scope }
        : undefined;
    const set: Found =
      place === undefined ? 'absent' : made ? this.#options.find(settings, client.timeouts) : this.#unseen(site);
    if (typeof set === 'object') return this.#milliseconds(set);
    if (this.#isSetLater(site, client.timeouts)) return 'set';
    if (own === 'unknown' || signal === 'unknown' || set === 'unknown') return 'unknown';
    return client.waits;
  }

  /** A client that nobody is seen to make may have been given anything; the module itself has not. */
  #unseen({ node, scope }: CallSite): Found {
    const origin = this.#outside.origins.of({ node: node.expression, scope });
    return origin && (origin.way.includes('new') || origin.way.includes('?')) ? 'unknown' : 'absent';
  }

  /** `axios.defaults.timeout = …`, `request.setTimeout(…)` */
  #isSetLater({ scope }: CallSite, timeouts: readonly string[]): boolean {
    if (!timeouts.includes('timeout')) return false;
    const { file } = scope.module;
    const known = this.#later.get(file) ?? SET_LATER.test(file.text.slice(0, 1_000_000));
    this.#later.set(file, known);
    return known;
  }

  /** What an expression may be: of a parameter, what all callers give. */
  #valuesOf({ node, scope }: Placed): readonly Value[] {
    const { names } = this.#follower;
    const binding =
      node.kind === SyntaxKind.Identifier ? names.binding((node as ts.Identifier).text, scope) : undefined;
    const owner = binding && ownerOf(this.#follower, binding, scope);
    const place = binding?.path.length === 0 ? binding.place : undefined;
    if (!owner || place === undefined || owner.calledAt.length === 0) return [names.value({ node, scope })];
    const { initializer } = owner.fn.node.parameters[place]!;
    return owner.calledAt.slice(0, MOST_CALLERS).map(({ site }) => {
      const given = site.node.arguments?.[place];
      if (given) return names.value({ node: given, scope: site.scope });
      return initializer ? names.value({ node: initializer, scope: owner.scope }) : UNDEFINED;
    });
  }

  #milliseconds(at: Placed): CallFact['timeout'] {
    const all = this.#valuesOf(at).map(millisecondsOf);
    return all.every((each) => each === all[0]) ? all[0]! : all.includes('unknown') ? 'unknown' : 'set';
  }

  /** `AbortSignal.timeout(5000)`; a controller may be aborted by a timer. */
  #ofSignal(at: Placed): CallFact['timeout'] {
    const node = bare(at.node);
    const { file } = at.scope.module;
    const text = file.text.slice(node.getStart(file.tree), Math.min(node.end, node.pos + 2_000));
    if (node.kind === SyntaxKind.CallExpression && /^AbortSignal\s*\.\s*timeout\b/.test(text)) {
      const [first] = (node as ts.CallExpression).arguments;
      return first ? this.#milliseconds({ node: first, scope: at.scope }) : 'unknown';
    }
    if (/\btimeout\b/i.test(text)) return 'set';
    const binding =
      node.kind === SyntaxKind.Identifier
        ? this.#follower.names.binding((node as ts.Identifier).text, at.scope)
        : undefined;
    if (binding?.of && binding.of.node !== at.node) return this.#ofSignal(binding.of);
    // `controller.signal`, where a timer of the function aborts it
    if (TIMED.test(file.text.slice(0, 1_000_000))) return 'set';
    return 'unknown';
  }

  /** `Promise.race([call, timer])`, `withTimeout(() => call, 5000)`, `pTimeout(call)`. */
  #raced(unit: Unit, site: CallSite): CallFact['timeout'] | undefined {
    for (const other of unit.calls) {
      const { node } = other;
      if (node === site.node || !isIn(site.node, node) || isIn(site.node, node.expression)) continue;
      const name = methodName(node) ?? (node.expression as Partial<ts.Identifier>).text ?? '';
      if (name === 'race' || /time(?:d)?out|deadline/i.test(name)) return 'set';
    }
    return undefined;
  }
}

function millisecondsOf(value: Value): CallFact['timeout'] {
  if (value.kind !== 'primitive') return 'set';
  if (typeof value.value === 'number') return value.value > 0 ? value.value : 'none';
  return value.value === undefined || value.value === null ? 'unknown' : 'set';
}

const MOST_CALLERS = 60;
const SET_LATER = /\.defaults\.timeout\s*=|\.setTimeout\(/;

/** A timer that aborts. */
const TIMED = /\bsetTimeout\s*\([^;]{0,200}\babort\b/;

const isText = (node: ts.Expression): boolean => {
  const { kind } = bare(node);
  return kind === SyntaxKind.StringLiteral || kind === SyntaxKind.TemplateExpression;
};
