import { defineRule, isObject, pathOf, typesOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-items-empty',
    title: 'The elements of an array have a type.',
    category: 'schema',
    severity: 'info',
    why: 'With `items` that allow anything (`z.array(z.any())`), a model has to guess what goes in, and several OpenAI-compatible providers refuse the request.',
    hint: 'Say what the elements of `{path}` are, for example `"items": { "type": "string" }`.',
    advice: 'Say what the elements are, for example `"items": { "type": "string" }`.',
    messages: { anything: 'The elements of `{path}` may be anything.' },
    references: ['db-lyon/ue-mcp#936', 'webflow/mcp-server#119'],
    realCase: 'db-lyon/ue-mcp#936 and webflow/mcp-server#119: `z.array(z.any())`',
    since: '0.1.0',
  },
  {
    on: ['items'],
    *schema(node) {
      if (node.role !== 'input' || !isObject(node.data)) return;
      const { items } = node.data;
      const anything = items === true || (isObject(items) && Object.keys(items).length === 0);
      if (anything && node.data['prefixItems'] === undefined && (typesOf(node.data)?.includes('array') ?? true))
        yield { at: node.at('items'), message: 'anything', data: { path: pathOf(node) } };
    },
  },
);
