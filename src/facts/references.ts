import type { Address } from '../model/address.ts';
import { segments, within } from '../model/pointer.ts';
import { isSchema, type JsonSchema, type SchemaNode, type SchemaObject } from '../model/schema.ts';
import { components } from './cycles.ts';
import { dialectNamed, dialectOf, type Dialect } from './dialect.ts';

/** Where a `$ref`, `$dynamicRef` or (in 2019-09) `$recursiveRef` leads. */
export type Reference = {
  readonly keyword: (typeof KEYWORDS)[number];
  /** The reference as sent. */
  readonly ref: string;
} & (
  | {
      readonly kind: 'resolved';
      /** Of the target, inside the tool: comparable with `address.pointer`. */
      readonly pointer: string;
      readonly schema: JsonSchema;
      /** The target encloses the reference, or what stands there leads back here. */
      readonly recursive: boolean;
      /** Following references alone, with no step into a value between, leads back here: a validator never finishes. */
      readonly endless: boolean;
    }
  /** Nothing in this schema has that name or stands at that pointer. `sought`: where it would have to stand, which is the root for a name. */
  | { readonly kind: 'unresolved'; readonly sought: Address }
  /** Another document: an absolute URI once resolved. `metaschema`: it is that of a known dialect. */
  | { readonly kind: 'external'; readonly metaschema: boolean }
);

const KEYWORDS = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

export interface References {
  readonly all: readonly (readonly [SchemaNode, Reference])[];
  of(node: SchemaNode): Reference | undefined;
  /** What the reference in a subschema leads to, for walks that have no node at hand. */
  target(schema: SchemaObject): JsonSchema | undefined;
}

/** Resolves every reference of one root schema, given as its nodes, parents first. Linear; nothing is fetched. */
export function referencesOf(nodes: readonly SchemaNode[]): References {
  const dialect = dialectOf(nodes[0]?.data).name;
  const refs = nodes.flatMap((node) => {
    const reference = refOf(node.data, dialect);
    return reference ? [{ node, ...reference }] : [];
  });
  if (refs.length === 0) return { all: [], of: () => undefined, target: () => undefined };
  const resources = resourcesOf(nodes, dialect);
  const byUri = new Map([...resources.values()].map((resource) => [resource.uri, resource]));
  const leads = new Map(refs.map(({ node, ref }) => [node, follow(ref, resources.get(node)!, byUri)]));
  const found = new Map<SchemaNode, Reference>();
  const targets = new Map<JsonSchema, JsonSchema>();
  const { recursive, endless } = cyclesOf(nodes, leads);
  for (const { node, keyword, ref } of refs) {
    const lead = leads.get(node)!;
    if (lead.kind !== 'resolved') found.set(node, { keyword, ref, ...lead });
    else {
      found.set(node, {
        keyword,
        ref,
        ...lead,
        recursive: recursive(node) || within(node.address.pointer, lead.pointer),
        endless: endless(node),
      });
      targets.set(node.data, lead.schema);
    }
  }
  return { all: [...found], of: (node) => found.get(node), target: (schema) => targets.get(schema) };
}

/** Whether a subschema holds any reference; most hold none, and are then not worth an index. */
export const mayRefer = (schema: JsonSchema): boolean =>
  typeof schema === 'object' && KEYWORDS.some((keyword) => schema[keyword] !== undefined);

function refOf(
  schema: JsonSchema,
  dialect: Dialect['name'],
): { keyword: Reference['keyword']; ref: string } | undefined {
  if (typeof schema === 'boolean') return undefined;
  for (const keyword of KEYWORDS) {
    const ref = schema[keyword];
    if (typeof ref === 'string' && (keyword !== '$recursiveRef' || dialect === '2019-09')) return { keyword, ref };
  }
  return undefined;
}

/** A subschema that JSON Pointers and anchors start from: the root, or one with an `$id` of its own. */
interface Resource {
  readonly uri: string;
  readonly node: SchemaNode;
  readonly root: SchemaNode;
  readonly anchors: Map<string, SchemaNode>;
}

/** The base of schemas without an absolute `$id`; a URI below it names a part of this document or nothing. */
const HERE = 'here://schema/';

function resourcesOf(nodes: readonly SchemaNode[], dialect: Dialect['name']): Map<SchemaNode, Resource> {
  const old = dialect === 'unknown'; // draft-04 says `id`
  const out = new Map<SchemaNode, Resource>();
  for (const node of nodes) {
    const outer = node.parent ? out.get(node.parent) : undefined;
    const {
      id,
      $id = old ? id : undefined,
      $anchor,
      $dynamicAnchor,
    } = typeof node.data === 'boolean' ? ({} as SchemaObject) : node.data;
    const uri = typeof $id === 'string' && !$id.startsWith('#') ? absolute($id, outer?.uri ?? HERE) : undefined;
    const resource =
      uri === undefined && outer
        ? outer
        : { uri: uri ?? HERE, node, root: nodes[0]!, anchors: new Map<string, SchemaNode>() };
    out.set(node, resource);
    for (const name of [$anchor, $dynamicAnchor]) if (typeof name === 'string') resource.anchors.set(name, node);
    if (typeof $id === 'string' && $id.startsWith('#')) resource.anchors.set($id.slice(1), node); // draft-07's way to name an anchor
  }
  return out;
}

/** An absolute URI without its fragment. */
function absolute(uri: string, base: string): string | undefined {
  return URL.canParse(uri, base) ? new URL(uri, base).href.replace(/#.*$/s, '') : undefined;
}

type Lead =
  | { readonly kind: 'resolved'; readonly pointer: string; readonly schema: JsonSchema }
  | { readonly kind: 'unresolved'; readonly sought: Address }
  | { readonly kind: 'external'; readonly metaschema: boolean };

function follow(ref: string, from: Resource, byUri: ReadonlyMap<string, Resource>): Lead {
  const hash = ref.indexOf('#');
  const file = hash < 0 ? ref : ref.slice(0, hash);
  const uri = file === '' ? from.uri : absolute(file, from.uri);
  const resource = file === '' ? from : uri === undefined ? undefined : byUri.get(uri);
  if (resource) return land(resource, hash < 0 ? '' : decoded(ref.slice(hash + 1)));
  if (uri === undefined || uri.startsWith(HERE)) return { kind: 'unresolved', sought: from.root.address };
  return { kind: 'external', metaschema: dialectNamed(uri) !== undefined };
}

/** What a fragment names in a resource: all of it, a JSON Pointer or an anchor. */
function land({ node, anchors, root }: Resource, name: string): Lead {
  if (name !== '' && !name.startsWith('/')) {
    const anchored = anchors.get(name);
    return anchored
      ? { kind: 'resolved', pointer: anchored.address.pointer, schema: anchored.data }
      : { kind: 'unresolved', sought: root.address };
  }
  let value: unknown = node.data;
  for (const segment of segments(name)) {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, segment);
    value = inside ? (value as Record<string, unknown>)[segment] : undefined;
  }
  const pointer = node.address.pointer + name; // as long as a stranger likes: not to be spread over arguments
  return isSchema(value)
    ? { kind: 'resolved', pointer, schema: value }
    : { kind: 'unresolved', sought: { ...node.address, pointer } };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a percent sign that stands for itself
  }
}

/** Which references lie on a cycle: of any kind, and of references alone. */
function cyclesOf(nodes: readonly SchemaNode[], leads: ReadonlyMap<SchemaNode, Lead>) {
  const index = new Map(nodes.map((node, i) => [node, i]));
  const byPointer = new Map(nodes.map((node, i) => [node.address.pointer, i]));
  const jumps = nodes.map((node): number[] => {
    const lead = leads.get(node);
    const to = lead?.kind === 'resolved' ? byPointer.get(lead.pointer) : undefined;
    return to === undefined ? [] : [to];
  });
  const steps = jumps.map((to) => [...to]);
  for (const [i, { parent }] of nodes.entries()) if (parent) steps[index.get(parent)!]!.push(i);
  const on = (component: Int32Array) => (node: SchemaNode) => {
    const i = index.get(node)!;
    return jumps[i]!.some((to) => component[to] === component[i]);
  };
  return { recursive: on(components(steps)), endless: on(components(jumps)) };
}
