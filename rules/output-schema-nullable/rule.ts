import { defineRule, kindOf, nullableProblem, pathOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'output-schema-nullable',
    title: 'An output schema says by `type` what may be null.',
    category: 'schema',
    severity: 'error',
    why: "OpenAPI's `nullable` is no part of JSON Schema. SDK 1.x clients compile every output schema while they list, and ajv throws at a `nullable` without a `type`, so all tools of the server are lost. SDK 2.x clients refuse to call the tool.",
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
      if (node.role === 'input' || typeof node.data === 'boolean') return;
      const message = nullableProblem(node.data);
      if (message === undefined) return;
      const at = node.at('nullable');
      const data = { path: pathOf(node), kind: kindOf(node.data['nullable']) };
      yield { at, message, data, because: [at, node.at('type')] };
    },
  },
);
