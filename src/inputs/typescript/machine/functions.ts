import { iteratorOf } from '../builtins/iterators.ts';
import { hasModifier, ts, type Spot } from '../syntax.ts';
import {
  ArrayValue,
  Cell,
  Opaque,
  PromiseValue,
  rejected,
  Scope,
  UNDEFINED,
  UNTOLD,
  type FunctionValue,
  type Value,
} from '../values.ts';
import { escape } from './escape.ts';
import { promised } from './expressions.ts';
import { Frame } from './completion.ts';
import type { Machine } from './machine.ts';
import { runBody } from './modules.ts';
import { bind, withDefault } from './patterns.ts';
import { Endless, Thrown } from './signals.ts';

const { SyntaxKind } = ts;

/** How often one function may stand on the stack: with known arguments, and with unknown ones, where nothing tells the calls apart. */
const DEEPEST_RECURSION = 60;
const DEEPEST_BLIND_RECURSION = 3;
const DEEPEST_CALLS = 120;

/** Calls a function of the program. */
export function callFunction(
  m: Machine,
  fn: FunctionValue,
  args: readonly Value[],
  spot: Spot,
  target: Value | undefined,
  missing: Value = UNTOLD,
): Value {
  const { node } = fn;
  const active = m.active.get(node) ?? 0;
  const isBlind = args.some((arg) => arg.kind === 'opaque' || arg.kind === 'choice');
  if (active >= (isBlind ? DEEPEST_BLIND_RECURSION : DEEPEST_RECURSION) || m.calls >= DEEPEST_CALLS)
    return new Opaque('a recursion without an end in sight', spot);
  if (!node.body) return new Opaque('a function without a body', spot);
  if (m.work.idle.isKnown(m, node)) {
    escape(m, undefined, args, spot);
    return new Opaque('a function that is called again and again', spot);
  }
  m.visited.add(node);
  m.active.set(node, active + 1);
  m.calls++;
  const scope = new Scope(named(fn));
  scope.vars = scope;
  if (node.kind !== SyntaxKind.ArrowFunction) {
    scope.self = fn.bound ?? target ?? UNDEFINED;
    scope.home = fn.home;
  }
  const { frame } = m.flow;
  const { left } = m.flow;
  m.flow.left = undefined;
  m.flow.frame = new Frame();
  try {
    const { body } = node;
    return m.work.idle.watch(m, node, () => {
      bindParameters(m, node, args, missing, scope, spot);
      const last = m.work.repetition.within(node, () => runBody(m, body, scope));
      return wrap(m, fn, last, spot);
    });
  } catch (error) {
    if (error instanceof Thrown && isAsync(node)) return rejected(error.value, spot);
    if (error instanceof Endless && (isAsync(node) || isGenerator(node))) return endless(m, fn, spot);
    throw error;
  } finally {
    m.flow.frame = frame;
    m.flow.left = left;
    if (active === 0) m.active.delete(node);
    else m.active.set(node, active);
    m.calls--;
  }
}

/** What a function closes over; an expression with a name knows itself by it. */
function named(fn: FunctionValue): Scope {
  if (fn.node.kind !== SyntaxKind.FunctionExpression || !fn.node.name) return fn.scope;
  const scope = new Scope(fn.scope);
  scope.cells.set((fn.node.name as ts.Identifier).text, new Cell(fn));
  return scope;
}

function wrap(m: Machine, { node }: FunctionValue, last: Value, spot: Spot): Value {
  const value = m.flow.frame.result(last);
  if (isGenerator(node))
    return iteratorOf(
      m.flow.frame.yields.map((each) => ({ value: each })),
      spot,
      value,
    );
  return isAsync(node) ? promised(value, spot) : value;
}

/** Who calls it goes on. */
function endless(m: Machine, { node }: FunctionValue, spot: Spot): Value {
  const never = new Opaque('what a loop without an end gives', spot);
  if (!isGenerator(node)) return new PromiseValue(never, spot);
  const values = new ArrayValue(m.flow.frame.yields, spot);
  values.open = never;
  return values;
}

const isGenerator = (node: FunctionValue['node']): boolean =>
  'asteriskToken' in node && node.asteriskToken !== undefined;

const isAsync = (node: FunctionValue['node']): boolean => hasModifier(node, SyntaxKind.AsyncKeyword);

function bindParameters(
  m: Machine,
  node: FunctionValue['node'],
  args: readonly Value[],
  missing: Value,
  scope: Scope,
  spot: Spot,
): void {
  if (node.kind !== SyntaxKind.ArrowFunction) scope.cells.set('arguments', new Cell(new ArrayValue(args, spot)));
  node.parameters.forEach(({ name, initializer, dotDotDotToken }, i) => {
    if (name.kind === SyntaxKind.Identifier && name.text === 'this') return;
    const value = dotDotDotToken
      ? new ArrayValue(args.slice(i), spot)
      : withDefault(m, args[i] ?? missing, initializer, scope);
    bind(m, name, value, scope);
  });
}
