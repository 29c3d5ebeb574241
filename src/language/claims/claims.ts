import { boundsIn } from './bounds.ts';
import type { Claim } from './claim.ts';
import { defaultIn } from './defaults.ts';
import { valuesIn } from './values.ts';
import { formatIn, optionalityIn, typeIn } from './wording.ts';

/** What lies behind is a manual. */
const LONGEST = 2_000;
/** A text without any of these claims nothing: most of them. */
const ANY =
  /default|one of|value|option|either|can be|must be|may be|should be|separated|delimited|array|json|stringified|required|mandatory|\d|uuid|mail|yyyy|iso|rfc/i;

/** What the description of one parameter says of its value; at most one claim of a kind. English only: anything else gives none. */
export function claimsIn(description: string): readonly Claim[] {
  const text = description.slice(0, LONGEST);
  if (!ANY.test(text)) return [];
  return [defaultIn, valuesIn, typeIn, optionalityIn, boundsIn, formatIn].flatMap((read) => read(text) ?? []);
}
