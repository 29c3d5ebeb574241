import {
  defineRule,
  groupBy,
  isObject,
  pathOf,
  spread,
  typesOf,
  type SchemaNode,
  type SchemaObject,
} from '../../src/rule.ts';

/** Keywords that say something of what the object holds. */
const SAYING = [
  'properties',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
  'if',
  'enum',
  'const',
  'examples',
  'default',
  'maxProperties',
];

/** Keywords whose schemas speak of the same value as the one around them. */
const BRANCHES = new Set(['anyOf', 'oneOf', 'allOf', 'not', 'if', 'then', 'else']);

export default defineRule(
  {
    id: 'schema-free-form-object',
    title: 'An object parameter says what it holds.',
    category: 'schema',
    severity: 'info',
    why: 'With a bare `"type": "object"` a model has only the description to guess the keys from, and Gemini has refused objects without properties.',
    hint: 'List the `properties` of `{path}`; for free keys say what their values are: `"additionalProperties": { "type": "string" }`.',
    advice:
      'List its `properties`; for free keys say what their values are: `"additionalProperties": { "type": "string" }`.',
    messages: {
      bare: '`{path}` is an object of which nothing is said.',
      same: '`{path}` is an object of which nothing is said, in {count} tools.',
    },
    references: ['MarkusPfundstein/mcp-obsidian#21', 'CherryHQ/cherry-studio#3270'],
    realCase:
      'azure (@azure/mcp) takes a bare `parameters` object in every one of its namespace tools; MarkusPfundstein/mcp-obsidian#21',
    since: '0.1.0',
  },
  {
    // One habit of a server is one finding, however many tools share it.
    *server(server, { facts }) {
      const bare = server.tools.flatMap((tool) => facts.nodes(tool)).filter(isBare);
      for (const [path, nodes] of groupBy(bare, pathOf)) {
        const count = new Set(nodes.map(({ tool }) => tool)).size;
        const place = spread(
          server,
          nodes.map(({ address }) => address),
        );
        yield { ...place, part: 'key', key: path, message: count > 1 ? 'same' : 'bare', data: { path, count } };
      }
    },
  },
);

const isBare = (node: SchemaNode): boolean =>
  node.role === 'input' &&
  isObject(node.data) &&
  typesOf(node.data)?.length === 1 &&
  node.data['type'] === 'object' &&
  !saysMore(node.data) &&
  !isBranchOfMore(node);

const saysMore = (schema: SchemaObject): boolean => SAYING.some((keyword) => Object.hasOwn(schema, keyword));

/** A branch of the arguments as a whole, or of an object that is described beside its branches. */
function isBranchOfMore({ parent, via, depth }: SchemaNode): boolean {
  if (depth === 0) return true;
  if (!BRANCHES.has(via ?? '')) return false;
  const schema = parent!.data as SchemaObject;
  return SAYING.some((keyword) => !BRANCHES.has(keyword) && Object.hasOwn(schema, keyword)) || isBranchOfMore(parent!);
}
