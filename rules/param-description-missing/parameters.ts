import { groupBy, isPlaceholder, type Address, type Facts, type SchemaNode } from '../../src/rule.ts';

/** A parameter, at any depth, that says nothing of itself. */
export interface Parameter {
  readonly name: string;
  /** As a message names it: `filter.tags[].id`. */
  readonly path: string;
  /** A parameter of the tool itself, not a part of another. */
  readonly top: boolean;
  /** An object, or an array of objects, all of whose properties are described. */
  readonly explainedByParts: boolean;
  readonly at: Address;
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

/**
 * The parameters without a description of their own. A place counts as described when any schema of it is: a branch of a
 * union, the target of a `$ref`, or the elements of an array. A constant says itself what it is.
 */
export function undescribed(all: readonly SchemaNode[], reference: Facts['reference']): Parameter[] {
  const nodes = inUse(all, reference);
  const spots = new Map<SchemaNode, Spot>();
  const described = new Set<string>();
  const open = new Map<string, { node: SchemaNode; spot: Spot }>();
  const owners = new Set<string>();
  for (const node of nodes) {
    const spot = spotOf(node, spots);
    spots.set(node, spot);
    if (node.property) owners.add(spot.owner);
    if (isDescribed(node, reference)) {
      described.add(spot.path);
      if (node.via === 'items') described.add(spots.get(node.parent!)!.path);
    } else if (node.property && !spot.aside && !isConstant(node) && !open.has(spot.path))
      open.set(spot.path, { node, spot });
  }
  const missing = [...open.values()].filter(({ spot }) => !described.has(spot.path));
  const unclear = new Set(missing.map(({ spot }) => spot.owner));
  return missing.map(({ node, spot: { path, owner } }) => ({
    name: node.property!.name,
    path,
    top: owner === '',
    explainedByParts: owners.has(path) && !unclear.has(path),
    at: node.address,
  }));
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

/** The nodes of the input that say something of it: a definition nobody refers to says nothing. */
function inUse(nodes: readonly SchemaNode[], reference: Facts['reference']): SchemaNode[] {
  const input = nodes.filter(({ role }) => role === 'input');
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
      const target = reference(node);
      const to = target?.kind === 'resolved' ? homeOf.get(target.pointer) : undefined;
      if (to !== undefined) used.add(to);
    }
  }
  return used.size === byHome.size ? [...homes.keys()] : [...homes.keys()].filter((node) => used.has(homes.get(node)!));
}

const isDefinition = ({ via }: SchemaNode): boolean => via === '$defs' || via === 'definitions';

function isDescribed(node: SchemaNode, reference: Facts['reference']): boolean {
  if (typeof node.data === 'boolean') return true; // says nothing else either: schema-property-no-type
  const { description } = node.data;
  if (says(description)) return true;
  if (description !== undefined && typeof description !== 'string') return true; // schema-invalid
  const target = reference(node);
  return target?.kind === 'resolved' && typeof target.schema === 'object' && says(target.schema['description']);
}

const says = (description: unknown): boolean => typeof description === 'string' && !isPlaceholder(description);

const isConstant = ({ data }: SchemaNode): boolean =>
  typeof data === 'object' &&
  (data['const'] !== undefined || (Array.isArray(data['enum']) && data['enum'].length === 1));
