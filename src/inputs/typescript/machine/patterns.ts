import { ArrayValue, Cell, isNullish, ObjectValue, Primitive, type Scope, type Value } from '../values.ts';
import { ts } from '../syntax.ts';
import { evaluate, spotOf } from './expressions.ts';
import { fail } from './failing.ts';
import { spread } from './iteration.ts';
import { memberName } from './literals.ts';
import type { Machine } from './machine.ts';
import { absent } from './absence.ts';
import { referenceTo } from './references.ts';

const { SyntaxKind } = ts;

/** Declares the names of a pattern with their values: `const { a, b: [c], ...rest } = value`. */
export function bind(m: Machine, name: ts.BindingName, value: Value, scope: Scope): void {
  switch (name.kind) {
    case SyntaxKind.Identifier:
      declare(m, (name as ts.Identifier).text, value, scope);
      return;
    case SyntaxKind.ObjectBindingPattern: {
      const taken: string[] = [];
      for (const element of (name as ts.ObjectBindingPattern).elements) {
        if (element.dotDotDotToken) {
          bind(m, element.name, rest(m, value, taken, element, scope), scope);
          continue;
        }
        const key = memberName(m, element.propertyName ?? element.name, scope);
        if (typeof key === 'string') taken.push(key);
        const member = typeof key === 'string' ? part(m, value, key, element, scope) : key;
        bind(m, element.name, withDefault(m, member, element.initializer, scope), scope);
      }
      return;
    }
    default:
      (name as ts.ArrayBindingPattern).elements.forEach((element, i) => {
        if (element.kind === SyntaxKind.OmittedExpression) return;
        const { dotDotDotToken, name: inner, initializer } = element as ts.BindingElement;
        const member = dotDotDotToken ? tail(m, value, i, element, scope) : item(m, value, i, element, scope);
        bind(m, inner, withDefault(m, member, initializer, scope), scope);
      });
  }
}

export function declare(m: Machine, name: string, value: Value, scope: Scope): void {
  const cell = scope.cells.get(name);
  if (!cell) {
    scope.cells.set(name, new Cell(value));
    return;
  }
  m.touch(cell);
  cell.value = value;
}

/** Assigns to what stands left of `=`: a name, a member, or a pattern. */
export function assign(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  switch (target.kind) {
    case SyntaxKind.Identifier: {
      const { text } = target as ts.Identifier;
      const cell = scope.find(text);
      if (cell) {
        m.touch(cell);
        cell.value = value;
      } else m.setGlobal(text, value);
      return;
    }
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.AsExpression:
    case SyntaxKind.NonNullExpression:
    case SyntaxKind.SatisfiesExpression:
    case SyntaxKind.TypeAssertionExpression:
      referenceTo(m, target, scope).write(value);
      return;
    case SyntaxKind.ObjectLiteralExpression:
      assignObject(m, target as ts.ObjectLiteralExpression, value, scope);
      return;
    case SyntaxKind.ArrayLiteralExpression:
      (target as ts.ArrayLiteralExpression).elements.forEach((element, i) => {
        if (element.kind === SyntaxKind.OmittedExpression) return;
        if (element.kind === SyntaxKind.SpreadElement)
          assign(m, (element as ts.SpreadElement).expression, tail(m, value, i, element, scope), scope);
        else assignDefault(m, element, item(m, value, i, element, scope), scope);
      });
  }
}

function assignObject(m: Machine, target: ts.ObjectLiteralExpression, value: Value, scope: Scope): void {
  const taken: string[] = [];
  for (const member of target.properties) {
    if (member.kind === SyntaxKind.SpreadAssignment) {
      assign(m, (member as ts.SpreadAssignment).expression, rest(m, value, taken, member, scope), scope);
      continue;
    }
    const key = memberName(m, member.name!, scope);
    if (typeof key !== 'string') continue;
    taken.push(key);
    const inner = part(m, value, key, member, scope);
    if (member.kind === SyntaxKind.PropertyAssignment)
      assignDefault(m, (member as ts.PropertyAssignment).initializer, inner, scope);
    else {
      const { name, objectAssignmentInitializer } = member as ts.ShorthandPropertyAssignment;
      assign(m, name, withDefault(m, inner, objectAssignmentInitializer, scope), scope);
    }
  }
}

function assignDefault(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  if (
    target.kind === SyntaxKind.BinaryExpression &&
    (target as ts.BinaryExpression).operatorToken.kind === SyntaxKind.EqualsToken
  ) {
    const { left, right } = target as ts.BinaryExpression;
    assign(m, left, withDefault(m, value, right, scope), scope);
  } else assign(m, target, value, scope);
}

/** A default is taken where the value is undefined; where it is only assumed to be, the result is assumed too. */
export function withDefault(m: Machine, value: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (!initializer || value.kind !== 'primitive' || value.value !== undefined) return value;
  const taken = evaluate(m, initializer, scope);
  return value.assumed !== undefined && taken.kind === 'primitive'
    ? new Primitive(taken.value, taken.spot, value.assumed)
    : taken;
}

function part(m: Machine, value: Value, key: string, node: ts.Node, scope: Scope): Value {
  const spot = spotOf(node, scope);
  return isNullish(value) ? fail(m, value, `Cannot destructure '${key}' of nothing`, spot) : m.get(value, key, spot);
}

function item(m: Machine, value: Value, i: number, node: ts.Node, scope: Scope): Value {
  const spot = spotOf(node, scope);
  if (value.kind === 'opaque') return value;
  const { elements, open } = value.kind === 'array' ? value : spread(m, value, spot);
  return elements[i]?.value ?? absent(open, spot);
}

function tail(m: Machine, value: Value, from: number, node: ts.Node, scope: Scope): Value {
  const spot = spotOf(node, scope);
  const { elements, open } = spread(m, value, spot);
  const array = new ArrayValue(elements.slice(from), spot);
  array.open = open;
  return array;
}

function rest(m: Machine, value: Value, taken: readonly string[], node: ts.Node, scope: Scope): Value {
  const spot = spotOf(node, scope);
  if (value.kind === 'opaque') return value;
  if (isNullish(value)) return fail(m, value, 'Cannot destructure nothing', spot);
  const { entries, open } = m.entries(value, spot);
  const object = new ObjectValue(value.spot ?? spot);
  for (const { name, value: member, when, key } of entries)
    if (!taken.includes(name)) object.properties.set(name, { value: member, when, key });
  object.open = open;
  return object;
}
