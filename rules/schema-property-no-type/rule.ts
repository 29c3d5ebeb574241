import { defineRule, isObject, pathOf } from '../../src/rule.ts';

/** Keywords that say or narrow what a value may be. */
const SAYING = [
  'type',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'not',
  'if',
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'patternProperties',
  'x-mcp-header',
];

export default defineRule(
  {
    id: 'schema-property-no-type',
    title: 'A parameter has a type.',
    category: 'schema',
    severity: 'info',
    why: 'A parameter without a type may be anything, so a model sends text where a number or an object is meant. Gemini and several OpenAI-compatible providers refuse the whole request; other clients silently make it a string.',
    hint: 'Add the `type` that the handler reads: `"type": "string"`, or a list such as `["string", "number"]` when it takes several.',
    messages: { untyped: '`{path}` has no type: it may be anything.' },
    references: ['huggingface/chat-ui#2299', 'zereight/gitlab-mcp#166', 'google-gemini/gemini-cli#4400'],
    realCase:
      'hubspot (@hubspot/mcp-server 0.4.0) says "Must be a string" in prose about a value without a type; huggingface/chat-ui#2299',
    since: '0.1.0',
  },
  {
    *schema(node) {
      if (node.role !== 'input' || !node.property || (node.data !== true && !isObject(node.data))) return;
      const { data } = node;
      if (data !== true && SAYING.some((keyword) => Object.hasOwn(data, keyword))) return;
      yield {
        at: node.address,
        part: 'key',
        message: 'untyped',
        data: { path: pathOf(node) },
        because: [node.address],
      };
    },
  },
);
