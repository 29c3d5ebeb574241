import { defineRule, few, oneByOne, spread, statesHints, type Item, type Tool } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'annotations-missing',
    title: 'Every tool says by annotations whether it changes anything.',
    category: 'safety',
    severity: 'warning',
    why: 'A tool without hints counts as the worst: it may write, destroy and reach the open world. Clients that follow the specification ask for approval on every harmless read or refuse it when nobody is there to ask, and the directories of Claude and ChatGPT do not list the server.',
    hint: 'Add `"annotations": { "readOnlyHint": true }` where a tool only reads, else `"annotations": { "destructiveHint": false }`, or `true` if something can be lost.',
    messages: {
      all: { text: 'None of the {count} tools has a behaviour hint.', revisions: { since: '2025-03-26' } },
      only: { text: 'The only tool, `{names}`, has no behaviour hint.', revisions: { since: '2025-03-26' } },
      some: {
        text: '`{names}`{rest}: no behaviour hint, though {others} one.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'open-mercato/open-mercato#5283',
      'derive-to/derive#582',
      'elgorro/aiquila#386',
      'olostep/olostep-mcp-server#22',
      'christo-auer/eilmeldung#321',
    ],
    realCase:
      'azure-devops (@azure-devops/mcp 2.10.0): none of 40 tools; azure (@azure/mcp 2.0.5): 55 of 61 carry a title and no hint',
    since: '0.1.0',
  },
  {
    *server(server) {
      const stated = server.tools.filter(statesHints).length;
      const bare = server.tools.filter((tool) => !statesHints(tool) && tool.data.raw['annotations'] !== null); // null-optional-field
      const others = `${stated} other ${stated === 1 ? 'tool has' : 'tools have'}`;
      const at = (tools: readonly Item<Tool>[]) =>
        spread(
          server,
          tools.map((tool) => tool.at('annotations')),
        );
      const names = (tools: readonly Item<Tool>[]) => few(tools.map(({ data }) => data.name));
      if (bare.length === 0) return;
      if (stated > 0)
        for (const tools of oneByOne(bare)) yield { ...at(tools), message: 'some', data: { ...names(tools), others } };
      else {
        const place = at(bare);
        yield {
          ...place,
          because: [server.at('tools'), ...place.because],
          related: [],
          message: server.tools.length === 1 ? 'only' : 'all',
          data: { ...names(bare), count: server.tools.length },
        };
      }
    },
  },
);
