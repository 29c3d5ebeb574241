import { defineRule, groupBy, isObject, pathOf, spread, typesOf, type SchemaNode } from '../../src/rule.ts';

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

export default defineRule(
  {
    id: 'schema-free-form-object',
    title: 'An object parameter says what it holds.',
    category: 'schema',
    severity: 'info',
    why: 'With a bare `"type": "object"` a model has only the description to guess the keys from, and Gemini has refused objects without properties.',
    hint: 'List the `properties` of `{path}`; for free keys say what their values are: `"additionalProperties": { "type": "string" }`.',
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

const isBare = ({ role, parent, data }: SchemaNode): boolean =>
  role === 'input' &&
  parent !== undefined &&
  isObject(data) &&
  typesOf(data)?.length === 1 &&
  data['type'] === 'object' &&
  !SAYING.some((keyword) => Object.hasOwn(data, keyword));
