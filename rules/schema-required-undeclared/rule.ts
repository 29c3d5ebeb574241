import {
  defineRule,
  isObject,
  pathOf,
  typesOf,
  type Context,
  type Item,
  type SchemaNode,
  type SchemaObject,
  type Tool,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-required-undeclared',
    title: 'Each required name is a declared property.',
    category: 'schema',
    severity: 'warning',
    why: 'The model must fill a parameter that nothing describes. Gemini refuses the whole request ("required[0]: property is not defined"), and so do OpenAI-compatible providers ("Extra required key supplied"); with `additionalProperties: false` no call can be valid at all.',
    hint: 'Declare it under `properties`, correct its spelling, or take it out of `required`.',
    messages: {
      undeclared: '`{path}` requires `{names}`, which its `properties` do not declare.',
      impossible: {
        text: '`{path}` requires `{names}` and allows no property of that name: no value fits.',
        severity: 'error',
      },
    },
    references: [
      'camel-ai/camel#2629',
      'NousResearch/hermes-agent#4651',
      'anomalyco/opencode#3140',
      'Gitlawb/openclaude#754',
    ],
    realCase:
      'NousResearch/hermes-agent#4651 and anomalyco/opencode#3140: Gemini refuses every request over such tools',
    since: '0.1.0',
  },
  {
    *tool(tool, { facts }) {
      const suspects = facts.nodes(tool).flatMap((node) => {
        const missing = undeclared(node);
        return missing.length > 0 && !isCondition(node) ? [{ node, missing }] : [];
      });
      if (suspects.length === 0) return;
      const around = declarations(tool, facts);
      for (const { node, missing } of suspects) {
        const closed = isClosed(node);
        const place = placeOf(node);
        const known = around.get(place)!;
        if (!closed && (known.open || (known.names.size + known.referred.length === 0 && isMixin(place)))) continue;
        const names = closed
          ? missing
          : missing.filter(
              ({ name }) =>
                !known.names.has(name) && !known.referred.some((properties) => Object.hasOwn(properties, name)),
            );
        if (names.length === 0) continue;
        yield {
          at: node.at('required', names[0]!.i),
          message: closed ? 'impossible' : 'undeclared',
          data: { path: pathOf(node), names: names.slice(0, 8).map(({ name }) => name) },
          because: [closed ? node.address : place.address],
        };
      }
    },
  },
);

/** The required names that a node itself does not declare. */
function undeclared({ data }: SchemaNode): { name: string; i: number }[] {
  if (typeof data === 'boolean' || !Array.isArray(data['required'])) return [];
  const own = isObject(data['properties']) ? data['properties'] : {};
  return data['required'].flatMap((name: unknown, i) =>
    typeof name === 'string' && !Object.hasOwn(own, name) ? [{ name, i }] : [],
  );
}

/** Keywords whose subschemas judge the same value as the schema around them. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'dependencies']);

/** The outermost schema that judges the same value: `anyOf: [{ required: ["a"] }]` leans on the properties around it. */
function placeOf(node: SchemaNode): SchemaNode {
  let at = node;
  while (at.parent && at.via !== undefined && IN_PLACE.has(at.via)) at = at.parent;
  return at;
}

/** Under `not` and `if` a required name is a question, not a demand. */
function isCondition(node: SchemaNode): boolean {
  for (let at: SchemaNode | undefined = node; at; at = at.parent) if (at.via === 'not' || at.via === 'if') return true;
  return false;
}

/** Where nothing at all is declared, a branch or a definition around it may be made to be combined with one that declares it. */
function isMixin(place: SchemaNode): boolean {
  for (let at: SchemaNode | undefined = place; at?.via !== undefined; at = at.parent)
    if (IN_PLACE.has(at.via) || at.via === '$defs' || at.via === 'definitions') return true;
  return false;
}

const isClosed = ({ data }: SchemaNode): boolean =>
  typeof data === 'object' &&
  data['additionalProperties'] === false &&
  data['patternProperties'] === undefined &&
  typesOf(data)?.every((type) => type === 'object') === true;

/** What is declared for the value of each place. */
interface Declared {
  readonly names: Set<string>;
  /** The `properties` of what is referred to. */
  readonly referred: object[];
  /** Names are allowed in a way that cannot be listed, or in too many. */
  open: boolean;
}

const MOST_REFERRED = 50;

function declarations(tool: Item<Tool>, facts: Context['facts']): ReadonlyMap<SchemaNode, Declared> {
  const out = new Map<SchemaNode, Declared>();
  for (const node of facts.nodes(tool)) {
    const place = placeOf(node);
    const declared = out.get(place) ?? { names: new Set<string>(), referred: [], open: false };
    out.set(place, declared);
    if (typeof node.data === 'boolean') continue;
    const { properties } = node.data;
    if (isObject(properties)) for (const name of Object.keys(properties)) declared.names.add(name);
    if (isOpen(node.data)) declared.open = true;
    const reference = facts.reference(node);
    if (reference === undefined) continue;
    const target = reference.kind === 'resolved' ? reference.schema : true;
    if (
      typeof target === 'boolean' ||
      isOpen(target) ||
      Object.keys(target).some((keyword) => keyword === '$ref' || IN_PLACE.has(keyword)) ||
      declared.referred.length >= MOST_REFERRED
    )
      declared.open = true;
    else if (isObject(target['properties'])) declared.referred.push(target['properties']);
  }
  return out;
}

const isOpen = (schema: SchemaObject): boolean =>
  ['patternProperties', 'additionalProperties', 'unevaluatedProperties'].some(
    (keyword) => isObject(schema[keyword]) && Object.keys(schema[keyword]).length > 0,
  );
