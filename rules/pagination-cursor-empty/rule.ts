import { defineRule, pagesOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'pagination-cursor-empty',
    title: 'A cursor is not the empty string.',
    category: 'operations',
    severity: 'warning',
    why: 'The empty string is a valid cursor, so a client that follows the specification asks for the next page, and a server that meant "the end" answers with the first one again, for ever. Clients that stop there lose the rest of a server that meant it.',
    hint: 'Leave `nextCursor` out on the last page; if there are more pages, use a cursor that is not empty.',
    messages: { empty: '`{method}` answers with an empty `nextCursor`.' },
    references: [
      'modelcontextprotocol/java-sdk#575',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination#implementation-guidelines',
    ],
    realCase: 'modelcontextprotocol/java-sdk#575: the client asks for the first page without end',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const seen = new Set<string>();
      for (const { page, at } of pagesOf(server)) {
        const { method } = page;
        if (page.result['nextCursor'] !== '' || seen.has(method)) continue;
        seen.add(method);
        yield { at: at('nextCursor'), key: method, message: 'empty', data: { method } };
      }
    },
  },
);
