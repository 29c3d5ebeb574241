import { defineRule, few, spread, type Facts } from '../../src/rule.ts';

type Concept = ReturnType<Facts['parameterNames']>[number];

export default defineRule(
  {
    id: 'param-name-inconsistent',
    title: 'What is one thing has one parameter name in all tools of a server.',
    category: 'naming',
    severity: 'warning',
    why: 'An agent carries what it learned from one call into the next: after `item_id` it sends `item_id` to the tool that wants `itemId`. The call is refused, or, where unknown arguments are dropped, does something else than was asked.',
    hint: 'Use one name throughout, such as `{example}`; keep the other as an accepted alias for a while.',
    advice: 'Use one name throughout; keep the other as an accepted alias for a while.',
    messages: {
      spelling: 'The same parameter in two spellings: `{names}`{rest}.',
      word: {
        text: 'What looks like one parameter has several names: `{names}`{rest}.',
        severity: 'info',
      },
    },
    references: [
      'reportportal/reportportal-mcp-server#25',
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
    ],
    realCase:
      'github/github-mcp-server at 64a49f34d076 asks for `org` in two tools and for `organization` in two others; ref-github (@modelcontextprotocol/server-github 2025.4.8) has `perPage` and `per_page`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const concepts = facts.parameterNames();
      for (const message of ['spelling', 'word'] as const) {
        const found = concepts.filter(({ differ }) => differ === message);
        if (found.length === 0) continue;
        const places = found.flatMap(({ names }) => [...names.values()].slice(1).flat()).map(({ at }) => at);
        yield {
          ...spread(server, places),
          part: 'key' as const,
          message,
          data: { ...few(found.map(pairOf), 8), example: [...found[0]!.names.keys()][0]! },
        };
      }
    },
  },
);

/** `perPage / per_page`, the most used first. */
const pairOf = ({ names }: Concept): string => [...names.keys()].join(' / ');
