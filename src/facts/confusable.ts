import { splitIdentifier } from '../language/identifiers.ts';
import { siblingsOf } from '../language/levels/siblings.ts';
import { QUANTITY } from '../language/same-words.ts';
import type { Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Facts } from './facts.ts';
import { gistOfName, gistOfParams, gistOfText, type NameGist, type TextGist } from './gist.ts';
import type { Likeness } from './likeness.ts';

/** Two tools of a server between which neither name nor text gives a reason to choose. */
export interface Pair {
  /** In the order listed. */
  readonly first: Item<Tool>;
  readonly second: Item<Tool>;
  /** 0..1 */
  readonly likeness: number;
  /**
   * `alike`: names and texts say the same. `reworded`: the texts do, so that all hangs on the names. `version`: one is a version of
   * the other. `purpose`: the first sentences say the same. `overlap`: the names do, and the one text says all that the other says.
   */
  readonly kind: 'alike' | 'reworded' | 'version' | 'purpose' | 'overlap';
  /** Words of both texts, whatever the wording, and words whose meaning only the one text has; as written. */
  readonly shared: readonly string[];
  readonly only: readonly [first: readonly string[], second: readonly string[]];
}

/** What pairs are told from. */
type Reader = Pick<Facts, 'sentences' | 'description'>;

interface Read {
  readonly tool: Item<Tool>;
  readonly at: number;
  readonly name: NameGist;
  readonly text: TextGist;
}

/** Of more tools that say the same, each is compared with its neighbour by name only. */
const MANY = 6;
/** Tools that are less alike than this speak of different things in the same words. */
const LEAST = 0.45;

/** The pairs of a server. What says the same is brought together by what it says: tools are not compared all with all. */
export function confusablePairs(server: ToolServer, reader: Reader, likeness: Likeness): readonly Pair[] {
  const product = new Set(splitIdentifier(server.info?.name ?? server.id));
  const tools = server.tools.flatMap((tool, at): readonly Read[] => {
    const text = gistOfText(tool.address.nth === 1 ? reader.sentences(tool) : [], product);
    return text.words.length === 0 ? [] : [{ tool, at, name: gistOfName(tool.data.name, product), text }];
  });
  let told: Teller | undefined;
  const found = new Map<string, { readonly at: number; readonly pair: Pair }>();
  const bring = (keyOf: (tool: Read) => string, judge: Judge): void => {
    for (const [said, same] of groupBy(tools, keyOf)) {
      if (said === '' || same.length < 2) continue;
      for (const [first, second] of pairsOf(same)) {
        const key = `${first.at} ${second.at}`;
        if (found.has(key) || isCopy(first, second)) continue;
        const alike = likeness.of(first.tool, second.tool);
        const kind = alike < LEAST ? undefined : judge(first, second, difference(first, second));
        if (kind === undefined || (told ??= tellerOf(server, reader))(first.tool, second.tool, kind)) continue;
        found.set(key, {
          at: second.at,
          pair: {
            first: first.tool,
            second: second.tool,
            likeness: alike,
            kind,
            shared: wordsOf(first, second, true, true),
            only: [wordsOf(first, second, false, true), wordsOf(second, first, false, true)],
          },
        });
      }
    }
  };
  bring(({ name }) => name.key, ofName);
  const ofText: Judge = (a, b) => (needsMore(a, b) && needsMore(b, a) ? undefined : 'reworded');
  const ofLead: Judge = (a, b) => (needsMore(a, b) || needsMore(b, a) ? undefined : 'purpose');
  bring(({ text }) => text.words.join(' '), ofText);
  bring(({ text }) => text.frames, ofText);
  bring(({ text }) => text.lead, ofLead);
  bring(({ text }) => text.frame, ofLead);
  return [...found.values()].toSorted((a, b) => a.at - b.at).map(({ pair }) => pair);
}

type Judge = (a: Read, b: Read, only: Pair['only']) => Pair['kind'] | undefined;

/** Names that say the same: texts tell the tools apart where each says something of its own, or the one means one and the other many. */
const ofName: Judge = (a, b, only) => {
  if (needsMore(a, b) || needsMore(b, a) || counts(only)) return undefined;
  if (a.name.versions.join(' ') !== b.name.versions.join(' '))
    return areNumbers(a.name) && areNumbers(b.name) ? undefined : 'version';
  const silent = only.filter((words) => words.length === 0).length;
  return ([undefined, 'overlap', 'alike'] as const)[silent];
};

/** `sensor_1`, `sensor_2`: two things of a kind. */
const areNumbers = ({ versions }: NameGist): boolean =>
  versions.length > 0 && versions.every((word) => /^\d+$/.test(word));

/** One text for two tools is tool-description-duplicate. */
const isCopy = ({ tool: a }: Read, { tool: b }: Read): boolean =>
  a.data.description!.trim() === b.data.description!.trim();

/** The words of one text that another has, or has not; as the one writes them, or as they stand for their meaning. */
const wordsOf = ({ text }: Read, other: Read, has: boolean, written: boolean): readonly string[] =>
  [...text.spelled]
    .filter(([word]) => other.text.spelled.has(word) === has)
    .map(([word, spelled]) => (written ? spelled : word));

/** What only the one says. To list things and to get things is the same. */
function difference(a: Read, b: Read): Pair['only'] {
  const only = [wordsOf(a, b, false, false), wordsOf(b, a, false, false)] as const;
  const isVerb = (words: readonly string[]): boolean =>
    words.length === 1 && (words[0] === 'list' || words[0] === 'get');
  return only.every(isVerb) ? [[], []] : only;
}

/** Whether the difference is one of number: "an issue" and "all issues". */
function counts([first, second]: Pair['only']): boolean {
  const others = new Set(second);
  return (
    [...first, ...second].some((word) => QUANTITY.has(word)) ||
    first.some((word) => others.has(`${word}s`) || others.has(word.replace(/s$/, '')))
  );
}

/** Whether a tool cannot be called without something that the other neither takes nor has in its name: a reader knows whether he has it. */
function needsMore({ tool }: Read, { tool: other, name }: Read): boolean {
  const has = new Set([...gistOfParams(other.data).all, ...name.key.split(/,? /)]);
  return [...gistOfParams(tool.data).required].some((word) => !has.has(word));
}

function* pairsOf(tools: readonly Read[]): Generator<readonly [Read, Read]> {
  const sorted = tools.toSorted(({ tool: a }, { tool: b }) => (a.data.name < b.data.name ? -1 : 1));
  const reach = tools.length > MANY ? 1 : MANY;
  for (const [i, a] of sorted.entries())
    for (const b of sorted.slice(i + 1, i + 1 + reach)) yield a.at < b.at ? [a, b] : [b, a];
}

/** Words by which a text sets its tool apart from another, named or not. */
const CONTRAST =
  /\b(?:instead|unlike|rather than|as opposed to|in contrast|whereas|deprecated|superseded|obsolete|prefer|alias (?:for|of))\b/;

type Teller = (a: Item<Tool>, b: Item<Tool>, kind: Pair['kind']) => boolean;

/** Whether something said chooses between two tools: one names the other, sets itself apart, or both say when to use them. */
function tellerOf(server: ToolServer, { sentences, description }: Reader): Teller {
  const siblings = siblingsOf(server.tools.map(({ data }) => ({ name: data.name, title: data.title ?? '' })));
  const instructions = (server.instructions ?? '').slice(0, 20_000).toLowerCase();
  const tells = (tool: Item<Tool>, other: Item<Tool>): boolean =>
    sentences(tool).some(
      (sentence) =>
        CONTRAST.test(sentence.plain) || siblings.mentionedIn(sentence, tool.data.name).includes(other.data.name),
    );
  const saysWhen = (tool: Item<Tool>): boolean => description(tool).levels.when === 2;
  const inInstructions = ({ data }: Item<Tool>): boolean => instructions.includes(data.name.toLowerCase());
  const sayTheSame = (kind: Pair['kind']): boolean => kind === 'alike' || kind === 'reworded'; // of when to use them as well
  return (a, b, kind) =>
    tells(a, b) ||
    tells(b, a) ||
    (inInstructions(a) && inInstructions(b)) ||
    (!sayTheSame(kind) && saysWhen(a) && saysWhen(b));
}
