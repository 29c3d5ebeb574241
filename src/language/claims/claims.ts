import { boundsIn } from './bounds.ts';
import type { Claim } from './claim.ts';
import { defaultIn } from './defaults.ts';
import { valuesIn } from './values.ts';
import { formatIn, necessityIn, optionalityIn, typeIn } from './wording.ts';

/** What lies behind is a manual. */
const LONGEST = 2_000;
/** A text without any of these claims nothing: most of them. */
const ANY =
  /default|one of|value|option|either|can be|must be|may be|should be|separated|delimited|array|json|stringified|required|mandatory|\d|uuid|mail|yyyy|iso|rfc/i;

/**
 * What a text is to its parameter: its own `description`; the `predicate` of a sentence whose subject it is, as in "must be
 * below 5"; or an `aside` in brackets behind its name, where "required" may be meant for one of several cases.
 */
export type Role = 'description' | 'predicate' | 'aside';

/** What a text on one parameter says of its value; at most one claim of a kind. English only: anything else gives none. */
export function claimsIn(words: string, name = '', role: Role = 'description'): readonly Claim[] {
  const text = words.slice(0, LONGEST);
  if (!ANY.test(text)) return [];
  return [
    defaultIn(text),
    valuesIn(text, role === 'predicate'),
    typeIn(text),
    role === 'description' ? optionalityIn(text, name) : role === 'predicate' ? necessityIn(text) : undefined,
    boundsIn(text),
    formatIn(text),
  ].filter((claim) => claim !== undefined);
}
