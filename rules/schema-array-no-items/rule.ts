import { defineRule, pathOf, typesOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-array-no-items',
    title: 'An array says what its elements are.',
    category: 'schema',
    severity: 'error',
    why: 'VS Code refuses the tool, and Gemini and OpenAI refuse the whole request, when an array has no `items`: one such parameter takes every tool of the server down.',
    hint: 'Add `"items"` with the schema of one element, for example `"items": { "type": "string" }`; match what the handler really accepts.',
    messages: { missing: '`{path}` is an array without `items`: nothing says what its elements are.' },
    references: [
      'VictoriaMetrics/mcp-victoriametrics#4',
      'DeusData/codebase-memory-mcp#75',
      'agentscope-ai/ReMe#84',
      'microsoft/vscode#248810',
    ],
    realCase: 'hubspot (@hubspot/mcp-server 0.4.0) lists an array parameter without items',
    since: '0.1.0',
  },
  {
    on: ['type'],
    *schema(node) {
      if (node.role === 'output' || typeof node.data === 'boolean' || !typesOf(node.data)?.includes('array')) return;
      if (node.depth === 0) return; // schema-root-not-object
      if (node.data['items'] !== undefined || node.data['prefixItems'] !== undefined) return;
      yield { at: node.at('items'), message: 'missing', data: { path: pathOf(node) } };
    },
  },
);
