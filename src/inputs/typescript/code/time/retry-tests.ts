import { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { written, type Guard, type Round } from './exits.ts';
import type { Follower } from '../follow/follow.ts';
import { isIn, type Unit } from '../follow/unit.ts';

const { SyntaxKind } = ts;

/** After which failures something is done again: any; those alone where the other side did not take it; nobody can say. */
export type After = 'any' | 'refused' | 'unknown';

/** What a request may have done its work before. */
const TAKEN =
  /\b50[0234]\b|>=500|>499|\b5xx\b|time(?:d)?_?out|ETIMEDOUT|ECONNRESET|ECONNABORTED|EPIPE|socket|network|fetchfailed|transient|unavailable|AbortError|terminated/i;
/** What it was turned away with. */
const REFUSED =
  /\b429\b|rate_?limit|toomany|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|throttl|quota|notready|notconnected|unauthori[sz]ed|\b401\b|expiredtoken/i;
/** A test of what was answered, or of what was thrown. */
const OF_ANSWER = /\b(?:429|50[0234])\b|\.ok$|>=500|retryable|transient|ratelimit/i;
const OF_ERROR = /\b(?:err|error|e|ex|cause|reason|caught|failure)\b/i;

const MOST_GUARDS = 40;
const LONGEST = 3_000;

/**
 * After which failures a round is followed by another. With `isCaught` by what the `catch` tests; else by what is asked of
 * the answer, and `undefined` where nothing is.
 */
export function retriesAfter(
  follower: Follower,
  round: Round,
  unit: Unit,
  scope: Scope,
  isCaught: boolean,
): After | undefined {
  const { file } = scope.module;
  const exits = round.exits.filter((exit) => !isCaught || exit.isCaught).flatMap(({ guards }) => guards);
  const guards = [...exits, ...round.again].slice(0, MOST_GUARDS);
  const said = guards.map(({ test }) => written(test, file));
  if (!isCaught && !isOfAnswer(guards, said, round)) return undefined;
  const asked = guards.flatMap(({ test }) => asking(follower, unit, test));
  const text = [...said, ...asked.map(({ text: each }) => each)].join('\n');
  if (TAKEN.test(text)) return 'any';
  if (REFUSED.test(text)) return 'refused';
  if (asked.some(({ isKnown }) => !isKnown)) return 'unknown';
  if (!isCaught) return 'any';
  return said.some((each) => OF_ERROR.test(each)) ? 'unknown' : 'any';
}

/** `if (response.ok) return …`, `if (response.status !== 429) return …`, `if (status >= 500) continue`. */
function isOfAnswer(guards: readonly Guard[], said: readonly string[], { again }: Round): boolean {
  return guards.some(({ is, test }, i) => {
    const text = said[i]!;
    if (!OF_ANSWER.test(text)) return false;
    if (!text.endsWith('.ok') || again.some((each) => each.test === test)) return true;
    return is && test.kind !== SyntaxKind.PrefixUnaryExpression;
  });
}

/** What the functions say that a test calls. */
function asking(
  { names }: Follower,
  unit: Unit,
  test: ts.Node,
): readonly { readonly text: string; readonly isKnown: boolean }[] {
  return unit.calls
    .filter(({ node }) => isIn(node, test))
    .slice(0, 6)
    .map(({ node, units }) => {
      const texts = units.slice(0, 3).map(({ fn }) => {
        const { file } = fn.scope.module;
        return file.text.slice(fn.node.pos, Math.min(fn.node.end, fn.node.pos + LONGEST)).replace(/\s+/g, '');
      });
      names.m.step(texts.length);
      const isMethod = node.expression.kind === SyntaxKind.PropertyAccessExpression;
      return { text: texts.join('\n'), isKnown: units.length > 0 || isMethod };
    });
}
