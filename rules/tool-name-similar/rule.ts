import { defineRule, groupBy, type Item, type Report, type Tool } from '../../src/rule.ts';
import { isOneLetterApart, LINKS, rewritten, variantsOf } from './likeness.ts';

export default defineRule(
  {
    id: 'tool-name-similar',
    title: 'Tool names differ in more than the order of their words or a letter.',
    category: 'naming',
    severity: 'warning',
    why: 'A model writes the name of the tool it calls from memory of a long list. Between `search_file` and `file_search` it takes the one that comes easier, and nothing in the call shows that the other was meant.',
    hint: 'Rename `{second}` after what it does and `{first}` does not; if they do the same, list one of them.',
    advice: 'Rename one after what it does and the other does not; if they do the same, list one of them.',
    messages: {
      order: {
        text: '`{first}` and `{second}` have the same words in another order.',
        severity: 'info',
      },
      style: '`{first}` and `{second}` have the same words, only written in another style.',
      letter: {
        text: '`{first}` and `{second}` differ in one letter: `{word}` and `{other}`.',
        severity: 'info',
      },
    },
    references: [
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
      'https://www.microsoft.com/en-us/research/blog/tool-space-interference-in-the-mcp-era-designing-for-agent-compatibility-at-scale/',
    ],
    realCase: 'email-mcp 0.2.0: `get_email_status` and `get_email_stats`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const named = server.tools
        .filter(({ data, address }) => data.name !== '' && data.name.length <= LONG && address.nth === 1)
        .map((tool): Named => ({ tool, words: facts.words(tool.data.name) }));
      let told: ReadonlySet<string> | undefined;
      for (const found of [...sameWords(named), ...oneLetter(named)]) {
        told ??= new Set(facts.confusable().map(({ first, second }) => pairKey(first, second)));
        if (!told.has(pairKey(found.first, found.second))) yield report(found);
      }
    },
  },
);

/** A longer name is no name, and there is tool-name-length to say so. */
const LONG = 200;

interface Named {
  readonly tool: Item<Tool>;
  readonly words: readonly string[];
}

interface Found {
  readonly message: 'order' | 'style' | 'letter';
  readonly first: Item<Tool>;
  readonly second: Item<Tool>;
  readonly words?: readonly [string, string];
}

const pairKey = (a: Item<Tool>, b: Item<Tool>): string => [a.data.name, b.data.name].toSorted().join('\0');

/** Where a word says what goes from where to where, the order is the meaning. What clients rewrite into one name is tool-name-collision. */
function* sameWords(named: readonly Named[]): Generator<Found> {
  const plain = named.filter(({ words }) => words.length > 1 && !words.some((word) => LINKS.has(word)));
  for (const [first, ...others] of groupBy(plain, ({ words }) => words.toSorted().join(' ')).values())
    for (const second of others) {
      if (rewritten(first!.tool.data.name) === rewritten(second.tool.data.name)) continue;
      const message = first!.words.join(' ') === second.words.join(' ') ? 'style' : 'order';
      yield { message, first: first!.tool, second: second.tool };
    }
}

/** Names that are the same but for one long word, and there but for one letter. Each is looked up by what is left when a letter is taken out: not all are compared with all. */
function* oneLetter(named: readonly Named[]): Generator<Found> {
  const around = groupBy(
    named.flatMap(({ tool, words }) => words.map((word, at) => ({ tool, word, frame: words.with(at, '*').join(' ') }))),
    ({ frame }) => frame,
  );
  for (const group of around.values()) {
    if (group.length < 2) continue;
    const seen = new Map<string, (typeof group)[number]>();
    for (const each of group) {
      const variants = variantsOf(each.word);
      const near = variants
        .map((variant) => seen.get(variant))
        .find((other) => other && isOneLetterApart(other.word, each.word));
      if (near) yield { message: 'letter', first: near.tool, second: each.tool, words: [near.word, each.word] };
      for (const variant of variants) if (!seen.has(variant)) seen.set(variant, each);
    }
  }
}

function report({ message, first, second, words: [word, other] = ['', ''] }: Found): Report<Found['message']> {
  const at = second.at('name');
  return {
    at,
    message,
    key: first.data.name,
    data: { first: first.data.name, second: second.data.name, word, other },
    because: [first.at('name'), at],
    shared: [first.at('name'), at],
    related: [{ at: first.at('name'), note: 'the other name' }],
  };
}
