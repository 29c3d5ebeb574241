import { defineRule, isObject, kindOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-missing',
    title: 'Every tool has an input schema.',
    category: 'schema',
    severity: 'error',
    why: 'Every revision of the specification requires `inputSchema`, and the official SDK clients (1.32 and 2.4) refuse the whole list when one tool has none: every other tool of the server is lost with it.',
    hint: 'For a tool without parameters write `"inputSchema": { "type": "object", "additionalProperties": false }`.',
    messages: {
      absent: 'This tool has no `inputSchema`.',
      type: '`inputSchema` is {kind}, not a schema object.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
      'WebMCP-org/npm-packages#117',
    ],
    realCase:
      '`ListToolsResultSchema` of @modelcontextprotocol/sdk 1.32.2 and the client of @modelcontextprotocol/client 2.4.0 refuse the list',
    since: '0.1.0',
  },
  {
    *tool(tool) {
      const { inputSchema } = tool.data.raw;
      if (inputSchema === undefined) yield { at: tool.at('inputSchema'), message: 'absent' };
      else if (!isObject(inputSchema))
        yield { at: tool.at('inputSchema'), message: 'type', data: { kind: kindOf(inputSchema) } };
    },
  },
);
