import { defineRule, isObject, kindOf } from '../../src/rule.ts';

const UNTIL = { until: '2025-11-25' } as const;

export default defineRule(
  {
    id: 'output-schema-root-not-object',
    title: 'An output schema says `"type": "object"` at its root.',
    category: 'schema',
    severity: 'error',
    why: 'Until revision 2025-11-25 the specification allows no other root, and the official SDK clients (1.32, and 2.4 on those revisions) refuse the whole list: every tool of the server is lost.',
    hint: 'Wrap the value: `"outputSchema": { "type": "object", "properties": { "result": … }, "required": ["result"] }`, and return it the same way.',
    messages: {
      absent: { text: '`outputSchema` does not say `"type": "object"`.', revisions: UNTIL },
      list: { text: 'The `type` of `outputSchema` is a list, not the single word `"object"`.', revisions: UNTIL },
      other: { text: 'The `type` of `outputSchema` is `{type}`, not `object`.', revisions: UNTIL },
      kind: {
        text: '`outputSchema` is {kind}, not a schema object.',
        hint: 'Give it a schema with `"type": "object"`, or leave `outputSchema` out.',
      },
    },
    references: ['https://modelcontextprotocol.io/specification/2025-11-25/schema#tool', 'opentokenz/mcpx#28'],
    realCase: 'opentokenz/mcpx#28: one tool with a root `oneOf` hides the list',
    since: '0.1.0',
    entails: ['schema-invalid'],
  },
  {
    *tool(tool) {
      const { outputSchema } = tool.data.raw;
      if (outputSchema === undefined || outputSchema === null) return; // null-optional-field
      if (!isObject(outputSchema))
        return yield { at: tool.at('outputSchema'), message: 'kind', data: { kind: kindOf(outputSchema) } };
      const { type } = outputSchema;
      const at = tool.at('outputSchema', 'type');
      if (type === 'object') return;
      if (type === undefined) yield { at, message: 'absent' };
      else if (Array.isArray(type)) yield { at, message: 'list' };
      else yield { at, message: 'other', data: { type: typeof type === 'string' ? type : kindOf(type) } };
    },
  },
);
