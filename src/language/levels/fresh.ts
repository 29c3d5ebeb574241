import { splitIdentifier } from '../identifiers.ts';
import { verbOf } from '../verbs.ts';
import { EMPTY_ADJECTIVES, STOPWORDS, stemOf, stemsOfName } from '../words.ts';
import type { ToolText } from './cue.ts';
import { isShort, spelledOut } from './initials.ts';

const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

/** Words that could stand in any description. */
const ANYTHING: ReadonlySet<string> = new Set([
  ...STOPWORDS,
  ...[...EMPTY_ADJECTIVES].filter((word) => word !== 'recent' && word !== 'latest' && word !== 'key'), // those say which
  ...words(
    'data information info detail details result results item items thing things stuff something anything everything list lists set sets instance instances',
    'tool tools function functions command commands operation operations action actions api apis rest',
    'include includes including contain contains containing return returns returning perform performs performed',
    'support supports supporting supported allow allows allowed provide provides provided enable enables enabled',
    'optional optionally default directly via public once newly selected part parts',
    'filtering pagination paginated sorting',
  ),
]);

/** Nouns for anything, that still say on what a tool works whose name is only a verb: "get" with "value by key". */
const OBJECTS: ReadonlySet<string> = new Set(
  words(
    'object objects resource resources content contents value values option options type types key keys id ids identifier identifiers',
    'endpoint endpoints request requests response responses server',
  ),
);

/** Words that say the same of a tool: whoever knows one from its name learns nothing from the others. */
const SYNONYMS: readonly (readonly string[])[] = [
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
].map((line) => line.split(' ').map(stemOf));
const SAME = new Map<string, readonly string[]>();
for (const group of SYNONYMS)
  for (const stem of group) SAME.set(stem, [...(SAME.get(stem) ?? []), ...group.filter((each) => each !== stem)]);

/** Of two words with this many letters, one that begins or ends the other is the same word: `param`, `parameter`. */
const RECOGNISABLE = 4;

/** End a compound and say nothing themselves: "name-based", "account-wide". */
const TAILS: ReadonlySet<string> = new Set(
  words(
    'based defined managed specific related level wide like style aware friendly powered driven provided generated',
  ),
);
/** A title with more words than this is a sentence: it names nothing. */
const TITLE = 8;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu;
const SEVERAL = /[^a-z]/;

/** Takes note of the content words that neither the tool's name, nor its title, nor the product's name already says. */
export interface Fresh {
  /** How many there are by now; texts are read until there are `enough`. */
  read(text: string, enough: number): number;
}

export function freshFor({ name, title, product }: ToolText): Fresh {
  const named = stemsOfName(title === '' || title.split(' ', TITLE + 1).length > TITLE ? name : `${name} ${title}`);
  const stems = new Set([...named, ...productStems(product)]);
  const long = [...stems].filter((stem) => stem.length >= RECOGNISABLE);
  const parts = long.filter((stem) => named.has(stem)); // "hotel" is new on a server called hotelfinder
  for (const stem of named) for (const each of SAME.get(stem) ?? []) stems.add(each);
  const [verb = '', object] = splitIdentifier(name).filter((word) => !product.includes(word));
  const bare = object === undefined && verbOf(verb) !== undefined;
  const isKnown = (word: string): boolean => {
    if (word.length < 2 || ANYTHING.has(word) || (!bare && OBJECTS.has(word))) return true;
    const stem = stemOf(word);
    if (stems.has(stem)) return true;
    if (stem.length < RECOGNISABLE) return false;
    return (
      long.some((each) => stem.startsWith(each) || each.endsWith(stem)) ||
      parts.some((each) => (word.length > 3 && each.startsWith(word)) || each.startsWith(stem))
    );
  };
  const shorts = [...splitIdentifier(name), ...product].filter((word) => isShort(word) && verbOf(word) === undefined);
  const fresh = new Set<string>();
  return {
    read(text, enough) {
      if (fresh.size >= enough) return fresh.size;
      const tokens = text.match(TOKEN) ?? [];
      const spelled = spelledOut(
        tokens.map((token) => token.toLowerCase()),
        shorts,
      );
      for (const token of tokens) {
        const word = token.toLowerCase();
        if (/\d/.test(word) || spelled.has(word)) continue;
        if (token === 'US') fresh.add(token); // the country; in lower case it is a pronoun
        // Compounds are one word, new when a part is: "pre-defined", "server-side".
        const known = SEVERAL.test(token)
          ? stems.has(stemOf(word)) || splitIdentifier(token).every((part) => isKnown(part) || TAILS.has(part))
          : isKnown(word);
        if (!known) fresh.add(stemOf(word));
        if (fresh.size >= enough) break;
      }
      return fresh.size;
    },
  };
}

const PRODUCTS = new WeakMap<readonly string[], readonly string[]>();

/** The stems of a product's name: one list of words for all tools of a server. */
function productStems(product: readonly string[]): readonly string[] {
  const known = PRODUCTS.get(product);
  if (known !== undefined) return known;
  const stems = product.map(stemOf);
  PRODUCTS.set(product, stems);
  return stems;
}
