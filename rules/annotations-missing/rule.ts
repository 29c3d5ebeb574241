import { defineRule, few, oneByOne, type Phrase, spread, statesHints, type Item, type Tool } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'annotations-missing',
    title: 'Every tool says by annotations whether it changes anything.',
    category: 'safety',
    severity: 'warning',
    why: 'A tool without hints counts as the worst: it may write, destroy and reach the open world. Clients that follow the specification ask for approval on every harmless read or refuse it when nobody is there to ask, and the directories of Claude and ChatGPT do not list the server.',
    hint: 'Add `"annotations": { "readOnlyHint": true }` where a tool only reads{readers}, else `"annotations": { "destructiveHint": false }`, or `true` if something can be lost.',
    advice:
      'Add `"annotations": { "readOnlyHint": true }` where a tool only reads, else `"annotations": { "destructiveHint": false }`, or `true` if something can be lost.',
    messages: {
      all: {
        text: 'None of the {count} tools has a behaviour hint. Clients take such a tool for one that may destroy, and ask before every call or refuse it.',
        revisions: { since: '2025-03-26' },
      },
      only: {
        text: 'The only tool, `{names}`, has no behaviour hint. Clients take such a tool for one that may destroy, and ask before every call or refuse it.',
        revisions: { since: '2025-03-26' },
      },
      some: {
        text: '`{names}`{rest}: no behaviour hint, though {others} one. Clients take such a tool for one that may destroy, and ask before every call or refuse it.',
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
    *server(server, { facts }) {
      const stated = server.tools.filter(statesHints).length;
      const bare = server.tools.filter((tool) => !statesHints(tool) && tool.data.raw['annotations'] !== null); // null-optional-field
      const others = `${stated} other ${stated === 1 ? 'tool has' : 'tools have'}`;
      const at = (tools: readonly Item<Tool>[]) =>
        spread(
          server,
          tools.map((tool) => tool.at('annotations')),
        );
      const names = (tools: readonly Item<Tool>[]) => few(tools.map(({ data }) => data.name));
      const readers = (tools: readonly Item<Tool>[]): Phrase => {
        const reading = tools.filter(
          (tool) => facts.effect(tool).class === 'read' && facts.effect(tool).unannotated.sure,
        );
        const { names: shown, rest } = few(
          reading.map(({ data }) => data.name),
          3,
        );
        if (shown.length === 0) return { say: '', data: {} };
        const listed = shown.map((_, i) => `\`{name${i}}\``).join(', ');
        const data = Object.fromEntries(shown.map((name, i) => [`name${i}`, name]));
        return {
          say: `, as ${listed}{rest} {seem} to`,
          data: { ...data, rest, seem: reading.length === 1 ? 'seems' : 'seem' },
        };
      };
      if (bare.length === 0) return;
      if (stated > 0)
        for (const tools of oneByOne(bare))
          yield { ...at(tools), message: 'some', data: { ...names(tools), others, readers: readers(tools) } };
      else {
        const place = at(bare);
        yield {
          ...place,
          because: [server.at('tools'), ...place.because],
          related: [],
          message: server.tools.length === 1 ? 'only' : 'all',
          data: { ...names(bare), count: server.tools.length, readers: readers(bare) },
        };
      }
    },
  },
);
