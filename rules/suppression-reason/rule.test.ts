import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const server = (text: string): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
${text}
server.registerTool('find_issue', { annotations: { readOnlyHint: true } }, find);
`;

sourceTest(rule, {
  good: [
    server('// mcp-audit-disable-next-line tool-description-missing -- the name says it'),
    server('/* mcp-audit-disable -- an example */'),
    { ts: server('// mcp-audit-enable tool-description-missing'), why: 'what ends a silence needs no reason' },
    { ts: server('log("// mcp-audit-disable");'), why: 'a text that looks like a comment is none' },
  ],
  bad: [
    { ts: server('[|// mcp-audit-disable-next-line tool-description-missing|]'), says: 'absent', severity: 'info' },
    { ts: server('[|/* mcp-audit-disable */|]'), says: 'absent' },
    { ts: server('[|// mcp-audit-disable-line tool-description-missing --|]'), says: 'absent' },
  ],
});
