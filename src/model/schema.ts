import type { Address, Item } from './address.ts';
import { childAddress, itemAt } from './address.ts';
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
  readonly via?: string;
  readonly parent?: SchemaNode;
  /** Set when the node is the schema of a named property. */
  readonly property?: { readonly name: string; readonly required: boolean };
}

/** Keywords whose value is one schema, a list of schemas, or a map from names to schemas, in draft-07 and 2020-12 alike. */
export const SINGLE = ['additionalProperties', 'items', 'additionalItems', 'contains', 'not', 'if', 'then', 'else', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems'] as const;
export const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items'] as const;
export const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'] as const;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
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
  if (tool.data.inputSchema !== undefined) visit(tool.data.inputSchema, tool.at('inputSchema'), { tool, role: 'input', depth: 0 }, out);
  if (tool.data.outputSchema !== undefined) visit(tool.data.outputSchema, tool.at('outputSchema'), { tool, role: 'output', depth: 0 }, out);
  return out;
}

type Rest = Omit<SchemaNode, keyof Item<unknown>>;
const KEYWORDS = new Map<string, { single?: true; list?: true; map?: true }>();
for (const keyword of SINGLE) KEYWORDS.set(keyword, { ...KEYWORDS.get(keyword), single: true });
for (const keyword of LISTS) KEYWORDS.set(keyword, { ...KEYWORDS.get(keyword), list: true });
for (const keyword of MAPS) KEYWORDS.set(keyword, { ...KEYWORDS.get(keyword), map: true });

function visit(schema: JsonSchema, address: Address, rest: Rest, out: SchemaNode[]): void {
  const node: SchemaNode = { ...itemAt(schema, address), ...rest };
  out.push(node);
  if (typeof schema === 'boolean') return;
  const below = (via: string): Rest => ({ tool: rest.tool, role: rest.role, depth: rest.depth + 1, via, parent: node });
  for (const [keyword, value] of Object.entries(schema)) {
    const shape = KEYWORDS.get(keyword);
    if (shape === undefined || typeof value !== 'object' || value === null) {
      if (shape?.single && typeof value === 'boolean') visit(value, childAddress(address, keyword), below(keyword), out);
      continue;
    }
    if (Array.isArray(value)) {
      if (shape.list) value.forEach((each, i) => isSchema(each) && visit(each, childAddress(address, keyword, i), below(keyword), out));
    } else if (shape.map) {
      const required = keyword === 'properties' && Array.isArray(schema['required']) ? new Set(schema['required']) : undefined;
      for (const [name, each] of Object.entries(value)) {
        if (!isSchema(each)) continue;
        const property = keyword === 'properties' ? { property: { name, required: required?.has(name) ?? false } } : {};
        visit(each, childAddress(address, keyword, name), { ...below(keyword), ...property }, out);
      }
    } else visit(value as SchemaObject, childAddress(address, keyword), below(keyword), out);
  }
}

/** How a message names a node: `filter.tags[]` for the elements of `tags` in `filter`, `inputSchema` for the root. */
export function pathOf(node: SchemaNode): string {
  const parts: string[] = [];
  for (let at: SchemaNode | undefined = node; at?.parent; at = at.parent) {
    if (at.property) parts.push(parts.length > 0 && !parts.at(-1)!.startsWith('[') ? `${at.property.name}.` : at.property.name);
    else if (at.via === 'items' || at.via === 'prefixItems') parts.push(parts.length > 0 && !parts.at(-1)!.startsWith('[') ? '[].' : '[]');
  }
  return parts.length === 0 ? (node.role === 'input' ? 'inputSchema' : 'outputSchema') : parts.reverse().join('');
}
