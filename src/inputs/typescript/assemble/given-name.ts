import { ts, type Spot } from '../syntax.ts';

/** The name that what stands here is given: `Kind` in `const Kind = { … } as const`, `annotations` in `annotations: { … }`. */
export function givenName({ file, node }: Spot): Spot | undefined {
  let name: ts.Node | undefined;
  let at: ts.Node | undefined = file.tree;
  while (at && at !== node) {
    if (!isAround(at)) name = isNaming(at) && at.initializer && holds(at.initializer, node) ? at.name : undefined;
    at = ts.forEachChild(at, (child) => (holds(child, node) ? child : undefined));
  }
  return at && name && { file, node: name };
}

const holds = (outer: ts.Node, inner: ts.Node): boolean => outer.pos <= inner.pos && inner.end <= outer.end;

const isNaming = (node: ts.Node): node is ts.PropertyAssignment | ts.VariableDeclaration | ts.PropertyDeclaration =>
  ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);

/** What changes nothing of the value it stands around. */
const isAround = (node: ts.Node): boolean =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node);
