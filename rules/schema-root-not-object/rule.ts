import { defineRule, kindOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-root-not-object',
    title: 'An input schema says `"type": "object"` at its root.',
    category: 'schema',
    severity: 'error',
    why: 'The specification wants the word `"object"` there in every revision, and the official SDK clients (1.32 and 2.4) refuse the whole list without it, also for `["object"]` and for a root of `anyOf` alone. Claude Code then shows no tool of the server and no error.',
    hint: 'Put `"type": "object"` at the root, next to `properties` or `anyOf`; wrap a list or a single value in a property.',
    messages: {
      absent: '`inputSchema` does not say `"type": "object"`.',
      list: 'The `type` of `inputSchema` is a list (`{types}`), not the single word `"object"`.',
      other: 'The `type` of `inputSchema` is `{type}`; the arguments of a tool are always an object.',
      kind: 'The `type` of `inputSchema` is {kind}, not the word `"object"`.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/schema#tool',
      'WebMCP-org/npm-packages#117',
      'punkpeye/fastmcp#69',
      'anthropics/claude-code#88049',
    ],
    realCase:
      'WebMCP-org/npm-packages#117 and punkpeye/fastmcp#69: an empty `{}` hides all tools of the server; anthropics/claude-code#88049: so does a root `anyOf`',
    since: '0.1.0',
    entails: ['schema-invalid'],
  },
  {
    *schema(node) {
      if (node.depth > 0 || node.role === 'output' || typeof node.data === 'boolean') return;
      const { type } = node.data;
      if (type === 'object') return;
      const at = node.at('type');
      if (type === undefined) yield { at, message: 'absent' };
      else if (typeof type === 'string') yield { at, message: 'other', data: { type } };
      else if (Array.isArray(type) && type.length > 0 && type.every((each) => typeof each === 'string'))
        yield { at, message: 'list', data: { types: type.slice(0, 7) } };
      else yield { at, message: 'kind', data: { kind: kindOf(type) } };
    },
  },
);
