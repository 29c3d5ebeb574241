import {
  defineRule,
  groupBy,
  isPlaceholder,
  touches,
  type Address,
  type Facts,
  type Item,
  type Report,
  type SchemaNode,
  type Tool,
} from '../../src/rule.ts';
import { explainedIn } from '../_words/explained.ts';
import { few } from '../_words/few.ts';

export default defineRule(
  {
    id: 'param-description-missing',
    title: 'Every parameter has a description.',
    category: 'description',
    severity: 'warning',
    why: 'A model fills in a parameter from its name, its type and its description. Without the last it guesses format, unit and meaning, and the call fails or, worse, works on the wrong thing.',
    hint: 'Add to each `"description": "…"` with what it is, its format and an example; in zod `.describe("…")`.',
    messages: {
      missing: 'Parameters of `{tool}` without a description: `{names}`{rest}{others}.',
      nested: {
        text: 'Nested parameters of `{tool}` without a description: `{names}`{rest}{others}.',
        severity: 'info',
      },
      whole: {
        text: 'Parameters of `{tool}` whose parts are described, but not they: `{names}`{rest}{others}.',
        severity: 'info',
      },
      elsewhere: {
        text: 'Parameters of `{tool}` that only the tool description explains: `{names}`{rest}{others}.',
        severity: 'info',
        hint: 'Move each explanation into the `description` of its parameter: forms, generated types and many clients show only that.',
      },
    },
    references: [
      'https://github.com/modelcontextprotocol/typescript-sdk/blob/main/docs/servers/tools.md',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool',
    ],
    realCase:
      'filesystem (@modelcontextprotocol/server-filesystem 2026.8.31) describes no `path`; desktop-commander (@wonderwhy-er/desktop-commander 0.2.52) describes none of its 81 parameters',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      // Parameters that could not be read are left out one by one: the finding speaks for the others.
      const holes = groupBy(
        server.quirks.filter(({ what }) => what === 'opaque'),
        ({ at }) => at.name,
      );
      for (const tool of server.tools) {
        const open = undescribed(inUse(facts.nodes(tool), facts.reference), facts.reference);
        const read = open.filter(({ at }) => !holes.get(tool.data.name)?.some((hole) => touches(hole.at, at)));
        if (read.length > 0) yield* reports(tool, read);
      }
    },
  },
);

/** At most one: the most severe thing to say, with the rest in it. */
function* reports(
  tool: Item<Tool>,
  open: readonly Parameter[],
): Iterable<Report<'missing' | 'elsewhere' | 'nested' | 'whole'>> {
  const explained = explainedIn(tool.data.description ?? '');
  const whole = open.filter(({ top, explainedByParts }) => top && explainedByParts);
  const nested = open.filter(({ top, explainedByParts }) => !top && !explainedByParts);
  const own = open.filter(({ top, explainedByParts }) => top && !explainedByParts);
  const silent = own.filter(({ name }) => !explained.has(name));
  const place = (shown: readonly Parameter[], others = 0) => ({
    at: tool.at('inputSchema', 'properties'),
    part: 'key' as const,
    data: {
      tool: tool.data.name,
      ...few(
        shown.map(({ path }) => path),
        8,
      ),
      others: others > 0 ? `, and ${others} nested` : '',
    },
    because: [shown[0]!.at],
    related: shown.slice(0, 20).map(({ at, path }) => ({ at, note: path })),
  });
  if (silent.length > 0) yield { ...place([...silent, ...whole], nested.length), message: 'missing' };
  else if (own.length > 0) yield { ...place(own, nested.length), message: 'elsewhere' };
  else if (nested.length > 0) yield { ...place(nested), message: 'nested' };
  else if (whole.length > 0) yield { ...place(whole), message: 'whole' };
}

interface Parameter {
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
function undescribed(nodes: readonly SchemaNode[], reference: Facts['reference']): Parameter[] {
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
    const owner = path.replace(/(?:\[\]|\.\*)+$/, '');
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
  if (says(node.data['description'])) return true;
  const target = reference(node);
  return target?.kind === 'resolved' && typeof target.schema === 'object' && says(target.schema['description']);
}

const says = (description: unknown): boolean => typeof description === 'string' && !isPlaceholder(description);

const isConstant = ({ data }: SchemaNode): boolean =>
  typeof data === 'object' &&
  (data['const'] !== undefined || (Array.isArray(data['enum']) && data['enum'].length === 1));
