import { defineRule, type Pair, type Phrase, textGrounds } from '../../src/rule.ts';

const BOTH =
  'Add to `{first}`: "Use this when …; use `{second}` instead when …." and to `{second}`: "Use this when …; use `{first}` instead when …." If they do the same, list one of them.';

export default defineRule(
  {
    id: 'tools-confusable',
    title: 'Two tools that sound alike say which of them is meant.',
    category: 'description',
    severity: 'warning',
    points: 25, // more than the use unsaid, which it entails
    why: 'An agent picks by name and description alone. Where both say the same it picks by chance, or calls one after the other; in one study, merging near-duplicates raised correct selection by 9 to 39 points.',
    hint: BOTH,
    advice: 'Add to both: "Use this when …; use `OTHER_TOOL` instead when …." If they do the same, list one of them.',
    messages: {
      alike:
        '`{first}` and `{second}` say the same in name and description (`{text}`): nothing tells an agent which to call.',
      reworded:
        'The descriptions of `{first}` and `{second}` say the same (`{text}`): what sets them apart is in the names alone.',
      version: {
        text: '`{first}` and `{second}` are two versions of one tool, and neither says which to prefer.',
        severity: 'info',
        hint: 'Add to the one that is kept for old callers: "Deprecated: use `{other}` instead." If both are wanted, say in each when to use the other.',
      },
      purpose: {
        text: '`{first}` and `{second}` state the same purpose (`{text}`), and neither says when to use which.',
        severity: 'info',
      },
      overlap: {
        text: 'The names of `{first}` and `{second}` mean the same; {extra}, and neither says when to use which.',
        severity: 'info',
      },
    },
    references: ['https://arxiv.org/abs/2510.20036', 'ogx-ai/ogx-demos#6', 'https://arxiv.org/abs/2602.18914'],
    realCase:
      'github-official (github/github-mcp-server 1.7.0): `add_sub_issue` and `sub_issue_write` are described alike, though the one adds and the other also removes and reorders',
    since: '0.1.0',
    entails: ['tool-usage-unstated'],
  },
  {
    *server(server, { facts }) {
      for (const pair of facts.confusable()) {
        const { first, second, kind } = pair;
        const names = { first: first.data.name, second: second.data.name };
        // the same place in any order of the list
        const [other, place] = names.first < names.second ? [first, second] : [second, first];
        yield {
          at: place.at('description'),
          message: kind,
          key: other.data.name,
          data: { ...names, text: facts.said(first)?.what.quote ?? '', other: newerOf(pair), extra: extraOf(pair) },
          because: [...[first, second].flatMap((tool) => textGrounds(tool, 'inputSchema')), server.at('instructions')],
          shared: [first.at('description'), second.at('description')],
          related: [{ at: other.at('description'), note: `the description of ${other.data.name}` }],
        };
      }
    },
  },
);

/** The one whose name says that it is the version of the other, unless it says that it is the old one. */
function newerOf({ first, second }: Pair): string {
  const [short, long] = [first.data.name, second.data.name].toSorted((a, b) => a.length - b.length);
  return /legacy|classic|deprecated/i.test(long!) ? short! : long!;
}

function extraOf({ first, second, only }: Pair): Phrase {
  const [tool, words] = only[0].length > 0 ? [first, only[0]] : [second, only[1]];
  return {
    say: 'only `{name}` speaks of {words}',
    data: { name: tool.data.name, words: words.slice(0, 4).join(', ') + (words.length > 4 ? ' …' : '') },
  };
}
