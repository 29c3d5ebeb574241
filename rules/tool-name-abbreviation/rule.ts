import {
  defineRule,
  few,
  groupBy,
  spread,
  unclearAbbreviation,
  type Item,
  type Naming,
  type Tool,
  type ToolServer,
} from '../../src/rule.ts';
import { guessed, together, type Short } from './guessed.ts';
import { explainingIn, isCryptic, isExplained, type Explaining } from './short-forms.ts';
import { versionAtEnd, versionWithin, withoutMark } from './versions.ts';

type Names = Naming['names'];

export default defineRule(
  {
    id: 'tool-name-abbreviation',
    title: 'Tool names are words, without private abbreviations and version numbers.',
    category: 'naming',
    severity: 'info',
    why: 'An agent that looks for a way to update a user passes by `upd_usr`, and between `search` and `search_v2` it has nothing to choose by. A version in a name is another name for every prompt, allow-list and evaluation once it changes.',
    hint: 'Write the word out.',
    messages: {
      again: {
        text: '`{name}` differs from `{other}` only by a mark of its age, and neither description names the other.',
        hint: 'Remove the one that is not to be used, or name both after what differs.',
      },
      version: {
        text: '{count} {carry} a version: `{names}`{rest}.',
        hint: 'Leave the version of the API to the server: `{without}` stays the same name when it changes.',
      },
      short: {
        text: 'An agent has to guess what {short} {mean} in `{names}`{rest}: {long}?',
        hint: 'Write it out: {long}.',
      },
      cryptic: {
        text: 'Nothing says what {short} {mean} in `{names}`{rest}.',
        hint: 'Write {short} out in the name, or at least once in the description.',
      },
    },
    references: [
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
      'https://modelcontextprotocol.io/community/seps/986-specify-format-for-tool-names',
    ],
    realCase: 'lark (@larksuiteoapi/lark-mcp 0.5.1): `im_v1_message_create`, `wiki_v2_space_getNode`',
    since: '0.1.0',
    options: {
      allow: { type: 'strings', default: [], describe: 'Short forms that everybody knows where these tools are used.' },
    },
  },
  {
    *server(server, { facts, options }) {
      const { names, product } = facts.naming();
      const byWords = groupBy(names, ({ words }) => words.join(' '));
      yield* retries(names, byWords);
      yield* versions(server, names, byWords);
      const instructions = explainingIn(server.instructions ?? '');
      const texts = new Map<Item<Tool>, Explaining>();
      const textOf = (tool: Item<Tool>): Explaining => {
        const known = texts.get(tool) ?? explainingIn(`${tool.data.title ?? ''} ${tool.data.description ?? ''}`);
        texts.set(tool, known);
        return known;
      };
      const uses = names.flatMap((name) => [...new Set(name.words)].map((word) => ({ word, tool: name.tool })));
      const odd = uses.filter(({ word }) => unclearAbbreviation(word) !== undefined || isCryptic(word));
      const allowed = new Set(options.allow.map((word) => word.toLowerCase()));
      const open: Short[] = [];
      for (const [word, all] of groupBy(odd, (use) => use.word)) {
        const long = unclearAbbreviation(word);
        const tools = all.map(({ tool }) => tool);
        if (allowed.has(word)) continue;
        if (long === undefined && product.includes(word)) continue;
        if (long === undefined && isExplained(word, instructions)) continue;
        if (long === undefined && tools.some((tool) => isExplained(word, textOf(tool)))) continue;
        open.push({ word, long, tools });
      }
      for (const shorts of together(open)) yield guessed(server, shorts);
    },
  },
);

/** Two tools of one name but for a number or an age. */
function* retries(names: Names, byWords: ReadonlyMap<string, Names>) {
  for (const { tool, words } of names) {
    const other = siblingOf(words, byWords)?.tool;
    if (other === undefined) continue;
    const [one, two] = [tool.data, other.data];
    if (one.description?.includes(two.name) || two.description?.includes(one.name)) continue;
    yield {
      at: tool.at('name'),
      message: 'again' as const,
      data: { name: one.name, other: two.name },
      because: [tool.at('name'), other.at('name'), tool.at('description'), other.at('description')],
      related: [{ at: other.at('name'), note: 'the other one' }],
    };
  }
}

/** The tool that is called the same without the mark. */
const siblingOf = (words: readonly string[], byWords: ReadonlyMap<string, Names>): Names[number] | undefined =>
  byWords.get(withoutMark(words)?.join(' ') ?? '')?.[0];

/** A version at the end of a name, or in most names of the server. */
function* versions(server: ToolServer, names: Names, byWords: ReadonlyMap<string, Names>) {
  const inside = names.filter(({ tool }) => versionWithin(tool.data.name) !== undefined);
  const isScheme = inside.length > 3 && inside.length > names.length * 0.6;
  const carrying = names.flatMap(({ tool, words }) => {
    if (siblingOf(words, byWords)) return [];
    const version = versionAtEnd(tool.data.name, words) ?? (isScheme ? versionWithin(tool.data.name) : undefined);
    return version === undefined ? [] : [{ tool, version }];
  });
  const [first] = carrying;
  if (first === undefined) return;
  const place = spread(
    server,
    carrying.map(({ tool }) => tool.at('name')),
  );
  yield {
    ...place,
    because: isScheme ? [...place.because, server.at('tools')] : place.because,
    message: 'version' as const,
    data: {
      ...few(carrying.map(({ tool }) => tool.data.name)),
      count: carrying.length === 1 ? 'A name' : `${carrying.length} names`,
      carry: carrying.length === 1 ? 'carries' : 'carry',
      without: first.tool.data.name.replace(first.version, ''),
    },
  };
}
