import { sourceTest } from '../../src/testing/source-test.ts';
import rule from './rule.ts';

const server = (text: string): string => `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
${text}
server.registerTool('find_issue', { annotations: { readOnlyHint: true } }, find);
server.registerTool('find_pull', { description: 'Finds a pull request.', annotations: { readOnlyHint: true } }, find);
`;

sourceTest(rule, {
  good: [
    server('// mcp-audit-disable-next-line tool-description-missing -- the name says it'),
    server('// mcp-audit-disable-next-line'),
    server('/* mcp-audit-disable tool-description-missing */'),
    { ts: server('log("// mcp-audit-disable-line");'), why: 'a text that looks like a comment is none' },
    { ts: server('// see mcp-audit-disable-line in the manual'), why: 'a comment that only speaks of it' },
    {
      ts: server('// mcp-audit-disable stdio-stdout-pollution'),
      why: 'a rule about what runs has nothing to say of a source alone',
    },
    {
      ts: server('server.registerTool(name(), {}, find);\n// mcp-audit-disable-line tool-description-missing'),
      why: 'it may be for the tool that could not be read',
    },
  ],
  bad: [
    { ts: server('[|// mcp-audit-disable-line|]'), says: 'all', severity: 'warning' },
    {
      ts: server('[|// mcp-audit-disable-line tool-description-missing -- none here|]'),
      says: 'rules',
      text: '`tool-description-missing`',
    },
    { ts: server('[|/* mcp-audit-disable-next-line no-such-thing-at-all */|]'), says: 'unknown' },
    {
      ts: server('[|// mcp-audit-disable-next-line tool-description-mising|]'),
      says: 'misspelt',
      text: 'there is `tool-description-missing`',
    },
    {
      ts: server('[|// mcp-audit-disable-line tool-description-missing, nothing-like-any-of-them|]'),
      says: ['unknown', 'rules'],
    },
  ],
});
