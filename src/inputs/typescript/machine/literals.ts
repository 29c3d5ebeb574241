import { setPrototype } from '../builtins/object-shapes.ts';
import type { FunctionValue } from '../values.ts';
import { ArrayValue, HOLE, ObjectValue, Opaque, Primitive, type Scope, type Value } from '../values.ts';
import { ts, type Spot } from '../syntax.ts';
import { evaluate, functionOf, spotOf } from './expressions.ts';
import { spread } from './iteration.ts';
import type { Machine } from './machine.ts';

const { SyntaxKind } = ts;

/** Longer texts are not made: no description is this long, and doubling in a loop is. */
export const LONGEST_TEXT = 2_000_000;

export function template(m: Machine, node: ts.TemplateExpression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  let text = node.head.text;
  let assumed: string | undefined;
  for (const { expression, literal } of node.templateSpans) {
    const part = m.string(evaluate(m, expression, scope), spot);
    if (part.kind === 'opaque') return part;
    assumed ??= part.assumed;
    text += part.value + literal.text;
    if (text.length > LONGEST_TEXT) return new Opaque('a text of more than two million characters', spot);
  }
  return new Primitive(text, spot, assumed);
}

export function taggedTemplate(m: Machine, node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  const tag = evaluate(m, node.tag, scope);
  const literal = node.template;
  const pieces =
    literal.kind === SyntaxKind.TemplateExpression
      ? [literal.head, ...literal.templateSpans.map((span) => span.literal)]
      : [literal as ts.NoSubstitutionTemplateLiteral];
  const values =
    literal.kind === SyntaxKind.TemplateExpression
      ? literal.templateSpans.map(({ expression }) => evaluate(m, expression, scope))
      : [];
  const cooked = new ArrayValue(
    pieces.map((piece) => new Primitive(piece.text, spot)),
    spot,
  );
  cooked.own = new ObjectValue();
  cooked.own.properties.set('raw', {
    value: new ArrayValue(pieces.map((piece) => new Primitive(rawText(piece, scope), spot))),
    hidden: true,
  });
  return m.call(tag, [cooked, ...values], spot);
}

/** The text between the quotes as written; `rawText` of the compiler is missing on nodes it made itself. */
function rawText(piece: ts.TemplateLiteralLikeNode, scope: Scope): string {
  const { file } = scope.module;
  const written = file.text.slice(piece.getStart(file.tree), piece.end);
  return written
    .replace(/^[`}]/, '')
    .replace(/(?:`|\$\{)$/, '')
    .replace(/\r\n?/g, '\n');
}

export function arrayLiteral(m: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const array = new ArrayValue([], spotOf(node, scope));
  for (const element of node.elements) {
    if (element.kind === SyntaxKind.SpreadElement) {
      const { elements, open } = spread(
        m,
        evaluate(m, (element as ts.SpreadElement).expression, scope),
        spotOf(element, scope),
      );
      for (const each of elements) {
        m.step();
        array.elements.push(each);
      }
      array.open ??= open;
    } else if (element.kind === SyntaxKind.OmittedExpression) array.elements.push(HOLE);
    else array.elements.push({ value: evaluate(m, element, scope) });
  }
  return array;
}

export function objectLiteral(m: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  const object = new ObjectValue(spotOf(node, scope));
  for (const member of node.properties) {
    if (member.kind === SyntaxKind.SpreadAssignment) {
      spreadInto(m, object, evaluate(m, (member as ts.SpreadAssignment).expression, scope), spotOf(member, scope));
      continue;
    }
    const key = memberName(m, member.name!, scope);
    const spot = spotOf(member.name!, scope);
    if (typeof key !== 'string') {
      object.open ??= key;
      continue;
    }
    switch (member.kind) {
      case SyntaxKind.PropertyAssignment:
        if (key === '__proto__' && member.name!.kind !== SyntaxKind.ComputedPropertyName) {
          setPrototype(m, object, evaluate(m, (member as ts.PropertyAssignment).initializer, scope));
          break;
        }
        object.properties.set(key, {
          value: evaluate(m, (member as ts.PropertyAssignment).initializer, scope),
          key: spot,
        });
        break;
      case SyntaxKind.ShorthandPropertyAssignment:
        object.properties.set(key, { value: m.lookup(key, scope, spot), key: spot });
        break;
      case SyntaxKind.MethodDeclaration:
        object.properties.set(key, { value: functionOf(member as ts.MethodDeclaration, scope), key: spot });
        break;
      default:
        defineAccessor(object, key, functionOf(member as ts.GetAccessorDeclaration, scope), spot);
    }
  }
  return object;
}

export function defineAccessor(
  object: ObjectValue,
  key: string,
  accessor: FunctionValue,
  spot: Spot,
  hidden?: true,
): void {
  const old = object.properties.get(key);
  const isGet = accessor.node.kind === SyntaxKind.GetAccessor;
  object.properties.set(key, {
    value: new Primitive(undefined),
    key: spot,
    get: isGet ? accessor : old?.get,
    set: isGet ? old?.set : accessor,
    hidden,
  });
}

/** `{ ...value }`. */
function spreadInto(m: Machine, object: ObjectValue, value: Value, spot: Spot): void {
  const { entries, open } = m.entries(value, spot);
  for (const { name, value: member, when, key } of entries) {
    const old = object.properties.get(name);
    if (old && when?.unlikely) continue; // the default before it stays
    // under a condition the old member may still be there: both are possible, and the new one is what we can place
    object.properties.set(name, { value: member, key, when: old && !old.when ? undefined : when });
  }
  object.open ??= open;
}

/** The name of a member in an object literal, class or pattern; opaque when it is computed from something unknown. */
export function memberName(m: Machine, name: ts.PropertyName | ts.BindingName, scope: Scope): string | Opaque {
  switch (name.kind) {
    case SyntaxKind.ComputedPropertyName:
      return m.key(evaluate(m, (name as ts.ComputedPropertyName).expression, scope), spotOf(name, scope));
    case SyntaxKind.NumericLiteral:
      return String(Number((name as ts.NumericLiteral).text));
    default:
      return (name as ts.Identifier | ts.StringLiteral | ts.PrivateIdentifier).text;
  }
}
