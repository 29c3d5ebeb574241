import { defineRule, few, hintsOf, oneByOne, spread } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'annotations-contradictory',
    title: 'No tool is both read-only and destructive.',
    category: 'safety',
    severity: 'warning',
    why: 'By the specification `destructiveHint` means nothing beside `readOnlyHint: true`. Clients that look at it alone ask before every read; the rest run without asking what may be no read at all. Mostly it is a default of the framework that was never unset.',
    hint: 'If the tool only reads, set `"destructiveHint": false`; if it changes something, set `"readOnlyHint": false`.',
    messages: {
      both: {
        text: '`{names}`{rest}: `readOnlyHint` and `destructiveHint` are both true.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'SigNoz/signoz-mcp-server#102',
    ],
    realCase: 'slack-korotovsky (slack-mcp-server 1.3.0): 8 of 15 tools',
    since: '0.1.0',
  },
  {
    *server(server) {
      const both = server.tools.filter((tool) => {
        const { readOnlyHint, destructiveHint } = hintsOf(tool);
        return readOnlyHint === true && destructiveHint === true;
      });
      for (const tools of oneByOne(both))
        yield {
          ...spread(
            server,
            tools.map((tool) => tool.at('annotations', 'destructiveHint')),
          ),
          because: tools.map((tool) => tool.at('annotations')), // both hints
          message: 'both',
          data: few(tools.map(({ data }) => data.name)),
        };
    },
  },
);
