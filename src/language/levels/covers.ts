import { pattern } from '../pattern.ts';
import type { Sentence } from '../sentences.ts';

/** Ends what leads to a list of the things a tool covers. */
const COVERED =
  /\b(?:operations|actions|commands|services|capabilities|features|modes|types|fields|topics|sources)(?: (?:include|are|available|supported|may be changed))?(?: \([^)]{0,40}\))?$|\b\w+s including$/;
/** "Use mode='fast' for a sketch, 'exact' for a plan": the ways of a tool, named by a value. */
const CHOICE = /(?:mode|action|operation|command)\s?[=:]\s?["'`][a-z]|(?:mode|action|operation|command)\s?=\s?[a-z]/;
/** "The action selects what is done: open …, close …, and lock …". */
const SELECTS = pattern`\b(?:mode|action|operation|command)['"]? (?:\w+ )?${'selects picks chooses controls decides determines'}(?: \w+){0,4}$`;
/** Commas of a list, or a second value. */
const SEVERAL = /,.*,|=.*=|:.*:/;

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
  const lead = plain.slice(0, Math.max(0, colon));
  return (COVERED.test(lead) || SELECTS.test(lead)) && plain.slice(colon).split(',').length > 2;
}
