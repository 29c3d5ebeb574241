import { positionAt, type Position } from '../../../text/lines.ts';
import { spanOf, ts, type SourceFile, type Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import { givenName } from './given-name.ts';

/** A range of one file, as half-open offsets. */
export interface Stretch {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export const stretchOf = (spot: Spot): Stretch => ({ file: spot.file, ...spanOf(spot) });

export const positionsOf = ({ file, start, end }: Stretch): { readonly start: Position; readonly end: Position } => ({
  start: positionAt(file.lines, start),
  end: positionAt(file.lines, end),
});

export const holds = (outer: Stretch, inner: Stretch): boolean =>
  outer.file.path === inner.file.path && outer.start <= inner.start && inner.end <= outer.end;

/** Longer than most lines. */
const MOST = 120;
/** Lines beyond it are nobody's writing. */
const LONGEST = 2000;

/**
 * The part of a spot that is shown for it: all of it where it is short, the beginning of a longer text, else its key, the
 * callee of a call, the name that a literal of several lines is given, the first line of anything else.
 */
export function grip({ spot, key }: Pick<Trail, 'spot' | 'key'>): Stretch | undefined {
  if (spot === undefined) return key && firstLine(stretchOf(key));
  const whole = stretchOf(spot);
  if (isShort(whole)) return whole;
  const text = textHead(spot);
  if (text) return text;
  if (key && stands(key, whole)) return stretchOf(key);
  const head = firstLine(headOf(spot, whole));
  if (!BRACKET.test(head.file.text.slice(head.start, head.end))) return head;
  const name = givenName(spot);
  return name ? firstLine(stretchOf(name)) : head;
}

/** How a text of several lines or pieces begins, where its first line says anything: a text is shown as itself, like a short one. */
function textHead({ node, file }: Spot): Stretch | undefined {
  let at = node;
  while (ts.isBinaryExpression(at) || ts.isParenthesizedExpression(at))
    at = ts.isBinaryExpression(at) ? at.left : at.expression;
  if (!ts.isStringLiteralLike(at) && !ts.isTemplateExpression(at)) return undefined;
  const head = firstLine(stretchOf({ file, node: at }));
  return BRACKET.test(head.file.text.slice(head.start, head.end)) ? undefined : head;
}

/** What only opens something. */
const BRACKET = /^[[({`]$/;

/** A call without its arguments, a literal without its members. */
function headOf({ node, file }: Spot, whole: Stretch): Stretch {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isPropertyAccessExpression(node)) {
    const head = stretchOf({ file, node: ts.isPropertyAccessExpression(node) ? node : node.expression });
    return isShort(head) ? { ...head, start: whole.start } : chainHead({ file, node });
  }
  if (ts.isTaggedTemplateExpression(node)) return stretchOf({ file, node: node.tag });
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node))
    return { ...whole, end: whole.start + 1 };
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node))
    return headOf({ file, node: node.expression }, stretchOf({ file, node: node.expression }));
  if (ts.isDecorator(node)) return headOf({ file, node: node.expression }, whole);
  if ((ts.isClassLike(node) || ts.isFunctionLike(node)) && node.name) return { ...whole, end: node.name.end };
  return whole;
}

/** Where a chain of calls over several lines begins: `z.object`, or `object` where even that is over two lines; a literal. */
function chainHead({ file, node }: Spot): Stretch {
  let at = node;
  let head: ts.PropertyAccessExpression | undefined;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) {
    if (ts.isPropertyAccessExpression(at)) head = at;
    at = at.expression;
  }
  if (isLiteral(at)) return headOf({ file, node: at }, stretchOf({ file, node: at }));
  if (head === undefined) return stretchOf({ file, node });
  const access = stretchOf({ file, node: head });
  return isShort(access) ? access : stretchOf({ file, node: head.name });
}

const isLiteral = (node: ts.Node): boolean =>
  ts.isArrayLiteralExpression(node) ||
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  ts.isTaggedTemplateExpression(node);

const isShort = (stretch: Stretch): boolean =>
  stretch.end - stretch.start <= MOST && firstLine(stretch).end === stretch.end;

/** Up to the end of its first line. */
export function firstLine({ file, start, end }: Stretch): Stretch {
  const { line } = positionAt(file.lines, start);
  const next = file.lines.starts[line];
  let last = Math.min(end, start + LONGEST, next === undefined ? Infinity : next);
  while (last > start + 1 && last < end && /\s/.test(file.text[last - 1]!)) last--;
  return { file, start, end: last };
}

/** True when the key stands right before the value, and not where a constant is used. */
function stands({ file, node }: Spot, value: Stretch): boolean {
  const gap = value.start - node.end;
  return (
    file.path === value.file.path &&
    gap >= 0 &&
    gap < MOST &&
    /^[\s:=?!(]*$/.test(file.text.slice(node.end, value.start))
  );
}
