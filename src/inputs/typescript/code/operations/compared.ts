import { ts } from '../../syntax.ts';
import { plainly, type Constants } from './constants.ts';
import type { Written } from './written.ts';
import type { Source } from './source.ts';
import { textAt } from './text-at.ts';

const { SyntaxKind } = ts;

/** What the path of a request is called. */
const PATHS = /\b(?:url|pathname|path|originalUrl|requestPath|reqPath|route|endpoint)\b/;
const MOST_TEXT = 200;

/**
 * Reads routes of programs that look at the path themselves: `req.url === '/health'`, `case '/health':`,
 * `url.pathname.startsWith('/mcp')`, `['/health', '/healthz'].includes(path)`.
 */
export function comparedIn(source: Source, constants: Constants, framework: string): Written[] {
  const found: Written[] = [];
  const put = (literal: ts.Expression, site: ts.Node, body: ts.Node, method = '*', isStart = false): void => {
    const path = constants.text({ source, node: literal });
    if (path === undefined || !path.startsWith('/') || /\s/.test(path)) return;
    const shown = isStart && !path.endsWith('*') ? `${path}*` : path;
    found.push({ source, method, path: shown, framework, at: literal, site, body: { source, node: body }, before: [] });
  };
  const add = (literal: ts.Expression, test: ts.Node, isStart = false): void => {
    const { site, body, method } = around(source, test);
    if (body) put(literal, site, body, method, isStart);
  };
  for (const node of source.comparisons) {
    if (ts.isCaseClause(node)) {
      const block = source.parent(node);
      const whole = block && source.parent(block);
      if (whole && ts.isSwitchStatement(whole) && isPath(source, whole.expression)) add(node.expression, node);
      continue;
    }
    const { left, operatorToken, right } = node as ts.BinaryExpression;
    const literal = isPath(source, left) ? right : isPath(source, right) ? left : undefined;
    if (!literal) continue;
    if (operatorToken.kind !== SyntaxKind.ExclamationEqualsEqualsToken) {
      add(literal, node);
      continue;
    }
    const [site, body] = otherwiseOf(source, node) ?? [];
    if (site && body) put(literal, site, body);
  }
  for (const node of source.calls) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue;
    const { expression, name } = node.expression;
    const [first] = node.arguments;
    if (!first) continue;
    if (name.text === 'startsWith' && isPath(source, expression)) add(first, node, true);
    if (name.text === 'includes' && isPath(source, first)) {
      const list = constants.value({ source, node: expression });
      if (list && list.source === source && ts.isArrayLiteralExpression(list.node))
        for (const element of list.node.elements.slice(0, 20)) add(element, node);
    }
  }
  return found;
}

function isPath(source: Source, written: ts.Expression): boolean {
  const node = plainly(written);
  if (node.kind === SyntaxKind.StringLiteral || node.end - node.pos > MOST_TEXT) return false;
  return PATHS.test(source.text.slice(node.pos, node.end));
}

/** The test a comparison is part of, what is done where it holds, and the method it asks for. */
function around(source: Source, test: ts.Node): { site: ts.Node; body: ts.Node | undefined; method: string } {
  if (ts.isCaseClause(test)) return { site: test, body: test, method: '*' };
  let at = test;
  for (let up = source.parent(at), deep = 0; up && deep < 12; at = up, up = source.parent(up), deep++) {
    if (ts.isIfStatement(up) && up.expression === at)
      return {
        site: up,
        body: isNot(source, at) ? undefined : up.thenStatement,
        method: methodIn(source, up.expression),
      };
    if (ts.isConditionalExpression(up) && up.condition === at)
      return { site: up, body: up.whenTrue, method: methodIn(source, up.condition) };
    if (ts.isBlock(up) || ts.isFunctionLike(up)) break;
  }
  return { site: test, body: undefined, method: '*' };
}

/** `if (path !== '/mcp') { … 404 … return; }`: what follows answers that path. */
function otherwiseOf(source: Source, test: ts.Node): readonly [ts.Node, ts.Node | undefined] | undefined {
  const whole = source.parent(test);
  if (!whole || !ts.isIfStatement(whole) || whole.expression !== test) return undefined;
  return /\b404\b/.test(textAt(source, whole.thenStatement, 600)) ? [whole, source.parent(whole)] : undefined;
}

const isNot = (source: Source, node: ts.Node): boolean =>
  source.text.slice(node.pos, node.end).trimStart().startsWith('!');

const methodIn = (source: Source, test: ts.Node): string =>
  /method[^=]{0,20}===?\s{0,4}["'`]([A-Z]+)["'`]/.exec(
    source.text.slice(test.pos, Math.min(test.end, test.pos + 600)),
  )?.[1] ?? '*';
