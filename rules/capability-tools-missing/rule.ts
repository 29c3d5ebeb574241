import { defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'capability-tools-missing',
    title: 'A server that has tools declares the `tools` capability.',
    category: 'operations',
    severity: 'error',
    why: 'Servers with tools must declare the capability. The official SDK 2.x client does not even ask a server that does not: to it the list is empty.',
    hint: 'Declare it: `"capabilities": { "tools": {} }`.',
    messages: { undeclared: 'The server lists {count} tools but does not declare the `tools` capability.' },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#capabilities',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities',
      'DeusData/codebase-memory-mcp#1185',
    ],
    realCase:
      'DeusData/codebase-memory-mcp#1185: the answer to `initialize` leaves `tools` out, and clients that look there never ask for the list',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const list = server.wire?.lists.find(({ method }) => method === 'tools/list');
      if (server.wire?.transport === undefined || list === undefined || list.declared || server.tools.length === 0)
        return;
      yield { at: server.at('capabilities', 'tools'), message: 'undeclared', data: { count: server.tools.length } };
    },
  },
);
