import { defineRule, groupBy, pathOf, type SchemaNode } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-dialect-keyword',
    title: 'A schema uses the keywords of its own dialect.',
    category: 'schema',
    severity: 'error',
    why: 'A schema without `$schema` is JSON Schema 2020-12 since revision 2025-11-25. The Anthropic API reads every input schema as 2020-12 and refuses all requests while one tool holds the older form of a keyword; the SDK 2.x client refuses to call a tool whose output schema does.',
    hint: 'Write the positions as `prefixItems` and what follows as `items`; or, where every element is alike, one `items` schema with `minItems` and `maxItems`. Regenerate the schema rather than editing `$schema`.',
    messages: {
      tuple: '`{path}` has a list in `items`, which JSON Schema 2020-12 does not allow.',
      'tuple-default': {
        text: '`{path}` has a list in `items`, which JSON Schema 2020-12, the default dialect, does not allow.',
        revisions: { since: '2025-11-25' },
      },
      bound: {
        text: '`{path}`: `{keyword}` is true or false, as in draft-04; since draft-06 it is the bound itself.',
        hint: 'Give the bound: `"{keyword}": 0` instead of `"{limit}": 0, "{keyword}": true`; leave it out where it is false.',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic#schema-dialect',
      'kintone/mcp-server#547',
      'kintone/mcp-server#553',
      'hyperdxio/hyperdx#2925',
    ],
    realCase: 'kintone/mcp-server#553: `items: […]` with `additionalItems` in one of 27 tools fails every request',
    since: '0.1.0',
    entails: ['schema-invalid'],
  },
  {
    *tool(tool, { facts }) {
      const found = facts.nodes(tool).flatMap((node) => [...outdated(node, facts.dialect(tool, node.role).name)]);
      for (const [, [first, ...others]] of groupBy(
        found,
        ({ node, message, keyword }) => `${node.role} ${message} ${keyword}`,
      )) {
        const { node, message, keyword, limit } = first!;
        const at = node.at(keyword);
        yield {
          at,
          message,
          data: { path: pathOf(node), keyword, limit },
          because: [at, tool.at(`${node.role}Schema`, '$schema')],
          parts: [at, ...others.map((other) => other.node.at(keyword))],
          related: others
            .slice(0, 20)
            .map((other) => ({ at: other.node.at(keyword), note: `the same in ${pathOf(other.node)}` })),
        };
      }
    },
  },
);

const LIMITS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

interface Outdated {
  readonly node: SchemaNode;
  readonly message: 'tuple' | 'tuple-default' | 'bound';
  readonly keyword: string;
  readonly limit: string;
}

function* outdated(node: SchemaNode, dialect: string): Generator<Outdated> {
  const { data } = node;
  if (dialect === 'unknown' || typeof data === 'boolean') return;
  for (const [keyword, limit] of LIMITS)
    if (typeof data[keyword] === 'boolean') yield { node, message: 'bound', keyword, limit };
  if (!Array.isArray(data['items'])) return;
  if (dialect === '2020-12') yield { node, message: 'tuple', keyword: 'items', limit: '' };
  if (dialect === 'default') yield { node, message: 'tuple-default', keyword: 'items', limit: '' };
}
