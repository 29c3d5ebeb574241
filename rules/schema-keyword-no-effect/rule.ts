import {
  defineRule,
  groupBy,
  isObject,
  oneByOne,
  pathOf,
  spread,
  typesOf,
  type Address,
  type SchemaNode,
} from '../../src/rule.ts';

/** By keyword, the one type it says something about. */
const SPEAKS_OF = new Map<string, string>();
for (const keyword of ['minLength', 'maxLength', 'pattern']) SPEAKS_OF.set(keyword, 'string');
for (const keyword of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'])
  SPEAKS_OF.set(keyword, 'number');
for (const keyword of ['items', 'prefixItems', 'additionalItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'])
  SPEAKS_OF.set(keyword, 'array');
for (const keyword of [
  'properties',
  'required',
  'patternProperties',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'additionalProperties',
  'unevaluatedProperties',
])
  SPEAKS_OF.set(keyword, 'object');
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

export default defineRule(
  {
    id: 'schema-keyword-no-effect',
    title: 'Every constraint fits the type it stands beside.',
    category: 'schema',
    severity: 'warning',
    why: 'A keyword for another type is ignored by validators, so what it was meant to forbid is allowed. With `properties` or `required` beside a type other than object Gemini refuses the whole request.',
    hint: 'Correct the type, or use the keyword for it: `minLength` and `pattern` for strings, `minimum` for numbers, `minItems` and `items` for arrays, `properties` and `required` for objects.',
    messages: {
      ignored: '`{path}` is of type `{types}`, for which `{keyword}` means nothing: it is a keyword for {kind}.',
      everywhere:
        '{count} parameters of type `{types}` have `{keyword}`, which means nothing there: it is a keyword for {kind}.',
      leftover: { text: '`{path}` is of type `{types}`, for which `{keyword}` means nothing.', severity: 'info' },
    },
    references: ['anomalyco/opencode#11889', 'https://json-schema.org/understanding-json-schema/reference/type'],
    realCase:
      'anomalyco/opencode#11889: `properties` and `required` on parameters that are no objects, refused by Gemini',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const all = server.tools.flatMap((tool) => facts.nodes(tool).flatMap((node) => idle(node)));
      for (const [key, same] of groupBy(all, ({ types, keyword, leftover }) => `${types} ${keyword} ${leftover}`)) {
        for (const places of oneByOne(same)) {
          const { path, types, keyword, leftover } = places[0]!;
          const place = {
            ...spread(
              server,
              places.map(({ at }) => at),
            ),
            part: 'key' as const,
            key,
          };
          const kind = `${SPEAKS_OF.get(keyword)!}s`;
          if (leftover) yield { ...place, message: 'leftover', data: { path, types, keyword } };
          else if (places.length > 1)
            yield { ...place, message: 'everywhere', data: { count: places.length, types, keyword, kind } };
          else yield { ...place, message: 'ignored', data: { path, types, keyword, kind } };
        }
      }
    },
  },
);

interface Idle {
  readonly at: Address;
  readonly path: string;
  readonly types: string;
  readonly keyword: string;
  /** It does not even look like a constraint: a generator stamps it on everything. */
  readonly leftover: boolean;
}

/** The keywords beside the node's type that cannot apply to it. A root of the wrong type is `schema-root-not-object`. */
function idle(node: SchemaNode): Idle[] {
  const { data, depth } = node;
  const types = typesOf(data);
  if (
    types === undefined ||
    types.length === 0 ||
    !types.every((type) => TYPES.has(type)) ||
    depth === 0 ||
    !isObject(data)
  )
    return [];
  return Object.keys(data).flatMap((keyword) => {
    const type = SPEAKS_OF.get(keyword);
    if (type === undefined || types.includes(type) || (type === 'number' && types.includes('integer'))) return [];
    const value = data[keyword];
    if (keyword === 'required' && typeof value === 'boolean') return []; // schema-required-boolean
    return [
      {
        at: node.at(keyword),
        path: pathOf(node),
        types: types.join(', '),
        keyword,
        leftover: isLeftover(keyword, value),
      },
    ];
  });
}

const isLeftover = (keyword: string, value: unknown): boolean =>
  keyword === 'additionalProperties' ||
  keyword === 'unevaluatedProperties' ||
  value === false ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
