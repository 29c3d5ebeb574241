import { defineRule, pathOf, typesOf } from '../../src/rule.ts';
import { kindOf } from '../_words/kind.ts';

export default defineRule(
  {
    id: 'output-schema-nullable',
    title: 'An output schema says by `type` what may be null.',
    category: 'schema',
    severity: 'error',
    why: 'OpenAPI\'s `nullable` is no part of JSON Schema. The official SDK 1.x client compiles every output schema while it lists; ajv knows `nullable` only beside a `type` and throws without one ("nullable" cannot be used without "type"), so all tools of the server are lost. The SDK 2.x client refuses to call the tool.',
    hint: 'Write `"anyOf": [ … , { "type": "null" }]`, or `"type": ["string", "null"]`, and leave `nullable` out.',
    messages: {
      kind: 'The `nullable` of `{path}` is {kind}, not true or false: SDK 1.x clients refuse the whole list.',
      untyped: '`{path}` has `nullable` and no `type`: SDK 1.x clients refuse the whole list.',
      contradiction: '`{path}` has `"nullable": false` beside the type `null`: SDK 1.x clients refuse the whole list.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#output-schema',
      'https://ajv.js.org/json-schema.html#nullable',
    ],
    realCase:
      '`Client.listTools` of @modelcontextprotocol/sdk 1.32.2 rejects such a list, and `callTool` of @modelcontextprotocol/client 2.4.0 such a tool',
    since: '0.1.0',
  },
  {
    on: ['nullable'],
    *schema(node) {
      if (node.role === 'input' || typeof node.data === 'boolean' || node.data['nullable'] === undefined) return;
      const { type, nullable } = node.data;
      const at = node.at('nullable');
      const because = [at, node.at('type')];
      if (typeof nullable !== 'boolean')
        yield { at, message: 'kind', data: { path: pathOf(node), kind: kindOf(nullable) }, because };
      else if (type === undefined) yield { at, message: 'untyped', data: { path: pathOf(node) }, because };
      else if (nullable === false && typesOf(node.data)?.includes('null'))
        yield { at, message: 'contradiction', data: { path: pathOf(node) }, because };
    },
  },
);
