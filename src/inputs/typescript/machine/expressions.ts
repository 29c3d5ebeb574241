import type { ClassValue } from '../values.ts';
import {
  Choice,
  FunctionValue,
  Opaque,
  Primitive,
  PromiseValue,
  UNDEFINED,
  type Scope,
  type Value,
} from '../values.ts';
import { ts, type Spot } from '../syntax.ts';
import { access, remove } from './access.ts';
import { evaluateCall, evaluateNew } from './calls.ts';
import { evaluateClass } from './classes.ts';
import { arrayLiteral, objectLiteral, taggedTemplate, template } from './literals.ts';
import { importMeta } from './imports.ts';
import type { Machine } from './machine.ts';
import { binary, prefix, postfix } from './operators.ts';
import { referenceTo } from './references.ts';
import { Thrown } from './signals.ts';
import { regexLiteral } from '../builtins/regexp.ts';

const { SyntaxKind } = ts;

export const spotOf = (node: ts.Node, scope: Scope): Spot => ({ file: scope.module.file, node });

/** Expressions nested deeper than this are not read: the machine recurses as they do. */
const DEEPEST = 400;

/** What an expression evaluates to. Never throws for what it does not know: that is `Opaque`. */
export function evaluate(m: Machine, node: ts.Expression, scope: Scope): Value {
  m.step();
  if (m.depth > DEEPEST) return new Opaque('nested too deep', spotOf(node, scope));
  m.depth++;
  try {
    return dispatch(m, node, scope);
  } finally {
    m.depth--;
  }
}

function dispatch(m: Machine, node: ts.Expression, scope: Scope): Value {
  const spot = spotOf(node, scope);
  switch (node.kind) {
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return new Primitive((node as ts.StringLiteral).text, spot);
    case SyntaxKind.NumericLiteral:
      return new Primitive(Number((node as ts.NumericLiteral).text), spot);
    case SyntaxKind.BigIntLiteral:
      return new Primitive(BigInt((node as ts.BigIntLiteral).text.slice(0, -1)), spot);
    case SyntaxKind.TrueKeyword:
      return new Primitive(true, spot);
    case SyntaxKind.FalseKeyword:
      return new Primitive(false, spot);
    case SyntaxKind.NullKeyword:
      return new Primitive(null, spot);
    case SyntaxKind.Identifier:
      return m.lookup((node as ts.Identifier).text, scope, spot);
    case SyntaxKind.ThisKeyword:
      return self(scope);
    case SyntaxKind.TemplateExpression:
      return template(m, node as ts.TemplateExpression, scope);
    case SyntaxKind.TaggedTemplateExpression:
      return taggedTemplate(m, node as ts.TaggedTemplateExpression, scope);
    case SyntaxKind.ObjectLiteralExpression:
      return objectLiteral(m, node as ts.ObjectLiteralExpression, scope);
    case SyntaxKind.ArrayLiteralExpression:
      return arrayLiteral(m, node as ts.ArrayLiteralExpression, scope);
    case SyntaxKind.RegularExpressionLiteral:
      return regexLiteral((node as ts.RegularExpressionLiteral).text, spot);
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
      return access(m, node as ts.PropertyAccessExpression | ts.ElementAccessExpression, scope).value;
    case SyntaxKind.CallExpression:
      return evaluateCall(m, node as ts.CallExpression, scope);
    case SyntaxKind.NewExpression:
      return evaluateNew(m, node as ts.NewExpression, scope);
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.FunctionExpression:
      return functionOf(node as ts.ArrowFunction | ts.FunctionExpression, scope);
    case SyntaxKind.ClassExpression:
      return evaluateClass(m, node as ts.ClassExpression, scope);
    case SyntaxKind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      return m.either(
        evaluate(m, condition, scope),
        spotOf(condition, scope),
        () => evaluate(m, whenTrue, scope),
        () => evaluate(m, whenFalse, scope),
      );
    }
    case SyntaxKind.BinaryExpression: {
      const { left, operatorToken, right } = node as ts.BinaryExpression;
      if (operatorToken.kind === SyntaxKind.EqualsToken) return assignment(m, left, right, scope);
      return binary(m, node as ts.BinaryExpression, scope);
    }
    case SyntaxKind.PrefixUnaryExpression:
      return prefix(m, node as ts.PrefixUnaryExpression, scope);
    case SyntaxKind.PostfixUnaryExpression:
      return postfix(m, node as ts.PostfixUnaryExpression, scope);
    case SyntaxKind.ParenthesizedExpression:
    case SyntaxKind.AsExpression:
    case SyntaxKind.SatisfiesExpression:
    case SyntaxKind.NonNullExpression:
    case SyntaxKind.TypeAssertionExpression:
    case SyntaxKind.ExpressionWithTypeArguments:
    case SyntaxKind.PartiallyEmittedExpression:
      return evaluate(m, (node as ts.ParenthesizedExpression).expression, scope);
    case SyntaxKind.AwaitExpression:
      return awaited(m, settle(evaluate(m, (node as ts.AwaitExpression).expression, scope)), spot);
    case SyntaxKind.YieldExpression:
      return yields(m, node as ts.YieldExpression, scope);
    case SyntaxKind.TypeOfExpression:
      return typeOf(m, (node as ts.TypeOfExpression).expression, scope, spot);
    case SyntaxKind.VoidExpression:
      evaluate(m, (node as ts.VoidExpression).expression, scope);
      return UNDEFINED;
    case SyntaxKind.DeleteExpression:
      return remove(m, (node as ts.DeleteExpression).expression, scope);
    case SyntaxKind.MetaProperty:
      return (node as ts.MetaProperty).keywordToken === SyntaxKind.ImportKeyword
        ? importMeta(m, scope, spot)
        : new Opaque('`new.target`', spot);
    case SyntaxKind.OmittedExpression:
      return UNDEFINED;
    default:
      return new Opaque(`an expression of the kind ${SyntaxKind[node.kind]}`, spot);
  }
}

export function self(scope: Scope): Value {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.self) return at.self;
  return UNDEFINED;
}

export const functionOf = (
  node: ConstructorParameters<typeof FunctionValue>[0],
  scope: Scope,
  home?: ClassValue,
): FunctionValue => new FunctionValue(node, spotOf(node, scope), scope, home);

/** What `await` gives. */
export function settle(value: Value): Value {
  if (value.kind === 'promise') {
    if (value.reason) throw new Thrown(value.reason);
    return settle(value.value);
  }
  if (value.kind !== 'choice') return value;
  // an option that fails is not the one that is taken
  const options = value.options.filter(({ value: option }) => option.kind !== 'promise' || !option.reason);
  if (options.length <= 1) return settle((options[0] ?? value.options[0]!).value);
  return new Choice(
    options.map(({ when, value: option }) => ({ when, value: settle(option) })),
    value.spot,
  );
}

/** What code that is not read is waited for does lies outside, and it may fail as a file or the network may. */
function awaited(m: Machine, value: Value, spot: Spot): Value {
  if (value.kind === 'opaque' && value.from !== undefined) m.flow.fails(spot);
  return value;
}

/** Wraps what an async function returned. */
export const promised = (value: Value, spot: Spot): Value =>
  value.kind === 'promise' || value.kind === 'opaque' ? value : new PromiseValue(value, spot);

function assignment(m: Machine, left: ts.Expression, right: ts.Expression, scope: Scope): Value {
  const target = referenceTo(m, left, scope);
  const value = evaluate(m, right, scope);
  target.write(value);
  return value;
}

function yields(m: Machine, node: ts.YieldExpression, scope: Scope): Value {
  const value = node.expression ? evaluate(m, node.expression, scope) : UNDEFINED;
  const { yields: list } = m.flow.frame;
  if (node.asteriskToken) list.push(...m.iterate(value, spotOf(node, scope)).elements.map((each) => each.value));
  else list.push(value);
  return new Opaque('what a generator is sent', spotOf(node, scope));
}

function typeOf(m: Machine, operand: ts.Expression, scope: Scope, spot: Spot): Value {
  const isNowhere =
    operand.kind === SyntaxKind.Identifier &&
    !scope.find((operand as ts.Identifier).text) &&
    !m.global((operand as ts.Identifier).text);
  if (isNowhere) return new Primitive('undefined', spot);
  const value = evaluate(m, operand, scope);
  switch (value.kind) {
    case 'primitive':
      return new Primitive(value.value === null ? 'object' : typeof value.value, spot, value.assumed);
    case 'object':
    case 'array':
    case 'promise':
      return new Primitive('object', spot);
    case 'function':
    case 'class':
      return new Primitive('function', spot);
    case 'host':
      return new Primitive(value.traits.call || value.traits.construct ? 'function' : 'object', spot);
    case 'opaque':
      return value;
    case 'choice':
      return new Opaque(`it depends on \`${value.options[0]!.when.text}\``, spot);
  }
}
