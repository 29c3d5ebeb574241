import { ENDED, ObjectValue, Opaque, UNDEFINED, UNTOLD, type Choice, type Scope, type Value } from '../values.ts';
import { ts, type Spot } from '../syntax.ts';
import { instantiate, runConstructor } from './classes.ts';
import { access } from './access.ts';
import { escape, Given, methodOf, resultOf } from './escape.ts';
import { evaluate, self, spotOf } from './expressions.ts';
import { fail } from './failing.ts';
import { callFunction } from './functions.ts';
import { dynamicImport } from './imports.ts';
import { spread } from './iteration.ts';
import type { Machine } from './machine.ts';
import { SomeMember } from './some-member.ts';
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
    if (skips(value, node, member)) return ended(value);
    const args = argumentsOf(m, node.arguments, scope);
    const isNamed = callee.kind === SyntaxKind.PropertyAccessExpression;
    if (isNamed && target instanceof SomeMember)
      return target.call(m, (callee as ts.PropertyAccessExpression).name.text, args, spot);
    if (isNamed && target.kind === 'choice' && target.options.some((option) => HOLDERS.has(option.value.kind))) {
      const { text } = (callee as ts.PropertyAccessExpression).name;
      return callChoice(m, target, (option) => m.call(m.get(option, text, spot), args, spot, option));
    }
    const own =
      isNamed && target instanceof Given
        ? methodOf(m, target, (callee as ts.PropertyAccessExpression).name.text, spot)
        : undefined;
    return called(m, own ?? value, args, spot, target);
  }
  const value = evaluate(m, callee, scope);
  if (skips(value, node, undefined)) return ended(value);
  return called(m, value, argumentsOf(m, node.arguments, scope), spot, undefined);
}

/** A call as the program writes it: what is left out is undefined, and what is no function fails. */
function called(m: Machine, callee: Value, args: readonly Value[], spot: Spot, target: Value | undefined): Value {
  if (callee.kind !== 'primitive' && callee.kind !== 'class')
    return callValue(m, callee, args, spot, target, UNDEFINED);
  escape(m, callee, args, spot);
  return fail(m, callee, `${shown(spot)}: it is not a function`, spot);
}

/** What has methods of its own, so that each of several needs a call with itself as `this`. */
const HOLDERS: ReadonlySet<Value['kind']> = new Set(['object', 'host', 'class']);

const ended = (value: Value): Value => (value.kind === 'primitive' && value.assumed === undefined ? ENDED : value);

/** `a?.b()` and `a.b?.()` end where nothing is there to call. */
const skips = (value: Value, node: ts.CallExpression, member: ts.Expression | undefined): boolean =>
  value.kind === 'primitive' &&
  (value.value === undefined || value.value === null) &&
  (node.questionDotToken !== undefined ||
    (((node.flags | (member?.flags ?? 0)) & ts.NodeFlags.OptionalChain) !== 0 &&
      (value === ENDED || value.assumed !== undefined)));

/** `(0, module_1.f)(…)` of compiled code calls `module_1.f`; parentheses and casts around a callee say nothing. */
export function inner(node: ts.Expression): ts.Expression {
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
  const spot = spotOf(node, scope);
  const args = argumentsOf(m, node.arguments, scope);
  if (callee.kind === 'primitive') return fail(m, callee, `${shown(spot)}: it is not a constructor`, spot);
  return m.construct(callee, args, spot);
}

/** The arguments of a call. After a spread of unknown length nobody knows which argument is which: the rest is opaque. */
function argumentsOf(m: Machine, nodes: ts.NodeArray<ts.Expression> | undefined, scope: Scope): Value[] {
  const args: Value[] = [];
  for (const node of nodes ?? []) {
    if (node.kind !== SyntaxKind.SpreadElement) {
      args.push(evaluate(m, node, scope));
      continue;
    }
    const { elements, open } = spread(
      m,
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
  missing: Value = UNTOLD,
): Value {
  m.step();
  switch (callee.kind) {
    case 'function':
      return callFunction(m, callee, args, spot, target, missing);
    case 'host': {
      const result = callee.traits.call?.({ machine: m, args, self: target, spot });
      // a model that has nothing to say gives undefined, where the real thing may give something
      return result === UNDEFINED ? UNTOLD : (result ?? new Opaque(`a call of ${callee.label}`, spot));
    }
    case 'choice':
      return callChoice(m, callee, (option) => callValue(m, option, args, spot, target, missing));
    case 'opaque':
      if (callee.from !== undefined) m.witness.note(m, 'package', callee.from, spot, args);
      m.work.repetition.expect(args, spot);
      escape(m, callee, args, spot);
      return resultOf(callee, args, spot);
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
      if (callee.kind === 'opaque' && callee.from !== undefined) m.witness.note(m, 'package', callee.from, spot, args);
      escape(m, callee, args, spot);
      return callee.kind === 'opaque' ? callee : new Opaque(`\`${shown(spot)}\``, spot);
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
