import { defineRule, type Naming, type Report, singularOf } from '../../src/rule.ts';
import { BARE, EMPTY, NOUNS, OF_PRODUCT, VAGUE_OBJECTS, VAGUE_VERBS, VERBS } from './words.ts';

type ToolName = Naming['names'][number];

export default defineRule(
  {
    id: 'tool-name-generic',
    title: 'A tool name says what the tool acts on.',
    category: 'naming',
    severity: 'warning',
    why: 'An agent sees the tools of all servers at once and picks by name first. `search` or `get_data` fits every request and none: in a survey of 1,470 servers `search` alone was the name of a tool in 32 of them, and clients that do not prefix names keep one and lose the other.',
    hint: 'Name the thing as well, such as `search_orders` or `get_invoice`.',
    messages: {
      word: {
        text: '`{name}` could be a tool of any server: it does not say what it acts on.',
        hint: 'Name the thing as well, such as `{better}`.',
      },
      noun: '`{name}` could be a tool of any server: it says neither what is done nor to what.',
      empty: {
        text: '`{name}` says no more than `{verb}`: `{noun}` could be anything.',
        hint: 'Put what it acts on in place of `{noun}`, such as `{better}`.',
        severity: 'info',
      },
      bare: {
        text: 'Without the prefix that all names share, `{name}` is only `{verb}`: it does not say what it acts on.',
        severity: 'info',
      },
    },
    references: [
      'https://www.microsoft.com/en-us/research/blog/tool-space-interference-in-the-mcp-era-designing-for-agent-compatibility-at-scale/',
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
    ],
    realCase:
      'ref-postgres (@modelcontextprotocol/server-postgres 0.6.2) has one tool, `query`; ref-redis (@modelcontextprotocol/server-redis 2025.4.25) has `get`, `set`, `list` and `delete`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const naming = facts.naming();
      const known = new Set(naming.names.map(({ tool }) => tool.data.name));
      const isConnector = known.has('search') && known.has('fetch'); // ChatGPT asks for exactly these two
      const counts = countWords(naming);
      // What several tools act on is a thing of this server: `get_object`, `delete_object`.
      const isDomain = (noun: string): boolean => (counts.get(singularOf(noun)) ?? 0) > 2;
      const areCommands = speaksCommands(naming);
      for (const each of naming.names) {
        if (isConnector && (each.tool.data.name === 'search' || each.tool.data.name === 'fetch')) continue;
        const said = judge(each, naming.product, server.info ? naming.product : [], isDomain);
        if (said && !(said.message === 'bare' && areCommands)) yield { at: each.tool.at('name'), ...said };
      }
    },
  },
);

type Said = Pick<Report<'word' | 'noun' | 'empty' | 'bare'>, 'message' | 'data'>;

function judge(
  { tool, words, ownWords }: ToolName,
  product: readonly string[],
  /** The product, where the server names it: a file's name is no advice. */
  called: readonly string[],
  isDomain: (noun: string) => boolean,
): Said | undefined {
  const { name } = tool.data;
  const [only = ''] = words;
  if (words.length === 1 && VERBS.has(only)) return { message: 'word', data: { name, better: better(only, called) } };
  if (words.length === 1 && NOUNS.has(only)) return { message: 'noun', data: { name } };
  const own = ownWords.filter((word) => !product.includes(word));
  const [verb = '', noun = ''] = own;
  if (ownWords.length === 1 && ownWords.length < words.length && BARE.has(verb))
    return { message: 'bare', data: { name, verb } };
  if (own.length !== 2 || !VERBS.has(verb) || isDomain(noun)) return undefined;
  if (noun === 'api' && ownWords.length < words.length) return undefined; // of the one the prefix names
  const isEmpty = EMPTY.has(noun) || (VAGUE_VERBS.has(verb) && VAGUE_OBJECTS.has(noun));
  const shown = VAGUE_VERBS.has(verb) ? 'cancel_order' : `${verb}_orders`; // `do` says nothing itself
  return isEmpty ? { message: 'empty', data: { name, verb, noun, better: shown } } : undefined;
}

/** `git_commit`, `git_log`, `git_add`: behind the prefix stand the commands of a program, each one word. */
function speaksCommands({ names }: Naming): boolean {
  const single = names.filter(({ ownWords, words }) => ownWords.length === 1 && words.length > 1);
  const bare = single.filter(({ ownWords: [word = ''] }) => BARE.has(word));
  return bare.length * 5 < single.length;
}

/** `query` of a server for Postgres is better `query_postgres`. */
const better = (verb: string, product: readonly string[]): string =>
  [verb, ...(OF_PRODUCT.has(verb) && product.length > 0 && product.length < 4 ? product : ['orders'])].join('_');

/** How many names have a word, in the singular. */
function countWords({ names }: Naming): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of names)
    for (const word of new Set(words.map(singularOf))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
