import { defineRule, type ListFact } from '../../src/rule.ts';

/** JSON-RPC: the method does not exist. */
const NOT_FOUND = -32_601;

export default defineRule(
  {
    id: 'capability-rejected',
    title: 'What a server declares it also answers.',
    category: 'operations',
    severity: 'warning',
    why: 'A capability is a promise: clients ask for the list when they connect. One that is refused is an error in the log of every user at every start, and hides the errors that matter.',
    hint: 'Answer `{method}`, with an empty list if there is nothing, or do not declare `{capability}`.',
    advice:
      'Answer the list of every capability you declare, with an empty list if there is nothing, or do not declare it.',
    messages: {
      unknown: 'The server declares `{capability}` and does not know `{method}`: {reason}.',
      failed: {
        text: 'The server declares `{capability}` and answers `{method}` with an error: {reason}.',
        severity: 'info',
      },
      templates: {
        text: 'The server declares `resources` and does not know `resources/templates/list`: {reason}.',
        severity: 'info',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#capability-negotiation',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities',
    ],
    realCase: 'hubspot (@hubspot/mcp-server 0.4.0) and nx (nx-mcp 0.25.0) declare resources and refuse the method',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const list of server.wire?.lists ?? []) {
        if (!list.declared || list.outcome !== 'rejected' || list.method === 'tools/list') continue; // a refused tool list is no audit at all
        const capability = list.method.slice(0, list.method.indexOf('/'));
        const { method, reason = 'no reason given' } = list;
        yield {
          at: server.at('capabilities', capability),
          key: method,
          message: messageFor(list),
          data: { capability, method, reason: reason.replace(/\.$/, '') },
        };
      }
    },
  },
);

function messageFor({ method, code, reason = '' }: ListFact): 'unknown' | 'failed' | 'templates' {
  if (code !== NOT_FOUND && !/method not found/i.test(reason)) return 'failed';
  return method === 'resources/templates/list' ? 'templates' : 'unknown';
}
