import type { Sentence } from './sentences.ts';

/** A tool is said to be on its way out, not one of its parameters or what it works on: "deprecated APIs". */
const RETIRED =
  /^[^a-z]{0,8}(?:deprecated\b(?! (?:[a-z]+s|and|or)\b)|superseded by\b|obsolete[:.,;!])|\bthis (?:[a-z]+ ){0,3}(?:tool|method|endpoint|function|command|server|operation|version)\b.{0,60} (?:is|was|has been) (?:now )?(?:deprecated|superseded|obsolete|retired)\b/;
const INSTEAD = /\b(?:use|instead|migrate|prefer|switch|call|replaced by|superseded by|moved to|in favou?r of)\b/;

/** Whether a description says that its tool is deprecated, and whether it says what to use instead, there or in the next sentence. */
export function retirementIn(sentences: readonly Sentence[]): 'replaced' | 'open' | undefined {
  const at = sentences.findIndex(({ plain, section, item }) => section === 'body' && !item && RETIRED.test(plain));
  if (at < 0) return undefined;
  const told = sentences.slice(at, at + 3).some(({ plain }) => INSTEAD.test(plain));
  return told ? 'replaced' : 'open';
}
