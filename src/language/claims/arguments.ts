import type { Sentence } from '../sentences.ts';

/** What a tool's description says of one of its parameters, item by item in a list such as a docstring's. */
export interface Argument {
  readonly name: string;
  /** The words behind the name, with what stands in brackets: `(int, optional): How much.` */
  readonly text: string;
  /** Whether it stands under a heading that says "arguments" or "parameters", not one that may lead to other things. */
  readonly headed: boolean;
}

const NAMED = /^[`'"*]{0,3}([A-Za-z_$][\w$.-]{0,63})[`'"*]{0,3}\s?(?=\([^()]{0,80}\)|\[[^[\]]{0,80}\]|:|–|—|- )/;
const HEADING = /^(?:\w+ ){0,2}(?:args?|arguments?|param(?:eter)?s?)\b/;

/** The arguments listed in a description, in order. A sentence without a name goes on with the one above it. */
export function argumentsIn(sentences: readonly Sentence[]): readonly Argument[] {
  const found: { name: string; text: string; headed: boolean; heading: string }[] = [];
  let isOpen = false;
  for (const { text, section, heading } of sentences) {
    const match = section === 'parameters' ? NAMED.exec(text) : null;
    if (match) {
      const behind = text.slice(match[0].length);
      found.push({ name: match[1]!, text: behind.replace(/^[:–—-]\s?/, ''), headed: HEADING.test(heading), heading });
    } else if (isOpen && section === 'parameters' && found.at(-1)!.heading === heading)
      found.at(-1)!.text += ` ${text}`;
    isOpen = section === 'parameters' && found.length > 0;
  }
  return found;
}

const EXPLAINED =
  /^[ \t]{0,20}(?:[-*•][ \t]{1,3})?[`'"*]{0,2}([A-Za-z_$][\w$.-]{0,63})[`'"*]{0,2}[ \t]?(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])?[ \t]?(?::|–|—| - )[ \t]?\S/;

/** The names that any line of a description explains, as in `- path: the file` or "`path` (string): the file". */
export function explainedIn(description: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of description.split(/[\r\n]/)) {
    const match = EXPLAINED.exec(line);
    if (match) found.add(match[1]!);
  }
  return found;
}
