import type { Address, Item } from './address.ts';
import { childAddress } from './address.ts';
import { segments } from './pointer.ts';
import type { Tool } from './server.ts';

/** A schema as sent. Nothing about its keywords is certain: each reader checks the type of what it reads. */
export type JsonSchema = boolean | SchemaObject;
export interface SchemaObject {
  readonly [keyword: string]: unknown;
}

/** One subschema of a tool's input or output schema. */
export interface SchemaNode extends Item<JsonSchema> {
  readonly tool: Item<Tool>;
  readonly role: 'input' | 'output';
  /** 0 at the root; each applicator keyword adds one. */
  readonly depth: number;
  /** The keyword that led here from the parent: `properties`, `items`, `anyOf` …; absent at the root. */
  readonly via?: string | undefined;
  readonly parent?: SchemaNode | undefined;
  /** Set when the node is the schema of a named property. */
  readonly property?: { readonly name: string; readonly required: boolean } | undefined;
}

/** Keywords whose value is one schema, a list of schemas, or a map from names to schemas, in draft-07 and 2020-12 alike. */
const SINGLE = [
  'additionalProperties',
  'items',
  'additionalItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
] as const;
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items'] as const;
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'] as const;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isSchema = (value: unknown): value is JsonSchema => typeof value === 'boolean' || isObject(value);

/** The type names a schema allows by `type`, or `undefined` when it does not say (or says it wrongly). */
export function typesOf(schema: JsonSchema): readonly string[] | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { type } = schema;
  if (typeof type === 'string') return [type];
  return Array.isArray(type) && type.every((t) => typeof t === 'string') ? type : undefined;
}

/**
 * Every subschema of a tool's input and output schema, parents before children, in the order sent. Values that should be
 * schemas but are not (a string under `properties`) are not visited: rules see them in the parent.
 */
export function schemaNodes(tool: Item<Tool>): SchemaNode[] {
  const out: SchemaNode[] = [];
  const { inputSchema, outputSchema } = tool.data;
  if (inputSchema !== undefined) visit(new Node(inputSchema, tool.at('inputSchema'), tool, 'input'), out);
  if (outputSchema !== undefined) visit(new Node(outputSchema, tool.at('outputSchema'), tool, 'output'), out);
  return out;
}

/** A class, not a literal: a thousand tools have ten thousand nodes, and nodes of one shape are ten times as fast to make and read. */
class Node implements SchemaNode {
  readonly data: JsonSchema;
  readonly address: Address;
  readonly tool: Item<Tool>;
  readonly role: 'input' | 'output';
  readonly depth: number;
  readonly via: string | undefined;
  readonly parent: SchemaNode | undefined;
  readonly property: SchemaNode['property'];

  constructor(
    data: JsonSchema,
    address: Address,
    tool: Item<Tool>,
    role: 'input' | 'output',
    parent?: SchemaNode,
    via?: string,
    property?: SchemaNode['property'],
  ) {
    this.data = data;
    this.address = address;
    this.tool = tool;
    this.role = role;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.via = via;
    this.parent = parent;
    this.property = property;
  }

  at(...path: readonly (string | number)[]): Address {
    return childAddress(this.address, ...path);
  }

  below(data: JsonSchema, via: string, within?: string | number, property?: SchemaNode['property']): Node {
    const address = within === undefined ? this.at(via) : this.at(via, within);
    return new Node(data, address, this.tool, this.role, this, via, property);
  }
}

/** What the value of an applicator keyword is. */
export const KEYWORDS = new Map<string, { single?: true; list?: true; map?: true }>();
for (const keyword of SINGLE) KEYWORDS.set(keyword, { ...KEYWORDS.get(keyword), single: true });
for (const keyword of LISTS) KEYWORDS.set(keyword, { ...KEYWORDS.get(keyword), list: true });
for (const keyword of MAPS) KEYWORDS.set(keyword, { ...KEYWORDS.get(keyword), map: true });

function visit(node: Node, out: SchemaNode[]): void {
  out.push(node);
  const { data } = node;
  if (typeof data === 'boolean') return;
  for (const keyword in data) {
    const shape = KEYWORDS.get(keyword);
    if (shape === undefined) continue;
    const value = data[keyword];
    if (Array.isArray(value)) {
      if (shape.list) value.forEach((each, i) => isSchema(each) && visit(node.below(each, keyword, i), out));
    } else if (shape.map) {
      if (isObject(value)) visitMap(node, keyword, value, out);
    } else if (shape.single && isSchema(value)) visit(node.below(value, keyword), out);
  }
}

function visitMap(node: Node, keyword: string, schemas: Readonly<Record<string, unknown>>, out: SchemaNode[]): void {
  const named = keyword === 'properties';
  const list = named ? (node.data as SchemaObject)['required'] : undefined;
  const required = new Set(Array.isArray(list) ? list : []);
  for (const [name, each] of Object.entries(schemas)) {
    if (isSchema(each))
      visit(node.below(each, keyword, name, named ? { name, required: required.has(name) } : undefined), out);
  }
}

/** How a message names a node: `filter.tags[]` for the elements of `tags` in `filter`, `$defs.User.name` below a definition, `inputSchema` for the root. */
export function pathOf(node: SchemaNode): string {
  const parts: string[] = [];
  for (let at: SchemaNode | undefined = node; at?.parent; at = at.parent) {
    if (at.property)
      parts.push(parts.length > 0 && !parts.at(-1)!.startsWith('[') ? `${at.property.name}.` : at.property.name);
    else if (at.via === 'items' || at.via === 'prefixItems')
      parts.push(parts.length > 0 && !parts.at(-1)!.startsWith('[') ? '[].' : '[]');
    else if (at.via === '$defs' || at.via === 'definitions') {
      const name = segments(at.address.pointer).at(-1)!;
      parts.push(`${at.via}.${name}${parts.length > 0 && !parts.at(-1)!.startsWith('[') ? '.' : ''}`);
      break; // a definition is known by its name, wherever it is used
    }
  }
  return parts.length === 0 ? (node.role === 'input' ? 'inputSchema' : 'outputSchema') : parts.toReversed().join('');
}
