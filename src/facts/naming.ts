import { actionOf, type NameAction } from '../language/name-action.ts';
import { styleOf, type NameStyle } from '../language/name-style.ts';
import type { Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import type { Tool, ToolServer } from '../model/server.ts';

/** How a server names its tools. Tools without a name, and duplicates, are left out. */
export interface Naming {
  /** The words of the server's name that name what it is for: `google`, `maps` of `google-maps-mcp-server`. */
  readonly product: readonly string[];
  readonly names: readonly ToolName[];
  /** What most names begin with: `github_`; `undefined` when they share nothing but a verb. */
  readonly prefix: Prefix | undefined;
  /** The names by the style of what follows the prefix; a single word fits all styles and is in none. */
  readonly styles: ReadonlyMap<NameStyle, readonly ToolName[]>;
  /** Where most names that have a verb have it; `undefined` when it is now here, now there. */
  readonly order: 'verb-first' | 'noun-first' | undefined;
}

export interface ToolName {
  readonly tool: Item<Tool>;
  readonly words: readonly string[];
  /** Without the shared prefix: what tells the tool from the others. */
  readonly own: string;
  readonly ownWords: readonly string[];
  readonly action: NameAction;
}

export interface Prefix {
  readonly words: readonly string[];
  /** As the first tool writes it. */
  readonly text: string;
  readonly tools: readonly ToolName[];
  /** Whether it is the name of the server, or a word of it. */
  readonly isServer: boolean;
}

type Words = (identifier: string) => readonly string[];

/** So many tools at least, and such a share of them, make what they begin with a prefix. */
const FEW = 4;
const SHARE = 0.6;
/** Words after the first are part of it when nearly all that have the first have them. */
const NEARLY_ALL = 0.9;
/** Words of a server's name that are not the product's. */
const BESIDE = new Set(
  'mcp server servers example api cli tool tools client official the for local io com ai dev'.split(' '),
);
/** A shared verb is no prefix, and neither is a long stretch of words. */
const DEEPEST = 4;
/** Names are short; of a longer one the head is read. */
const LONG = 256;

export function namingOf(server: ToolServer, wordsOf: Words): Naming {
  const tools = server.tools.filter(({ data, address }) => data.name !== '' && address.nth === 1);
  const read = tools.map((tool) => ({ tool, words: wordsOf(tool.data.name.slice(0, LONG)) }));
  const shared = sharedWords(read.map(({ words }) => words));
  const names = read.map(({ tool, words }): ToolName => {
    const own = shared.length > 0 && startsWith(words, shared) ? afterWords(tool.data.name, shared) : '';
    const ownWords = own === '' ? words : words.slice(shared.length);
    return { tool, words, own: own || tool.data.name, ownWords, action: actionOf(ownWords) };
  });
  const styles = groupBy(names, ({ own }) => styleOf(own.slice(0, LONG)));
  const product = wordsOf((server.info?.name ?? server.id).slice(0, LONG)).filter((word) => !BESIDE.has(word));
  return {
    product,
    names,
    prefix: prefixOf(shared, names, product),
    styles: new Map([...styles].filter((each): each is [NameStyle, ToolName[]] => each[0] !== undefined)),
    order: orderOf(names),
  };
}

function sharedWords(names: readonly (readonly string[])[]): readonly string[] {
  const shared: string[] = [];
  let pool = names;
  while (shared.length < DEEPEST) {
    const at = shared.length;
    const groups = groupBy(
      pool.filter((words) => words.length > at + 1),
      (words) => words[at]!,
    );
    const [word, most] = [...groups].reduce((a, b) => (b[1].length > a[1].length ? b : a), ['', []] as [
      string,
      typeof pool,
    ]);
    if (most.length < FEW || most.length <= SHARE * names.length) break;
    if (at > 0 && most.length < NEARLY_ALL * pool.length) break;
    if (actionOf([word]).kind === 'verb') break;
    shared.push(word);
    pool = most;
  }
  return shared;
}

const startsWith = (words: readonly string[], head: readonly string[]): boolean =>
  words.length > head.length && head.every((word, i) => words[i] === word);

/** What of a name follows these words of it, without the hyphens and the like between. */
function afterWords(name: string, head: readonly string[]): string {
  const low = name.toLowerCase();
  let at = 0;
  for (const word of head) at = low.indexOf(word, at) + word.length;
  while (at < name.length && !/[\p{L}\p{N}]/u.test(name[at]!)) at++;
  return name.slice(at);
}

function prefixOf(
  words: readonly string[],
  names: readonly ToolName[],
  product: readonly string[],
): Prefix | undefined {
  const tools = names.filter((each) => each.own !== each.tool.data.name);
  const [first] = tools;
  if (first === undefined) return undefined;
  const { name } = first.tool.data;
  const joined = words.join('');
  return {
    words,
    text: name.slice(0, name.length - first.own.length),
    tools,
    isServer:
      words.some((word) => word.length > 2 && product.includes(word)) ||
      (joined.length > 3 && product.join('').includes(joined)),
  };
}

/** Where the verb stands in the names that have one for certain. */
function orderOf(names: readonly ToolName[]): Naming['order'] {
  const verbal = names.filter(({ action, ownWords }) => action.kind === 'verb' && ownWords.length > 1);
  const first = verbal.filter(({ action }) => action.at === 0).length;
  if (verbal.length < FEW) return undefined;
  if (first >= NEARLY_ALL * verbal.length) return 'verb-first';
  return verbal.length - first >= NEARLY_ALL * verbal.length ? 'noun-first' : undefined;
}
