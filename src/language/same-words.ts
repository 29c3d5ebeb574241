import { expandAbbreviation } from './abbreviations.ts';
import { verbOf } from './verbs.ts';

/** Words a reader takes for the same thing in a tool's name or text; the first stands for its row. */
const ROWS = [
  'get fetch retrieve read show view display describe obtain pull acquire return provide give',
  'list enumerate',
  'search find query lookup',
  'create add insert make generate',
  'delete remove erase destroy drop purge',
  'update edit modify change patch alter amend set',
  'run execute exec invoke',
  'start begin launch initiate',
  'stop end terminate kill halt',
  'cancel abort',
  'send post',
  'write save',
  'enable activate',
  'disable deactivate',
  'approve accept',
  'reject decline deny',
  'login signin authenticate',
  'navigate goto visit',
  'compare diff',
  'check verify validate',
  'analyze analyse inspect examine evaluate assess',
  'copy duplicate clone',
  'calculate compute',
  'convert transform',
  'summarize summarise',
  'directory folder',
  'directories folders',
  'image picture',
  'images pictures',
];
const SAME: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap((row) => {
    const words = row.split(' ');
    return words.map((word) => [word, words[0]!] as const);
  }),
);

const KNOWN = new Map<string, string>();

/** One word for all that mean the same: `retrieves` and `fetch` are get. Singular and plural stay two. */
export function sameWord(word: string): string {
  const known = KNOWN.get(word);
  if (known !== undefined) return known;
  if (KNOWN.size > 20_000) KNOWN.clear(); // words come from strangers
  const full = expandAbbreviation(word);
  const verb = SAME.has(full) ? undefined : verbOf(full);
  const lemma = verb === undefined || verb.doubt === 'often' ? full : verb.lemma;
  const same = SAME.get(lemma) ?? lemma;
  KNOWN.set(word, same);
  return same;
}

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words of a name that set it apart from nothing, or only by how much it gives. */
export const EMPTY_IN_NAME = setOf(
  'a an the tool tools function functions api method command endpoint operation action mcp information detail details given specified existing please use do perform ' +
    'full complete comprehensive detailed basic simple simplified advanced extended quick fast easy lite optimized optimised',
);

/** Words of a name that make it a version of another tool. */
export const VERSION = setOf('v legacy classic deprecated beta alpha experimental enhanced improved');

/** Standards whose version is part of what they are called: `parse_ipv4`, `uuid_v7`, `icmp_v6`. */
export const STANDARDS = setOf(
  'ip icmp dhcp uuid oauth http tls ssl cvss manifest smb snmp imap openapi swagger gpt web erc mp h vec schema',
);
/** Who makes a tool once more counts on from the one without a number: `icmp6` and `base64` are no second tries. */
const TRIES = 3;

/** Where in a name of these words the mark of a version begins that ends it: `v2` or a number; `undefined` without one. */
export function versionMark(words: readonly string[]): number | undefined {
  if (!/^\d{1,2}$/.test(words.at(-1) ?? '')) return undefined;
  const at = words.length - (words.at(-2) === 'v' ? 2 : 1);
  if (at < 1 || STANDARDS.has(words[at - 1]!)) return undefined;
  return at === words.length - 1 && Number(words[at]) > TRIES ? undefined : at;
}

/** Words between the parts of a name: what stands on which side matters. */
export const LINKS = setOf('to from for of in by with on at into onto as via without between and or');

/**
 * Words of a text that tell two tools apart no more than no word would. How many and which ones (all, latest, other, new) is not
 * among them, nor are words that turn a sentence round (from, to, by, not, without).
 */
export const EMPTY_IN_TEXT = setOf(
  'a an the this that these those it its they them their there here we our us you your i which who whom whose what where when how if then so as at for in into of on onto with within via and or but also just about ' +
    'be is am are was were been being do does did has have had having can could may might must shall should will would please let lets using use uses based specific specified particular certain various given ' +
    'provided existing available corresponding relevant associated tool tools function functions api endpoint method command operation feature information info detail details data result results content contents ' +
    'comprehensive detailed powerful rich robust simple simply easy easily quick quickly fast efficient efficiently flexible useful helpful important advanced basic enhanced improved better appropriate proper correct accurate ' +
    'allow allows allowing enable enables support supports supporting help helps e.g i.e eg ie etc needed want required optional optionally include includes including contain contains containing',
);

/** Words that say how many or which of several: the one text means one thing, the other all. */
export const QUANTITY = setOf(
  'list all every each multiple many several single one individual batch bulk paginated array latest recent current default other related first last next new own my me unique',
);

/** What a product's own name is put before: "in a GitHub repository" says no more than "in GitHub". */
export const CONTAINERS = setOf('repository workspace account cluster instance server');
