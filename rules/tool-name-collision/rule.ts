import { defineRule, groupBy, type Item, type Tool } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-name-collision',
    title: 'Tool names stay different when clients rename them.',
    category: 'naming',
    severity: 'warning',
    why: 'Clients replace every character outside `A-Z a-z 0-9 _ -` by `_` before they pass a name on, and some compare names without case. Two names that become one leave a tool that cannot be called.',
    hint: 'Rename one of them so that they differ in letters or digits, not only in case or punctuation.',
    messages: {
      case: '`{name}` and `{other}` differ only in case.',
      sanitised:
        '`{name}` and `{other}` are both `{same}` once a client has replaced what model providers do not allow.',
    },
    references: [
      'HKUDS/nanobot#5360',
      'cline/cline#11885',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
    ],
    realCase: 'HKUDS/nanobot#5360: names in another script all become underscores and overwrite each other',
    since: '0.1.0',
  },
  {
    *server(server) {
      // A name that stands twice is tool-name-duplicate; here it counts once.
      const distinct = server.tools.filter(({ data, address }) => data.name !== '' && address.nth === 1);
      const reported = new Set<Item<Tool>>();
      for (const [same, tools] of groupBy(distinct, ({ data }) => sanitise(data.name)))
        if (tools.length > 1) yield* reports('sanitised', tools, reported, same);
      for (const [same, tools] of groupBy(distinct, ({ data }) => data.name.toLowerCase()))
        if (tools.length > 1) yield* reports('case', tools, reported, same);
    },
  },
);

/** What Cline, Gemini CLI and others make of a name (rule by rule they differ in length, not in this). */
const sanitise = (name: string): string => name.replace(/[^A-Za-z0-9_-]/gu, '_');

/** One finding for each name after the first of its group, against the first. */
function* reports(
  message: 'case' | 'sanitised',
  [first, ...later]: readonly Item<Tool>[],
  reported: Set<Item<Tool>>,
  same: string,
) {
  const name = first!.at('name');
  for (const tool of later) {
    if (reported.has(tool)) continue;
    reported.add(tool);
    const at = tool.at('name');
    yield {
      at,
      message,
      data: { name: tool.data.name, other: first!.data.name, same },
      because: [name, at],
      shared: [name, at],
      related: [{ at: name, note: 'the other name' }],
    };
  }
}
