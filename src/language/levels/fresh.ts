import { splitIdentifier } from '../identifiers.ts';
import { EMPTY_ADJECTIVES, STOPWORDS, stemOf, stemsOfName } from '../words.ts';
import type { ToolText } from './cue.ts';

/** Words that could stand in any description. */
const ANYTHING: ReadonlySet<string> = new Set(
  [
    'data information info detail details result results item items thing things list lists set sets',
    'object objects resource resources content contents value values option options instance instances type types',
    'id ids identifier identifiers',
    'tool tools function functions command commands operation operations action actions',
    'api apis rest endpoint endpoints request requests response responses service server',
    'include includes including contain contains containing return returns returning perform performs',
    'support supports supporting allow allows provide provides enable enables',
    'optional optionally individual available accessible default newly directly always via public',
  ].flatMap((line) => line.split(' ')),
);

/** Words that say the same of a tool: whoever knows one from its name learns nothing from the others. */
const SYNONYMS: readonly ReadonlySet<string>[] = [
  'get fetch retrieve return read show list view display obtain download gather receive',
  'search find query look lookup locate discover',
  'create add make new insert generate write post register',
  'update edit modify change set put patch adjust write',
  'delete remove erase drop',
  'run start launch execute trigger invoke perform call begin',
  'stop end close cancel terminate kill',
  'send post push submit',
  'login authenticate sign',
  'config configuration setting configure',
].map((line) => new Set(line.split(' ').map(stemOf)));

/** Of two words with this many letters, one that begins the other is the same word: `param`, `parameter`. */
const RECOGNISABLE = 4;

/** Compounds stay whole here: "pre-defined" is one word that is new. */
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu;

/** The stems of the content words that neither the tool's name, nor its title, nor the product's name already says. */
export function freshIn(texts: readonly string[], tool: ToolText): ReadonlySet<string> {
  const isKnown = knownFrom(tool);
  const fresh = new Set<string>();
  for (const token of texts.flatMap((text) => text.match(TOKEN) ?? [])) {
    const word = token.toLowerCase();
    if (!isKnown(word) && !splitIdentifier(token).every(isKnown)) fresh.add(stemOf(word));
  }
  return fresh;
}

/** What a reader of the name knows, and what tells nobody anything. */
function knownFrom({ name, title, product }: ToolText): (word: string) => boolean {
  const stems = new Set([...stemsOfName(`${name} ${title}`), ...product.map(stemOf)]);
  const long = [...stems].filter((stem) => stem.length >= RECOGNISABLE);
  const joined = [name, title].map((part) => splitIdentifier(part).join(''));
  const synonyms = SYNONYMS.filter((group) => [...group].some((stem) => stems.has(stem)));
  return (word) => {
    if (word.length < 2 || /\d/.test(word)) return true;
    if (STOPWORDS.has(word) || ANYTHING.has(word) || EMPTY_ADJECTIVES.has(word)) return true;
    const stem = stemOf(word);
    if (stems.has(stem) || synonyms.some((group) => group.has(stem))) return true;
    if (stem.length < RECOGNISABLE) return false;
    return (
      long.some((each) => each.startsWith(stem) || stem.startsWith(each)) || joined.some((part) => part.includes(stem))
    );
  };
}
