import { defineRule, groupBy, type Item, type Tool } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-name-duplicate',
    title: 'Every tool of a server has a name of its own.',
    category: 'naming',
    severity: 'error',
    why: 'A call names one tool: with two of that name one can never be called. Anthropic refuses the whole request ("Tool names must be unique"), and so does the Gemini SDK; other clients keep one and drop the rest without a word.',
    hint: 'Rename one of them after what sets it apart, or register the tool once.',
    messages: { again: '{count} tools are called `{name}`: only one of them can be called.' },
    references: [
      'baguskto/threads-mcp#2',
      'kesslerio/attio-mcp-server#284',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
    ],
    realCase:
      'baguskto/threads-mcp#2 and kesslerio/attio-mcp-server#284: every request fails with "Tool names must be unique"',
    since: '0.1.0',
  },
  {
    *server(server) {
      const byName = groupBy(server.tools, ({ data }) => data.name);
      for (const [name, same] of byName) if (name !== '' && same.length > 1) yield report(name, same);
    },
  },
);

/** One finding for each name, at its second tool: the place where the list went wrong. */
function report(name: string, same: readonly Item<Tool>[]) {
  const [first, second, ...more] = same;
  const related = [
    { at: first!.at('name'), note: 'the first of that name' },
    ...more.slice(0, 20).map((tool) => ({ at: tool.at('name'), note: 'and again' })),
  ];
  return {
    at: second!.at('name'),
    message: 'again' as const,
    data: { name, count: same.length },
    because: same.map((tool) => tool.at('name')),
    shared: same.map((tool) => tool.at('name')),
    related,
  };
}
