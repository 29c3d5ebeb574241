import type { CallFact } from '../../../../model/code.ts';
import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import { Callers } from '../follow/callers.ts';
import { callsAgain } from './loops.ts';
import type { Reading } from '../merge.ts';
import type { Placed } from '../follow/names.ts';
import { Options } from '../outbound/options.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { Repeat } from './repeats.ts';
import type { After } from './retry-tests.ts';
import { isFunction } from '../follow/signature.ts';
import { calledName } from '../follow/tested.ts';
import { isIn, type Unit } from '../follow/unit.ts';
import type { FunctionNode } from '../../values.ts';

const { SyntaxKind } = ts;

/** Clients that try again by themselves, as their documentation said on 2026-11-23; `got` and `ky` only what changes nothing twice. */
const BY_THEMSELVES = new Set([
  'got',
  'ky',
  'openai',
  '@anthropic-ai/sdk',
  '@aws-sdk',
  '@google-cloud',
  'googleapis',
  '@slack/web-api',
  'stripe',
  '@notionhq/client',
]);

/** What tells a second request of the same kind from a new one. */
const KEY =
  /idempot|\bif-(?:none-)?match\b|\bifMatch\b|client_?request_?token|client_?token|\bclient_?(?:request|mutation|order)_?id\b|dedup|on\s+conflict|insert\s+or\s+(?:ignore|replace)|\bmerge\s+into\b|\bupsert/i;
const TWICE = /^(?:put|patch|delete|head|get|options)$/i;
const NAMED_TWICE = /^(?:put|patch|delete|remove|upsert|replace|set|update)/i;

/** How strong a repetition is: one that may come after the deed counts before one that does not. */
const ORDER: readonly After[] = ['any', 'unknown', 'refused'];
const LONGEST = 20_000;

/** Tells which calls are made again when they fail. */
export class Retries {
  readonly #reading: Reading;
  readonly #after = new Map<ts.Node, After>();
  readonly #callers: Callers;
  readonly #options: Options;
  /** `axios-retry` changes the client it is given, wherever that is. */
  readonly #isPatched: boolean;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#callers = new Callers(reading.follower);
    this.#options = new Options(reading.follower);
    this.#isPatched = [...reading.follower.names.m.modules.values()].some(({ imports }) =>
      [...imports.values()].some(({ specifier }) => specifier === 'axios-retry'),
    );
    const again = reading.repeats.filter(({ kind }) => kind === 'retry');
    for (const repeat of again) this.#note(repeat);
    for (const given of this.#givenTo(again)) this.#note(given);
  }

  of(all: readonly Outbound[]): Pick<CallFact, 'retry' | 'idempotent'> {
    const [first] = all as [Outbound, ...Outbound[]];
    return { retry: this.#retryOf(first), idempotent: all.every((call) => this.#isIdempotent(call)) };
  }

  #retryOf({ site, client }: Outbound): CallFact['retry'] {
    const after = this.#after.get(site.node);
    if (after !== undefined) return after === 'any' ? 'loop' : after;
    if (BY_THEMSELVES.has(client) || (client === 'axios' && this.#isPatched)) return 'client';
    return 'none';
  }

  #note(repeat: Pick<Repeat, 'unit' | 'region' | 'node' | 'after'>): void {
    for (const { node } of callsAgain(this.#reading, repeat)) {
      const known = this.#after.get(node);
      if (known === undefined || ORDER.indexOf(repeat.after) < ORDER.indexOf(known))
        this.#after.set(node, repeat.after);
    }
  }

  /** What functions that try again are given to do, where it is written in the call. */
  *#givenTo(again: readonly Repeat[]): Generator<Pick<Repeat, 'unit' | 'region' | 'node' | 'after'>> {
    const { units, names } = this.#reading.follower;
    const takers = new Map<FunctionNode, { readonly name: string; readonly after: After }>();
    for (const { unit, region, after } of again)
      for (const { node } of unit.calls) {
        const { text } = node.expression as Partial<ts.Identifier>;
        if (text !== undefined && isIn(node, region) && takes(unit, text))
          takers.set(unit.fn.node, { name: text, after });
      }
    if (takers.size === 0) return;
    // a function may pass on what it is given
    for (let round = 0; round < 2; round++)
      for (const unit of units)
        for (const { taker, arg } of this.#givers(unit, takers)) {
          const { text } = arg as Partial<ts.Identifier>;
          if (text !== undefined && takes(unit, text)) takers.set(unit.fn.node, { name: text, after: taker.after });
        }
    for (const unit of units)
      for (const { taker, arg } of this.#givers(unit, takers)) {
        const fn = bare(arg);
        names.m.step();
        if (isFunction(fn)) yield { unit, region: fn, node: unit.fn.node, after: taker.after };
      }
  }

  *#givers(
    unit: Unit,
    takers: ReadonlyMap<FunctionNode, { readonly name: string; readonly after: After }>,
  ): Generator<{ readonly taker: { readonly after: After }; readonly arg: ts.Expression }> {
    for (const { node, units } of unit.calls) {
      this.#reading.follower.names.m.step();
      const to = units.find(({ fn }) => takers.has(fn.node))?.fn.node;
      const taker = to && takers.get(to);
      if (!taker || !to) continue;
      const place = to.parameters.findIndex(({ name }) => isNamed(name, taker.name));
      const arg = node.arguments?.[place];
      if (arg) yield { taker, arg: partOf(bare(arg), taker.name) };
    }
  }

  /** A second request of the kind changes nothing. */
  #isIdempotent({ site, unit, client }: Outbound): boolean {
    const { file } = site.scope.module;
    const around = site.owner === unit.fn.node ? [site.owner] : [site.owner, unit.fn.node];
    const isKeyed = around.some(({ pos, end }) => KEY.test(file.text.slice(pos, Math.min(end, pos + LONGEST))));
    // Stripe's own client makes a key for each request that it repeats
    if (isKeyed || client === 'stripe') return true;
    const verbs = this.#verbs({ site, unit });
    if (verbs.length > 0) return verbs.every((verb) => TWICE.test(verb)) && verbs.some((verb) => !/^get$/i.test(verb));
    return NAMED_TWICE.test(calledName(site.node));
  }

  /** The methods by which a request may be made; empty where nobody says one. */
  #verbs({ site: { node, scope } }: Pick<Outbound, 'site' | 'unit'>): readonly string[] {
    for (const arg of (node.arguments ?? []).slice(0, 2)) {
      if (bare(arg).kind === SyntaxKind.StringLiteral) continue;
      const found = this.#options.find({ node: arg, scope }, ['method']);
      if (typeof found === 'object') return [...new Set(this.#texts(found, 0))];
    }
    return [];
  }

  #texts(at: Placed, deep: number): readonly string[] {
    const node = bare(at.node);
    const { names } = this.#reading.follower;
    names.m.step();
    if (deep > 4) return ['?'];
    if (node.kind === SyntaxKind.ConditionalExpression) {
      const { whenTrue, whenFalse } = node as ts.ConditionalExpression;
      return [whenTrue, whenFalse].flatMap((each) => this.#texts({ node: each, scope: at.scope }, deep + 1));
    }
    if (node.kind === SyntaxKind.Identifier) {
      const found = this.#callers.parameter((node as ts.Identifier).text, at.scope);
      const parameter = found?.unit.fn.node.parameters[found.place];
      if (found && parameter?.name.kind === SyntaxKind.Identifier) {
        const otherwise = parameter.initializer && { node: parameter.initializer, scope: found.unit.scope };
        return this.#callers.given(found).flatMap((each) => {
          const given = each ?? otherwise;
          return given ? this.#texts(given, deep + 1) : ['?'];
        });
      }
    }
    const value = names.value(at);
    return [value.kind === 'primitive' && typeof value.value === 'string' ? value.value : '?'];
  }
}

const isNamed = (name: ts.BindingName, text: string): boolean =>
  name.kind === SyntaxKind.Identifier
    ? (name as ts.Identifier).text === text
    : name.kind === SyntaxKind.ObjectBindingPattern &&
      (name as ts.ObjectBindingPattern).elements.some((each) => (each.name as Partial<ts.Identifier>).text === text);

const takes = ({ fn }: Unit, text: string): boolean => fn.node.parameters.some(({ name }) => isNamed(name, text));

/** Of an object that a function is given, the member of this name. */
function partOf(arg: ts.Expression, name: string): ts.Expression {
  if (arg.kind !== SyntaxKind.ObjectLiteralExpression) return arg;
  const part = (arg as ts.ObjectLiteralExpression).properties.find(
    (each) => (each.name as Partial<ts.Identifier> | undefined)?.text === name,
  );
  return (part as Partial<ts.PropertyAssignment> | undefined)?.initializer ?? arg;
}
