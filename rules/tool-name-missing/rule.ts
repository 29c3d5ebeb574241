import { defineRule, kindOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-name-missing',
    title: 'Every entry of the tool list is an object with a name.',
    category: 'naming',
    severity: 'error',
    why: 'Without a name nothing can be called, and the official SDK client refuses the whole list, so every other tool of the server is lost with it.',
    hint: 'Give the entry a name such as `"name": "get_weather"`, or leave it out of the list.',
    messages: {
      entry: {
        text: 'Entry {position} of the tool list is not an object.',
        hint: 'Remove the entry, or make it a tool: `{ "name": …, "description": …, "inputSchema": { "type": "object" } }`.',
      },
      absent: 'Entry {position} of the tool list has no `name`.',
      type: 'The `name` of entry {position} of the tool list is {kind}, not a string.',
      empty: 'The `name` of entry {position} of the tool list is empty.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
      'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools',
    ],
    realCase:
      'Guards against: a registration without a name, for which `ListToolsResultSchema` of @modelcontextprotocol/sdk 1.32.2 and core 2.4.0 refuses the list; no public report found for a tool list',
    since: '0.1.0',
    entails: ['annotations-missing', 'schema-missing', 'tool-description-missing'],
  },
  {
    *server(server) {
      const strange = new Set(
        server.quirks.filter(({ what, at }) => what === 'not-an-object' && at.kind === 'tool').map(({ at }) => at.nth),
      );
      for (const [i, tool] of server.tools.entries()) {
        if (tool.data.name !== '') continue;
        const position = i + 1;
        const { name } = tool.data.raw;
        if (strange.has(tool.address.nth)) yield { at: tool.address, message: 'entry', data: { position } };
        else if (name === undefined) yield { at: tool.at('name'), message: 'absent', data: { position } };
        else if (name === '') yield { at: tool.at('name'), message: 'empty', data: { position } };
        else yield { at: tool.at('name'), message: 'type', data: { position, kind: kindOf(name) } };
      }
    },
  },
);
