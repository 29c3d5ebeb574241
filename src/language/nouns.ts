/** Words that end in -s and are one thing, or have no plural. */
const SINGULAR = new Set(
  'status address access process progress class series news analysis basis canvas focus bus alias atlas business css js os dns aws sms gps https ios kubernetes stats details contents logs metrics analytics settings diagnostics credentials permissions options info information history content data usage text code metadata documentation feedback media knowledge hardware software storage weather traffic help guidance research web graphql postgres cosmos devtools javascript nodejs nextjs'.split(
    ' ',
  ),
);
/** What the endings do not tell. */
const ODD: ReadonlyMap<string, string> = new Map(
  'cookies:cookie movies:movie caches:cache statuses:status aliases:alias axes:axis indices:index matrices:matrix people:person children:child'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
const ODD_PLURAL: ReadonlyMap<string, string> = new Map([...ODD].map(([many, one]) => [one, many]));

/** `issues` → issue, `queries` → query; a word that is one thing already stays. */
export function singularOf(word: string): string {
  const odd = ODD.get(word);
  if (odd !== undefined) return odd;
  if (SINGULAR.has(word) || word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:sses|xes|ches|shes|zzes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** `issue` → issues; what has no plural stays. */
export function pluralOf(word: string): string {
  if (SINGULAR.has(word) || ODD.has(word) || !/(?:[a-rt-z]|ss)$/.test(word) || word.endsWith('ed')) return word;
  const odd = ODD_PLURAL.get(word);
  if (odd !== undefined && !SINGULAR.has(word)) return odd;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:ss|x|ch|sh|z)$/.test(word) ? `${word}es` : `${word}s`;
}
