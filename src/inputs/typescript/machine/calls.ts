import { ObjectValue, Opaque, UNDEFINED, type Choice, type Scope, type Value } from '../values.ts';
import { ts, type Spot } from '../syntax.ts';
import { isServer } from '../frameworks/index.ts';
import { instantiate, runConstructor } from './classes.ts';
import { access } from './access.ts';
import { evaluate, self, spotOf } from './expressions.ts';
import { callFunction } from './functions.ts';
import { dynamicImport } from './imports.ts';
import type { Machine } from './machine.ts';
import { shown } from './tests.ts';

const { SyntaxKind } = ts;

export function evaluateCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  const callee = inner(node.expression);
  if (callee.kind === SyntaxKind.ImportKeyword) {
    const [specifier] = argumentsOf(m, node.arguments, scope);
    return dynamicImport(m, specifier ?? UNDEFINED, spot);
  }
  if (callee.kind === SyntaxKind.SuperKeyword) {
    const instance = self(scope);
    const home = homeOf(scope);
    const args = argumentsOf(m, node.arguments, scope);
    if (instance.kind === 'object' && home) runConstructor(m, home, instance, args, spot, 'parent');
    return UNDEFINED;
  }
  if (callee.kind === SyntaxKind.PropertyAccessExpression || callee.kind === SyntaxKind.ElementAccessExpression) {
    const member = callee as ts.PropertyAccessExpression | ts.ElementAccessExpression;
    const { target, value } = access(m, member, scope);
    if (skips(value, node, member)) return value;
    const args = argumentsOf(m, node.arguments, scope);
    const isNamed = callee.kind === SyntaxKind.PropertyAccessExpression;
    if (isNamed && target.kind === 'choice' && target.options.some((option) => HOLDERS.has(option.value.kind))) {
      const { text } = (callee as ts.PropertyAccessExpression).name;
      return callChoice(m, target, (option) => m.call(m.get(option, text, spot), args, spot, option));
    }
    return m.call(value, args, spot, target);
  }
  const value = evaluate(m, callee, scope);
  if (skips(value, node, undefined)) return value;
  return m.call(value, argumentsOf(m, node.arguments, scope), spot);
}

/** What has methods of its own, so that each of several needs a call with itself as `this`. */
const HOLDERS: ReadonlySet<Value['kind']> = new Set(['object', 'host', 'class']);

/** `a?.b()` and `a.b?.()` end where nothing is there to call. */
const skips = (value: Value, node: ts.CallExpression, member: ts.Expression | undefined): boolean =>
  value.kind === 'primitive' &&
  (value.value === undefined || value.value === null) &&
  (node.questionDotToken !== undefined || ((node.flags | (member?.flags ?? 0)) & ts.NodeFlags.OptionalChain) !== 0);

/** `(0, module_1.f)(…)` of compiled code calls `module_1.f`; parentheses and casts around a callee say nothing. */
function inner(node: ts.Expression): ts.Expression {
  let at = node;
  for (;;) {
    if (
      at.kind === SyntaxKind.ParenthesizedExpression ||
      at.kind === SyntaxKind.NonNullExpression ||
      at.kind === SyntaxKind.AsExpression
    )
      at = (at as ts.ParenthesizedExpression).expression;
    else if (
      at.kind === SyntaxKind.BinaryExpression &&
      (at as ts.BinaryExpression).operatorToken.kind === SyntaxKind.CommaToken &&
      (at as ts.BinaryExpression).left.kind === SyntaxKind.NumericLiteral
    )
      at = (at as ts.BinaryExpression).right;
    else return at;
  }
}

export function homeOf(scope: Scope): Scope['home'] {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.home) return at.home;
  return undefined;
}

export function evaluateNew(m: Machine, node: ts.NewExpression, scope: Scope): Value {
  const callee = evaluate(m, node.expression, scope);
  return m.construct(callee, argumentsOf(m, node.arguments, scope), spotOf(node, scope));
}

/** The arguments of a call. After a spread of unknown length nobody knows which argument is which: the rest is opaque. */
function argumentsOf(m: Machine, nodes: ts.NodeArray<ts.Expression> | undefined, scope: Scope): Value[] {
  const args: Value[] = [];
  for (const node of nodes ?? []) {
    if (node.kind !== SyntaxKind.SpreadElement) {
      args.push(evaluate(m, node, scope));
      continue;
    }
    const { elements, open } = m.iterate(
      evaluate(m, (node as ts.SpreadElement).expression, scope),
      spotOf(node, scope),
    );
    for (const { value } of elements) args.push(value);
    if (open) args.push(open);
  }
  return args;
}

export function callValue(
  m: Machine,
  callee: Value,
  args: readonly Value[],
  spot: Spot,
  target: Value | undefined,
): Value {
  m.step();
  switch (callee.kind) {
    case 'function':
      return callFunction(m, callee, args, spot, target);
    case 'host':
      return (
        callee.traits.call?.({ machine: m, args, self: target, spot }) ?? new Opaque(`a call of ${callee.label}`, spot)
      );
    case 'choice':
      return callChoice(m, callee, (option) => callValue(m, option, args, spot, target));
    case 'opaque':
      escape(m, callee, args, spot);
      return callee.spot ? callee : new Opaque(callee.reason, spot, callee.from);
    default:
      escape(m, callee, args, spot);
      return new Opaque(
        (callee.kind === 'primitive' ? callee.assumed : undefined) ?? `a call of \`${shown(spot)}\``,
        spot,
      );
  }
}

export function constructValue(m: Machine, callee: Value, args: readonly Value[], spot: Spot): Value {
  m.step();
  switch (callee.kind) {
    case 'class':
      return instantiate(m, callee, args, spot);
    case 'host':
      return (
        callee.traits.construct?.({ machine: m, args, spot, constructed: callee }) ??
        new Opaque(`\`new ${callee.label}\``, spot)
      );
    case 'function': {
      const made = new ObjectValue(spot);
      made.proto = m.get(callee, 'prototype', spot);
      const result = callFunction(m, callee, args, spot, made);
      return result.kind === 'primitive' ? made : result;
    }
    case 'choice':
      return callChoice(m, callee, (option) => constructValue(m, option, args, spot));
    default:
      escape(m, callee, args, spot);
      return callee.kind === 'opaque' ? callee : new Opaque(`\`${shown(spot)}\``, spot);
  }
}

/** What is given to code that is not read: functions may be called by it, and a server may get tools from it. */
export function escape(m: Machine, callee: Value | undefined, args: readonly Value[], spot: Spot): void {
  if (callee?.kind === 'opaque' && callee.from !== undefined) {
    m.called.add(callee.from);
    if (args.some(isServer)) m.handed.add(callee.from);
  }
  keep(m, args, spot, 0);
}

function keep(m: Machine, values: readonly Value[], spot: Spot, depth: number): void {
  for (const value of values) {
    if (value.kind === 'function') m.later(value, undefined, spot);
    else if (depth < 2 && value.kind === 'object')
      keep(
        m,
        [...value.properties.values()].map((each) => each.value),
        spot,
        depth + 1,
      );
    else if (depth < 2 && value.kind === 'array')
      keep(
        m,
        value.elements.map((each) => each.value),
        spot,
        depth + 1,
      );
  }
}

/** One call for each option of a callee that may be several things. */
function callChoice(m: Machine, { options, spot }: Choice, call: (option: Value) => Value): Value {
  const callable = options.filter(({ value }) => value.kind !== 'primitive');
  const last = callable.at(-1);
  if (!last) return new Opaque('a call of nothing', spot);
  return callable.slice(0, -1).reduceRight<() => Value>(
    (rest, { when, value }) =>
      () =>
        m.branch(m.only(when), () => call(value), rest),
    () => call(last.value),
  )();
}
