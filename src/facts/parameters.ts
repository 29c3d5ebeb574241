import { explainedIn } from '../language/claims/arguments.ts';
import { isPlaceholder } from '../language/placeholder.ts';
import type { Address, Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import type { JsonSchema, SchemaNode, SchemaObject } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { mayRefer, type Reference } from './references.ts';
import { statedBy, type Stated } from './stated.ts';

/** A parameter of a tool, at any depth. */
export interface Parameter {
  readonly name: string;
  /** As a message names it: `filter.tags[].id`. */
  readonly path: string;
  /** A parameter of the tool itself, not a part of another. */
  readonly top: boolean;
  readonly required: boolean;
  /** Says what it is: by a description that is no placeholder, its own or that of a branch, a reference or its elements, or as a constant. */
  readonly described: boolean;
  /** An object, or an array of objects, all of whose properties are described. */
  readonly explainedByParts: boolean;
  /** The tool's description explains it, in a list of parameters. */
  readonly explainedByTool: boolean;
  /** Its own description; empty when there is none or a placeholder. */
  readonly description: string;
  /** The subschema that declares it, the first of several. */
  readonly node: SchemaNode;
  readonly at: Address;
  /** What its schema says of its value. */
  stated(): Stated;
}

/** Where a subschema stands among the arguments, whichever of several schemas of one place it is. */
interface Spot {
  readonly path: string;
  /** The path of the property that encloses it, without `[]`. */
  readonly owner: string;
  /** Under `not`, `if` and the like: a condition, no declaration. */
  readonly aside: boolean;
}

const ASIDE = new Set([
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'dependentSchemas',
  'dependencies',
  'patternProperties',
]);

/** An input schema: its nodes, parents first, and where references lead. */
interface Input {
  readonly nodes: readonly SchemaNode[];
  target(schema: SchemaObject): JsonSchema | undefined;
  references(): { of(node: SchemaNode): Reference | undefined };
}

/** The parameters of a tool, in the order declared. */
export function parametersOf(tool: Item<Tool>, { nodes, target, references }: Input): readonly Parameter[] {
  const reference = (node: SchemaNode) => (mayRefer(node.data) ? references().of(node) : undefined);
  const spots = new Map<SchemaNode, Spot>();
  const described = new Set<string>();
  const declared = new Map<string, { node: SchemaNode; spot: Spot }>();
  const silent = new Set<string>();
  const owners = new Set<string>();
  for (const node of inUse(nodes, reference)) {
    const spot = spotOf(node, spots);
    spots.set(node, spot);
    if (node.property) owners.add(spot.owner);
    const saysWhat = isDescribed(node, reference);
    if (saysWhat) {
      described.add(spot.path);
      if (node.via === 'items') described.add(spots.get(node.parent!)!.path);
    }
    if (!node.property || spot.aside) continue;
    const isSilent = !saysWhat && !isConstant(node);
    if (!declared.has(spot.path) || (isSilent && !silent.has(spot.path))) declared.set(spot.path, { node, spot });
    if (isSilent) silent.add(spot.path);
  }
  const all = [...declared.values()];
  const isOpen = (path: string): boolean => silent.has(path) && !described.has(path);
  const unclear = new Set(all.flatMap(({ spot }) => (isOpen(spot.path) ? spot.owner : [])));
  let explained: ReadonlySet<string> | undefined;
  return all.map(({ node, spot: { path, owner } }) => {
    let stated: Stated | undefined;
    const { name, required } = node.property!;
    const top = owner === '';
    const open = isOpen(path);
    if (open && top) explained ??= explainedIn(tool.data.description ?? '');
    return {
      name,
      path,
      top,
      required,
      described: !open,
      explainedByParts: open && owners.has(path) && !unclear.has(path),
      explainedByTool: open && top && explained!.has(name),
      description: typeof node.data === 'object' && says(node.data['description']) ? node.data['description'] : '',
      node,
      at: node.address,
      stated: () => (stated ??= statedBy(node.data, target)),
    };
  });
}

function spotOf({ parent, via, property, address }: SchemaNode, spots: ReadonlyMap<SchemaNode, Spot>): Spot {
  const above = parent && spots.get(parent);
  if (!above) return { path: '', owner: '', aside: false };
  const aside = above.aside || ASIDE.has(via ?? '');
  const { path } = above;
  if (property) {
    const owner = /[\]*]$/.test(path) ? path.replace(/(?:\[\]|\.\*)+$/, '') : path;
    return { path: path === '' ? property.name : `${path}.${property.name}`, owner, aside };
  }
  if (via === '$defs' || via === 'definitions')
    return { path: address.pointer.slice(address.pointer.lastIndexOf('/') + 1), owner: path, aside };
  if (via === 'items' || via === 'prefixItems') return { ...above, path: `${path}[]`, aside };
  return { ...above, path: via === 'additionalProperties' ? `${path}.*` : path, aside };
}

/** The nodes that say something of the input: a definition nobody refers to says nothing. */
function inUse(
  input: readonly SchemaNode[],
  reference: (node: SchemaNode) => Reference | undefined,
): readonly SchemaNode[] {
  if (!input.some(isDefinition)) return input;
  const homes = new Map<SchemaNode, string>();
  const byHome = groupBy(input, (node) => {
    const home = isDefinition(node) ? node.address.pointer : node.parent ? homes.get(node.parent)! : '';
    homes.set(node, home);
    return home;
  });
  const homeOf = new Map([...homes].map(([{ address }, home]) => [address.pointer, home]));
  const used = new Set(['']);
  for (const home of used) {
    for (const node of byHome.get(home) ?? []) {
      const lead = reference(node);
      const to = lead?.kind === 'resolved' ? homeOf.get(lead.pointer) : undefined;
      if (to !== undefined) used.add(to);
    }
  }
  return used.size === byHome.size ? [...homes.keys()] : [...homes.keys()].filter((node) => used.has(homes.get(node)!));
}

const isDefinition = ({ via }: SchemaNode): boolean => via === '$defs' || via === 'definitions';

function isDescribed(node: SchemaNode, reference: (node: SchemaNode) => Reference | undefined): boolean {
  if (typeof node.data === 'boolean') return true; // says nothing else either: schema-property-no-type
  const { description } = node.data;
  if (says(description)) return true;
  if (description !== undefined && typeof description !== 'string') return true; // schema-invalid
  const lead = reference(node);
  return lead?.kind === 'resolved' && typeof lead.schema === 'object' && says(lead.schema['description']);
}

const says = (description: unknown): description is string =>
  typeof description === 'string' && !isPlaceholder(description);

const isConstant = ({ data }: SchemaNode): boolean =>
  typeof data === 'object' &&
  (data['const'] !== undefined || (Array.isArray(data['enum']) && data['enum'].length === 1));
