import type { Sentence } from '../language/sentences.ts';
import type { Evidence } from './description.ts';

/** Sentences among which the purpose is looked for. */
const READ = 8;
const PURPOSE_HEADING = /^(?:purpose|description|overview|summary|about|what|function)/;
/** A word to the caller, or the state a tool is in, before what it does. */
const PREFACE = new RegExp(
  `^\\W{0,6}(?:${[
    '(?:always|only|never|must|note|important|warning|caution|danger|tip|deprecated|requires?|example|optionally)\\b',
    '(?:beta|alpha|experimental|preview|legacy|internal|new|read-?only|fields|actions|filter fields|toolset|supported types)\\b(?=\\s*(?:[.:,;!)—–-]|$))',
    '(?:auto-connects|start here|auth tip|data modification warning|(?:primary|preferred|recommended) tool(?! to)|you (?:must|should))\\b',
    "(?:do not|don't|use|call|invoke|run|poll)(?: (?:this|it|the))?(?: (?:tool|function))? (?:when|whenever|if|before|after|once|only|for|as)\\b",
  ].join('|')})`,
);
/** `[LOCAL]`, `Acme |`, a picture: where, not what. */
const LABEL =
  /^(?:purpose:|\[[^\]]{0,160}\][\s|:-]{0,3}|[\w .]{1,40}\|\s|\p{Extended_Pictographic}|\uFE0F|\*\*|\s){1,8}/iu;

/** The sentence a reader goes by: what the tool does, or, where none says that, what earned it a level, or the first. `undefined` for no text. */
export function openingOf(sentences: readonly Sentence[], what: Evidence | null): string | undefined {
  const [first] = sentences;
  const head = sentences.slice(0, READ);
  const said = head.find((each) => each.start === what?.start);
  const found = head.find((each) => !isPreface(each)) ?? (said && !PREFACE.test(said.plain) ? said : first);
  if (found === undefined) return undefined;
  // "Returns the beds of a garden: place, soil, …" has its head in the heading.
  const { heading, text } =
    head.includes(first!) && RETURNS.test(first!.heading) ? first! : { heading: '', text: found.text };
  return heading === '' ? unlabelled(text) || text : `${heading[0]!.toUpperCase()}${heading.slice(1)}: ${text}`;
}

const RETURNS = /^returns? \w/;

const unlabelled = (text: string): string => text.replace(LABEL, '').replaceAll('**', '').trim();

/** "Use this when the user wants to cancel an order" does say what it does. */
const WISH = /\b(?:users?|you|they) (?:wants?|needs?|asks?|would like)\b/;

const isPreface = ({ section, heading, plain, text, item }: Sentence): boolean =>
  (section !== 'body' && !PURPOSE_HEADING.test(heading)) ||
  (PREFACE.test(unlabelled(plain)) && !WISH.test(plain)) ||
  !plain.includes(' ') ||
  (item && text.endsWith(':')) ||
  (text.length > 12 && text === text.toUpperCase());
