import type { Machine } from '../machine/machine.ts';
import { ts, type Spot } from '../syntax.ts';
import { FunctionValue, type Value } from '../values.ts';
import { promiseOf } from './promises.ts';

const made = new WeakMap<ts.Node, ts.FunctionExpression>();

/** `function* () { … yield x … }` as the `async function () { … await x … }` it was compiled from; every node keeps its place. */
function asyncForm(node: ts.FunctionExpression): ts.FunctionExpression {
  const known = made.get(node);
  if (known) return known;
  const { factory } = ts;
  const visit = (inner: ts.Node): ts.Node => {
    if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return inner;
    if (!ts.isYieldExpression(inner)) return ts.visitEachChild(inner, visit, undefined);
    const value = inner.expression ? (visit(inner.expression) as ts.Expression) : factory.createVoidZero();
    return ts.setTextRange(factory.createAwaitExpression(value), inner);
  };
  const body = ts.visitEachChild(node.body, visit, undefined);
  const modifiers = [ts.setTextRange(factory.createModifier(ts.SyntaxKind.AsyncKeyword), node)];
  const form = ts.setTextRange(
    factory.createFunctionExpression(modifiers, undefined, node.name, undefined, node.parameters, undefined, body),
    node,
  );
  made.set(node, form);
  return form;
}

/** Calls a generator whose `yield`s are the awaits of an async function. */
export function callAwaiting(body: Value, args: readonly Value[], machine: Machine, spot: Spot, self?: Value): Value {
  if (body.kind !== 'function' || !ts.isFunctionExpression(body.node) || !body.node.asteriskToken)
    return promiseOf(machine.call(body, args, spot, self), spot);
  machine.visited.add(body.node);
  const form = new FunctionValue(asyncForm(body.node), body.spot, body.scope, body.home, body.bound);
  return promiseOf(machine.call(form, args, spot, self), spot);
}
