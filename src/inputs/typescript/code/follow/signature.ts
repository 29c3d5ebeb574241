import { ts } from '../../syntax.ts';
import type { FunctionValue, Scope } from '../../values.ts';
import { bare } from './callee.ts';
import type { Names, Placed } from './names.ts';

const { SyntaxKind } = ts;

/** In characters: a function of this size makes an answer of what it is told, and is no world of its own. */
const SMALL = 700;
const MOST_PARTS = 120;

const LITERALS: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.NumericLiteral,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
]);

/** What of the arguments changes what comes out of a function: functions, instances, the error that was caught, words of the author. */
export function signatureOf(names: Names, fn: FunctionValue, args: readonly ts.Expression[], scope: Scope): string {
  const isSmall = fn.node.end - fn.node.pos < SMALL;
  return args
    .map((written) => {
      const node = bare(written);
      if (LITERALS.has(node.kind)) return isSmall && ts.isStringLiteralLike(node) ? `S${node.text.slice(0, 80)}` : '';
      if (isFunction(node)) return `F${names.id(scope)}:${node.pos}`;
      if (mentionsError(names, node, scope)) return 'E';
      const instance = instanceIn(names, { node, scope });
      if (instance !== undefined) return instance;
      if (node.kind !== SyntaxKind.Identifier) return '';
      const of = names.binding((node as ts.Identifier).text, scope)?.of;
      return of && isFunction(bare(of.node)) ? `F${names.id(of.scope)}:${of.node.pos}` : '';
    })
    .join(',')
    .replace(/,+$/, '');
}

/** The class of what is made with `new` and passed on: what is called on it depends on that. */
function instanceIn(names: Names, at: Placed, deep = 0): string | undefined {
  const node = bare(at.node);
  if (node.kind === SyntaxKind.NewExpression) {
    const value = names.value({ node, scope: at.scope });
    return value.kind === 'object' && value.of ? `O${names.id(value.of)}` : undefined;
  }
  const of = node.kind === SyntaxKind.Identifier ? names.binding((node as ts.Identifier).text, at.scope) : undefined;
  return of?.of && of.path.length === 0 && deep < 4 ? instanceIn(names, of.of, deep + 1) : undefined;
}

/** What has a body of its own. */
export const FUNCTIONS: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
]);

export const isFunction = ({ kind }: ts.Node): boolean =>
  kind === SyntaxKind.ArrowFunction || kind === SyntaxKind.FunctionExpression;

/** Whether an expression is made of what a `catch` was given. */
export function mentionsError(names: Names, of: ts.Node, scope: Scope, deep = 0): boolean {
  let left = MOST_PARTS;
  const visit = (node: ts.Node): boolean => {
    if (left-- <= 0) return false;
    if (node.kind === SyntaxKind.PropertyAccessExpression)
      return visit((node as ts.PropertyAccessExpression).expression);
    if (node.kind === SyntaxKind.PropertyAssignment) return visit((node as ts.PropertyAssignment).initializer);
    if (node.kind === SyntaxKind.Identifier) {
      const binding = names.binding((node as ts.Identifier).text, scope);
      if (!binding) return false;
      if (binding.what === 'error') return true;
      return (
        deep < 3 &&
        [binding.of, ...binding.later].some((each) => each && mentionsError(names, each.node, each.scope, deep + 1))
      );
    }
    if (isFunction(node)) return false;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(of);
}
