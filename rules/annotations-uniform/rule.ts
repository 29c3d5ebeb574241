import { defineRule, textGrounds } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'annotations-uniform',
    title: 'Tools that do different things carry different hints.',
    category: 'safety',
    severity: 'warning',
    why: 'The same block on every tool is the default of a framework, not a statement: a client cannot tell the tool that reads from the one that deletes, and either asks before both or before neither.',
    hint: 'Set the hints tool by tool: `"readOnlyHint": true` where it only reads, `"destructiveHint": false` where it only adds.',
    messages: {
      same: {
        text: 'All {count} tools carry the same hints, `{hints}`, though `{reads}` reads and `{changes}` does not.',
        revisions: { since: '2025-03-26' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations',
      'DeusData/codebase-memory-mcp#2118',
      'mepuka/foldlab#40',
    ],
    realCase:
      'excel-negokaz (@negokaz/excel-mcp-server 0.12.0): `excel_describe_sheets` and `excel_write_to_sheet` alike are marked as destructive writes',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const stamp = facts.stamp();
      if (stamp === undefined) return;
      const { hints, reads, changes } = stamp;
      yield {
        at: server.at('tools'),
        because: [
          server.at('tools'),
          ...server.tools.map((tool) => tool.at('annotations')),
          ...[reads, changes].flatMap((tool) => textGrounds(tool, 'inputSchema')),
        ],
        message: 'same',
        data: { count: server.tools.length, hints, reads: reads.data.name, changes: changes.data.name },
        related: [reads, changes].map((tool) => ({ at: tool.at('annotations'), note: `on ${tool.data.name}` })),
        shared: server.tools.map((tool) => tool.at('annotations')),
      };
    },
  },
);
