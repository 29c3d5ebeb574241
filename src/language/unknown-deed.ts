import { wordSet } from '../text/word-set.ts';
import { CHANGING } from './change-names.ts';
import { SURELY_READS } from './sure-reads.ts';
import { STOPWORDS } from './words.ts';
import { verbOf } from './verbs.ts';

// A closed list of what is harmless, where `change.ts` has one of what is not: a verb that is on neither may do anything.

/** Verbs by which a text says what something is, has or is for, beside those that read. */
const HARMLESS = wordSet(
  'is are was were has have had does do can will may must contains contain includes include supports support accepts accept requires require needs need uses use gives give means mean matches match depends exists exist works work allows allow ' +
    'provides provide applies apply covers cover excludes exclude returns return shows show helps help defaults default takes take corresponds refers represents belongs follows lets lists indicates reflects demonstrates targets restrict understand avoid ensure holds spans wraps equals starts ends begins ' +
    'describes specifies affects throws fails errors points reports handles appears comes gets sets makes serves controls determines considers respects ignores skips expects limits restricts narrows widens omits honors honours resolves yields offers falls produces ' +
    'groups orders combines joins spans enables informs guides links maps normalizes normalises emphasizes tells says asks wants knows finds looks searches reads accesses runs calls keeps adds',
);
/** Words that end as verbs do and are none. */
const NO_VERBS = wordSet(
  'this its his yes us thus plus minus always perhaps besides towards afterwards status various paths names keys across address access process less unless previous class series news basis analysis alias ' +
    'using including containing matching following regarding during concerning excluding according depending given having being starting ending beginning ranging spanning corresponding relating belonging pertaining considering showing covering describing indicating specifying ' +
    'providing something anything everything nothing missing existing string interesting understanding explaining referencing referring pointing representing meaning allowing making letting helping leveraging utilizing knowing working exceeding reaching passing returning entering seeing supporting defining wanting answering needing requiring',
);
const OBJECTS = wordSet('a an the this these those all any one each every your its their his her it them him me us');
const SUBJECTS = wordSet('it this tool which');
const JOINS = wordSet('and then also , or & +');
/** How a thing is done: "by ringing it", "after scrolling". */
const MEANS = wordSet('by after');

/** A word that may be what is done to: no preposition, no participle. */
const isObject = (word: string): boolean =>
  OBJECTS.has(word) || (/^[a-z]+(?:-[a-z]+)*$/.test(word) && !STOPWORDS.has(word) && !/(?:ed|ing|ly)$/.test(word));

/** "Lists players and kicks cheaters", "Emails legal": at the head of a sentence, or joined to a verb there. */
function isThird(tokens: readonly string[], at: number, before: string | undefined): boolean {
  if (!isObject(tokens[at + 1] ?? '.')) return false;
  if (before === undefined || before === '.' || before === ';') return true;
  if (before !== 'and' && before !== 'then') return false;
  const head = tokens.slice(0, at).findLastIndex((token) => token === '.' || token === ';' || token === '\n') + 1;
  return verbOf(tokens[head] ?? '')?.form === 's';
}

/** What may stand behind an object; "files it holds" goes on otherwise. */
const ENDED = wordSet('. ; , ! ) in from to for on off away at after and then as');
const HEADS = new Set([undefined, '.', ';', ':', '!', '?', '(', '\n', '•', '-', '—', '–', '→', '>']);

/** What may be said to be done now: "is returned", "are sorted". */
const DONE_SAFELY = wordSet(
  'returned listed found sorted ordered limited required used supported included given needed based provided allowed specified omitted ignored capped truncated filtered matched expected called named defined located related associated connected calculated computed paginated ' +
    'described documented shown displayed formatted encoded recommended read fetched retrieved searched queried excluded considered treated reported selected considered measured represented expressed rounded identified determined derived inferred resolved indexed hidden ' +
    'set known accepted passed mapped keyed nested grouped separated divided combined counted checked validated parsed interpreted converted translated inlined wrapped flattened normalized normalised stripped escaped preserved kept expanded collapsed skipped cached enabled disabled configured ' +
    'designed intended meant aimed optimized optimised built powered backed driven bounded restricted scoped tied linked attached applied merged compared evaluated interested advised encouraged preferred suggested deprecated suited desired requested asked involved concerned affected covered ' +
    'prefixed suffixed denoted marked flagged labelled labeled highlighted annotated ranked scored rated aggregated summarized summarised computed estimated detected extracted loaded opened stored saved written created updated modified changed published tracked recorded logged logged outdated trained pretrained indicated noted explained explored',
);

const TOKEN = /[\p{L}\p{N}_'’-]+|[.,;:!?()|/&+\n•—–→>]/gu;
const READ = 20_000;

/** A word that stands where a verb does, in a text of a tool, and is not known to be harmless: "and voids it". Linear. */
export function unknownDeed(text: string, what: 'tool' | 'parameter'): string | undefined {
  const tokens = (text.slice(0, READ).toLowerCase().match(TOKEN) ?? []).map((token) => token.replace(/^-+|-+$/g, ''));
  const at = tokens.findIndex(
    (token, i) =>
      (what === 'tool' || (/[^s]s$/.test(token) && verbOf(token) === undefined)) && isUnknown(token, tokens, i),
  );
  return at < 0 ? undefined : tokens[at];
}

function isUnknown(token: string, tokens: readonly string[], at: number): boolean {
  if (!/^[a-z]{3,}(?:-[a-z]+)?$/.test(token) || token.endsWith('ly') || HARMLESS.has(token) || NO_VERBS.has(token))
    return false;
  const before = wordBefore(tokens, at);
  const next = tokens[at + 1] ?? '.';
  if (token.endsWith('ed')) return isDone(tokens, at) && !DONE_SAFELY.has(token) && verbOf(token)?.effect !== 'read';
  const verb = verbOf(token);
  if (verb?.form === 's' && CHANGING.has(verb.effect) && isThird(tokens, at, before)) return true;
  if (verb?.form === 'ing' && CHANGING.has(verb.effect) && verb.lemma !== 'call' && MEANS.has(before ?? ''))
    return true;
  if (verb !== undefined && (verb.effect !== 'read' || SURELY_READS.has(verb.lemma))) return false; // judged elsewhere
  if (/[^s]s$/.test(token))
    return (
      (before !== undefined && SUBJECTS.has(before) && !isNounAfter(tokens, at)) ||
      ((HEADS.has(before) || JOINS.has(before!)) && OBJECTS.has(next)) ||
      (/^(?:it|them)$/.test(next) && ENDED.has(tokens[at + 2] ?? '.'))
    );
  if (token.endsWith('ing'))
    return MEANS.has(before ?? '') || (JOINS.has(before ?? '') && (verb ? OBJECTS.has(next) : isObject(next)));
  return (
    !STOPWORDS.has(token) &&
    (before === 'then' || before === 'to' || before === 'and' || before === '&') &&
    OBJECTS.has(next)
  );
}

/** "this users" is a slip, "which users" a question. */
const isNounAfter = (tokens: readonly string[], at: number): boolean =>
  tokens[at - 1] === 'which' || tokens[at - 1] === 'this';

/** The word before, adverbs left out. */
function wordBefore(tokens: readonly string[], at: number): string | undefined {
  let i = at - 1;
  while (i >= 0 && /.ly$/.test(tokens[i]!)) i--;
  return tokens[i];
}

const NOW = wordSet('is are gets be being');
/** "items that are", "if it is", "whether it was": what is told of, not what is done. */
const TOLD = wordSet('that which who if whether when where not never must can should may');

function isDone(tokens: readonly string[], at: number): boolean {
  let i = at - 1;
  while (i >= 0 && /.ly$|^(?:also|then|now|not)$/.test(tokens[i]!)) i--;
  const be = tokens[i] ?? '';
  if (!NOW.has(be)) return be === 'get' && /^(?:which|that|then|also|they)$/.test(tokens[i - 1] ?? '');
  return !tokens.slice(Math.max(0, i - 5), at).some((word) => TOLD.has(word));
}
