import { defineRule, groupBy, pathOf, type SchemaNode, type ToolServer } from '../../src/rule.ts';

const MODERN = '2025-11-25';

export default defineRule(
  {
    id: 'schema-dialect-portability',
    title: 'A schema says the same in its own dialect and in 2020-12.',
    category: 'schema',
    severity: 'warning',
    why: 'Not everyone reads `$schema`: the Anthropic API takes every input schema for 2020-12 and refuses all requests while one tool holds a tuple in the older form; SDK 1.x clients take every output schema for draft-07. A keyword from another dialect may be skipped without a word.',
    hint: 'Where every element is alike, write one `items` schema with `minItems` and `maxItems`: it means the same everywhere. Otherwise regenerate the schema as 2020-12.',
    messages: {
      tuple: '`{path}` has a list in `items`: the Anthropic API, which reads every schema as 2020-12, refuses it.',
      declared:
        '`{path}` has a list in `items`: right in the {dialect} it declares, refused by the Anthropic API, which reads every schema as 2020-12.',
      ignored: {
        text: '`{path}`: `{keyword}` is no keyword of {dialect}, so validators may skip it.',
        severity: 'info',
        hint: 'Use the keyword that this dialect has for it, or declare the dialect that has `{keyword}` in `$schema`.',
      },
      'ignored-default': {
        text: '`{path}`: `{keyword}` is no keyword of JSON Schema 2020-12, the default dialect, so validators may skip it.',
        severity: 'info',
        hint: 'Use the keyword that replaced it, or declare the dialect that has `{keyword}` in `$schema`.',
        revisions: { since: MODERN },
      },
    },
    references: ['kintone/mcp-server#553', 'hyperdxio/hyperdx#2925', 'ScriptedAlchemy/agent-bundle#580'],
    realCase:
      'hyperdxio/hyperdx#2925: a pair written as `items: [{}, {}]` by a draft-07 converter fails every request; ScriptedAlchemy/agent-bundle#580: `prefixItems` read as draft-07 refuses every element',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts, server }) {
      const found = facts.nodes(tool).flatMap((node) => [...finds(node, facts.dialect(tool, node.role).name, server)]);
      for (const [, [first, ...others]] of groupBy(
        found,
        ({ node, message, keyword }) => `${node.role} ${message} ${keyword}`,
      )) {
        const { node, message, keyword, dialect } = first!;
        const at = node.at(keyword);
        yield {
          at,
          message,
          data: { path: pathOf(node), keyword, dialect },
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

/** Keywords that were replaced before a dialect, or came after it. */
const REPLACED = ['additionalItems', 'dependencies', '$recursiveRef'];
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  'draft-07': [
    'prefixItems',
    'dependentRequired',
    'dependentSchemas',
    'unevaluatedProperties',
    'unevaluatedItems',
    'minContains',
    'maxContains',
    '$dynamicRef',
  ],
  '2019-09': ['prefixItems', '$dynamicRef'],
  '2020-12': REPLACED,
  default: REPLACED,
};
const CONCERNED = new Set(['items', ...Object.values(IGNORED).flat()]);

interface Find {
  readonly node: SchemaNode;
  readonly message: 'tuple' | 'declared' | 'ignored' | 'ignored-default';
  readonly keyword: string;
  readonly dialect: string;
}

function* finds(node: SchemaNode, dialect: string, { revisions }: ToolServer): Generator<Find> {
  const { data, role } = node;
  if (typeof data === 'boolean' || !Object.keys(data).some((keyword) => CONCERNED.has(keyword))) return;
  const tuple = Array.isArray(data['items']);
  if (tuple && role === 'input') {
    // A server of older revisions only is not bound to 2020-12, but its tools reach the same API.
    const older = revisions.length > 0 && revisions.every((revision) => revision < MODERN);
    if (dialect === 'draft-07' || dialect === '2019-09') yield { node, message: 'declared', keyword: 'items', dialect };
    else if (dialect === 'default' && older) yield { node, message: 'tuple', keyword: 'items', dialect };
  }
  for (const keyword of IGNORED[dialect] ?? []) {
    if (data[keyword] === undefined || (keyword === 'additionalItems' && tuple)) continue;
    yield { node, message: dialect === 'default' ? 'ignored-default' : 'ignored', keyword, dialect };
  }
}
