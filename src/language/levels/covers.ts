import type { Sentence } from '../sentences.ts';

/** Ends what leads to a list of the things a tool covers. */
const COVERED =
  /\b(?:operations|actions|commands|services|capabilities|features|modes|types|fields|topics|sources)(?: (?:include|are|available|supported|may be changed))?(?: \([^)]{0,40}\))?$/;
/** "Use mode='fast' for a sketch, 'exact' for a plan": the ways of a tool, named by a value. */
const CHOICE = /(?:mode|action|operation|command)\s?=\s?["'`]?[a-z]/;
/** Commas of a list, or a second value. */
const SEVERAL = /,.*,|=.*=/;

/** The sentence that begins to list what a tool covers: its operations, kinds or ways. `behind`: the sentences behind its purpose. */
export function coverage(all: readonly Sentence[], behind: readonly Sentence[]): Sentence | undefined {
  const listed = all.find(enumerates);
  if (listed !== undefined) return listed;
  const [first, second] = behind.filter(({ plain }) => CHOICE.test(plain));
  return first !== undefined && (second !== undefined || SEVERAL.test(first.plain)) ? first : undefined;
}

/** "Supported operations: …" with three or more, in a line or as a list. */
function enumerates({ plain, heading, section, item }: Sentence): boolean {
  if (section === 'parameters' || section === 'returns' || section === 'examples') return false;
  if (item) return COVERED.test(heading.replace(/:$/, ''));
  const colon = plain.indexOf(':');
  return colon > 0 && COVERED.test(plain.slice(0, colon)) && plain.slice(colon).split(',').length > 2;
}
