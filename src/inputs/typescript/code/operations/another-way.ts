import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';

const { SyntaxKind } = ts;

/** A test that holds where the program is not served over stdio, or is only tried out. */
const ANOTHER =
  /\b\w{0,40}(?:transport|mode|protocol)\w{0,40}["'\])]{0,3}\s{0,4}={2,3}\s{0,4}["'`](?:http|sse|streamable|stream|web|rest)|\b(?:isHttp|useHttp|httpMode|isSse|useSse)\b|\bNODE_ENV["'\]]{0,2}\s{0,4}={2,3}\s{0,4}["'`]test\b|\b\w{0,40}(?:transport|mode|protocol)\w{0,40}["'\])]{0,3}\s{0,4}!={1,2}\s{0,4}["'`]stdio/i;
/** The same of what is left where it does not hold. */
const OVER_STDIO =
  /\b\w{0,40}(?:transport|mode|protocol)\w{0,40}["'\])]{0,3}\s{0,4}={2,3}\s{0,4}["'`]stdio|\b(?:isStdio|useStdio|stdioMode)\b/i;
const OR = /\|\|/;
const LONGEST = 200;

/** Whether a test above a place says that the program runs there in another way than over stdio. */
export function isInAnotherWay(
  parents: ReadonlyMap<ts.Node, ts.Node>,
  { node, scope }: { readonly node: ts.Node; readonly scope: Scope },
): boolean {
  const { text: written } = scope.module.file;
  let below = node;
  for (let at = parents.get(node), deep = 0; at && deep < 100; below = at, at = parents.get(at), deep++) {
    const [test, isElse] = testOf(at, below);
    if (!test || test.end - test.pos > LONGEST) continue;
    const text = written.slice(test.pos, test.end);
    if (/^\s*!\s*[\w(]/.test(text)) continue;
    if (isElse ? OVER_STDIO.test(text) && !text.includes('&&') : ANOTHER.test(text) && !OR.test(text)) return true;
  }
  return false;
}

/** The test on which something below a statement depends, and whether it is on the side where it fails. */
function testOf(at: ts.Node, below: ts.Node): readonly [test: ts.Expression | undefined, isElse: boolean] {
  if (ts.isIfStatement(at)) return [below === at.expression ? undefined : at.expression, below === at.elseStatement];
  if (ts.isConditionalExpression(at))
    return [below === at.condition ? undefined : at.condition, below === at.whenFalse];
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken && below === at.right)
    return [at.left, false];
  return [undefined, false];
}
