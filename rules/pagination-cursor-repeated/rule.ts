import { defineRule, pagesOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'pagination-cursor-repeated',
    title: 'Every page of a list has a cursor of its own.',
    category: 'operations',
    severity: 'error',
    why: 'A cursor that comes back leads to a page that was already read. Clients ask without end, or stop at a limit of theirs with the same tools many times over.',
    hint: 'Make the cursor say where the next page begins, and leave `nextCursor` out on the last page.',
    messages: {
      again:
        '`{method}` answers with the cursor `{cursor}` on page {first} and again on page {page}: the list never ends.',
    },
    references: [
      'modelcontextprotocol/java-sdk#575',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination',
    ],
    realCase: 'modelcontextprotocol/java-sdk#575 is this loop with an empty cursor',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const seen = new Map<string, Map<string, number>>(); // by method: cursor → page
      const told = new Set<string>();
      for (const { page, at } of pagesOf(server)) {
        const { method, result } = page;
        const cursors = seen.get(method) ?? new Map<string, number>();
        const number = cursors.size + 1;
        seen.set(method, cursors);
        const cursor = result['nextCursor'];
        if (typeof cursor !== 'string' || cursor === '' || told.has(method)) continue;
        const first = cursors.get(cursor);
        cursors.set(cursor, number);
        if (first === undefined) continue;
        told.add(method);
        yield {
          at: at('nextCursor'),
          key: method,
          message: 'again',
          data: { method, cursor: cursor.length > 40 ? `${cursor.slice(0, 40)}…` : cursor, first, page: number },
        };
      }
    },
  },
);
