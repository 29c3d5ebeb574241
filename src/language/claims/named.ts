/** A parameter that a description names, and the words that name it. */
export interface Named {
  readonly name: string;
  readonly quote: string;
}

const NAME = String.raw`[a-z_$][\w$]{1,60}(?:\.[a-z_$][\w$]{1,60}){0,4}`;
/** `"sort_by" parameter`, "the sort_by parameter": in quotes, or a word that only a program has. */
const BEFORE = new RegExp(
  String.raw`(?:\b(no|any|without|url|query|path|route|header|form)\s)?(?:(["'\`])(${NAME})\2|(?<![\w./-])([a-z][a-z\d]*(?:_[a-z\d]+|[A-Z][a-z\d]*)+))\s(?:parameter|param|argument|arg)\b(s?)(.{0,40})`,
  'gs',
);
const AFTER = new RegExp(
  String.raw`\b(?:(url|query|path|route|header|form)\s)?(?:parameter|param|argument|arg)\s(?:called\s|named\s)?(["'\`])(${NAME})\2(.{0,40})`,
  'gs',
);
/** The parameter is another's, or it is an answer that is spoken of. */
const OTHERS =
  /^\s?(?:,? ?(?:of|to|in|on|for|from|with|by|when (?:calling|using)) (?:the |its |a |an )?(?:[`'"]?[a-z]\w*[_-]\w+|response|result|output|previous|prior|other|create|update|get|list|search|url|request|api|query|command|constructor|function))/i;
const ABOVE =
  /(?:\b(?:in|from|of) (?:the )?(?:response|result|output|url|link|api)\b|\busing the|\bvia the|\bcontaining\b|\bno)[^.]{0,30}$|(?<!this )\btool\b[^.]{0,40}$/i;

/** The parameters that running text names by the word "parameter". */
export function namedParameters(description: string): readonly Named[] {
  if (!/param|arg/i.test(description)) return [];
  const found: Named[] = [];
  for (const { 0: whole, 1: kind, 3: quoted, 4: plain, 6: behind, index } of description.matchAll(BEFORE))
    if (kind === undefined) add(description, quoted ?? plain!, whole, behind!, index);
  for (const { 0: whole, 1: kind, 3: name, 4: behind, index } of description.matchAll(AFTER))
    if (kind === undefined) add(description, name!, whole, behind!, index);
  return found;

  function add(text: string, name: string, whole: string, behind: string, index: number): void {
    const before = text.slice(Math.max(0, index - 50), index);
    if (OTHERS.test(behind) || ABOVE.test(before)) return;
    found.push({ name, quote: whole.slice(0, whole.length - behind.length) });
  }
}
