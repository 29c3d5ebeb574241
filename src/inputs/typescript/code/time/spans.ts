import { ts } from '../../syntax.ts';
import { bare } from '../follow/callee.ts';
import { written } from './exits.ts';
import type { Names, Placed } from '../follow/names.ts';
import { numberOf, type Defaults } from './numbers.ts';
import type { Repeat } from './repeats.ts';

const { SyntaxKind } = ts;

/** How long a repetition may go on by its literals. */
interface Span {
  /** Milliseconds in a round. */
  readonly wait?: number;
  readonly rounds?: number;
}

const RELATIONS = new Set([
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Reads the waits of a round and the number of rounds. */
export function spanOf(
  { follower: { names } }: { readonly follower: { readonly names: Names } },
  repeat: Repeat,
  defaults?: Defaults,
): Span {
  const { waits, bound, scope } = repeat;
  const times = waits.map(({ ms }) => (ms && isSteady(ms, repeat) ? numberOf(names, ms, defaults) : undefined));
  const known = times.every((ms) => ms !== undefined);
  const wait = times.length > 0 && known ? times.reduce<number>((sum, ms) => sum + ms, 0) : undefined;
  const tests = [...testsIn(repeat)];
  const rounds =
    bound === 'count' || bound === 'optional'
      ? least(tests.map((test) => countOf(names, test, repeat, defaults)))
      : undefined;
  const total =
    bound === 'time' ? least(tests.map((test) => timeOf(names, { node: test, scope }, defaults))) : undefined;
  const most = total !== undefined && wait !== undefined && wait > 0 ? Math.ceil(total / wait) : rounds;
  return {
    ...(wait === undefined || wait === 0 ? {} : { wait }),
    ...(most === undefined ? {} : { rounds: Math.ceil(most) }),
  };
}

/** The same in every round. */
function isSteady({ node, scope }: Placed, { round: { counters, made } }: Repeat): boolean {
  const { file } = scope.module;
  const names = file.text.slice(node.pos, Math.min(node.end, node.pos + 200)).match(/[A-Za-z_$][\w$.]*/g) ?? [];
  return !names.some((name) => counters.has(name) || made.has(name));
}

const least = (all: readonly (number | undefined)[]): number | undefined => {
  const numbers = all.filter((each) => each !== undefined);
  return numbers.length > 0 ? Math.min(...numbers) : undefined;
};

/** The comparisons that may end it. */
function* testsIn({ node, round }: Repeat): Generator<ts.BinaryExpression | ts.Expression> {
  const { condition, expression } = node as Partial<ts.ForStatement & ts.WhileStatement>;
  const isLoop = node.kind === SyntaxKind.WhileStatement || node.kind === SyntaxKind.DoStatement;
  const own = node.kind === SyntaxKind.ForStatement ? condition : isLoop ? expression : undefined;
  const guards = round.exits.flatMap(({ guards: each }) => each.map(({ test }) => test));
  for (const test of own ? [own, ...guards] : guards) yield* partsOf(test, 0);
}

function* partsOf(test: ts.Expression, deep: number): Generator<ts.Expression> {
  const node = bare(test);
  if (deep > 12) return;
  if (node.kind === SyntaxKind.PrefixUnaryExpression) {
    const { operator, operand } = node as ts.PrefixUnaryExpression;
    if (operator === SyntaxKind.ExclamationToken) return yield* partsOf(operand, deep + 1);
  }
  if (node.kind === SyntaxKind.BinaryExpression) {
    const { left, operatorToken, right } = node as ts.BinaryExpression;
    if (operatorToken.kind === SyntaxKind.AmpersandAmpersandToken || operatorToken.kind === SyntaxKind.BarBarToken) {
      yield* partsOf(left, deep + 1);
      yield* partsOf(right, deep + 1);
      return;
    }
  }
  yield node;
}

/** `attempt < 30`, `elapsed < max` where it grows by the interval, `retries--`. */
function countOf(
  names: Names,
  test: ts.Expression,
  { round, scope, node }: Repeat,
  defaults?: Defaults,
): number | undefined {
  const { file } = scope.module;
  if (test.kind !== SyntaxKind.BinaryExpression) return undefined;
  const { left, operatorToken, right } = test as ts.BinaryExpression;
  if (!RELATIONS.has(operatorToken.kind)) return undefined;
  const counter = [left, right]
    .map((side) => written(side, file).replace(/^[-+]+|[-+]+$/g, ''))
    .findIndex((name) => round.counters.has(name));
  if (counter < 0) return undefined;
  const name = written(counter === 0 ? left : right, file).replace(/^[-+]+|[-+]+$/g, '');
  const limit = numberOf(names, { node: counter === 0 ? right : left, scope }, defaults);
  if (limit === undefined) return undefined;
  const text = file.text.slice(node.pos, Math.min(node.end, node.pos + 20_000));
  const step = stepOf(name, text);
  const first = names.binding(name, scope)?.of;
  const start = first ? numberOf(names, first, defaults) : undefined;
  if (limit === 0 || (start !== undefined && start > limit)) return start;
  const by = step === undefined ? 1 : numberIn(names, step, scope, round.made.has(step), defaults);
  return by === undefined || by <= 0 ? undefined : Math.ceil((limit - (start ?? 0)) / by);
}

/** `elapsed += interval`: what is added in a round, where it is a name or a number. */
function stepOf(name: string, text: string): string | undefined {
  const at = text.indexOf(`${name} += `);
  return at < 0 ? undefined : /^[\w$.]+/.exec(text.slice(at + name.length + 4, at + name.length + 84))?.[0];
}

function numberIn(
  names: Names,
  step: string,
  scope: Placed['scope'],
  isMade: boolean,
  defaults?: Defaults,
): number | undefined {
  if (/^[\d_.]+$/.test(step)) return Number(step.replaceAll('_', ''));
  if (isMade) return undefined;
  const of = names.binding(step, scope)?.of;
  return of ? numberOf(names, of, defaults) : (defaults?.get(step) ?? undefined);
}

/** `Date.now() - start < 60_000`, `Date.now() < deadline` where that is so long after now. */
function timeOf(names: Names, { node, scope }: Placed, defaults?: Defaults): number | undefined {
  if (node.kind !== SyntaxKind.BinaryExpression) return undefined;
  const { left, right } = node as ts.BinaryExpression;
  const { file } = scope.module;
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (!/now\(\)|getTime\(\)|newDate/i.test(written(side, file)) && !/elapsed/i.test(written(side, file))) continue;
    const direct = numberOf(names, { node: other, scope }, defaults);
    if (direct !== undefined) return direct;
    const of =
      other.kind === SyntaxKind.Identifier ? names.binding((other as ts.Identifier).text, scope)?.of : undefined;
    const sum = of && bare(of.node);
    if (sum?.kind === SyntaxKind.BinaryExpression && /now\(\)|getTime\(\)/.test(written(sum, of!.scope.module.file)))
      return numberOf(names, { node: (sum as ts.BinaryExpression).right, scope: of!.scope }, defaults);
  }
  return undefined;
}
