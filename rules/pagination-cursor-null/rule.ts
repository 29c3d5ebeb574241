import { defineRule, kindOf, pagesOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'pagination-cursor-null',
    title: 'The last page of a list has no `nextCursor`.',
    category: 'operations',
    severity: 'error',
    why: '`nextCursor` is an optional string. The official SDK client refuses the whole answer when it is null, so every tool is lost, though the list itself is fine.',
    hint: 'Leave the field out on the last page: omit `None`/`null`/`nil` when serialising.',
    messages: {
      null: '`{method}` answers with `"nextCursor": null`.',
      type: '`{method}` answers with a `nextCursor` that is {kind}, not a string.',
    },
    references: [
      'gensecaihq/Wazuh-MCP-Server#75',
      'Hmbown/Codewhale#5335',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/utilities/pagination#response-format',
    ],
    realCase: 'gensecaihq/Wazuh-MCP-Server#75: no client could list the tools',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const seen = new Set<string>();
      for (const { page, at } of pagesOf(server)) {
        const { nextCursor } = page.result;
        const { method } = page;
        if (nextCursor === undefined || typeof nextCursor === 'string' || seen.has(method)) continue;
        seen.add(method);
        const spot = { at: at('nextCursor'), key: method };
        yield nextCursor === null
          ? { ...spot, message: 'null', data: { method } }
          : { ...spot, message: 'type', data: { method, kind: kindOf(nextCursor) } };
      }
    },
  },
);
