import { ts, type Spot } from '../syntax.ts';
import { firstLine, grip, holds, stretchOf, type Stretch } from './grip.ts';
import type { Entry } from './unite.ts';

/**
 * Where an item is registered: the call, or the entry of a list, and the object or class that defines it where that is
 * another, as in a table of tools that a loop registers. What stands in one of them is the item's own; what stands
 * elsewhere is shared or could be.
 */
export function homesOf({ spot, trail }: Entry): readonly Stretch[] {
  const registration = stretchOf(spot);
  const name = trail.parts?.get('name')?.spot;
  if (name === undefined || holds(registration, stretchOf(name))) return [registration];
  const others = [...(trail.parts ?? [])].flatMap(([field, part]) =>
    field !== 'name' && part.spot ? stretchOf(part.spot) : [],
  );
  // a map of nothing but names is no definition
  const definition = definitionAround(name, others);
  return definition ? [registration, definition] : [registration];
}

/** The innermost object or class around a name that holds another part of the item too. */
function definitionAround(name: Spot, others: readonly Stretch[]): Stretch | undefined {
  const { file } = name;
  let found: Stretch | undefined;
  let at: ts.Node | undefined = file.tree;
  while (at) {
    if (ts.isObjectLiteralExpression(at) || ts.isClassLike(at)) {
      const stretch = stretchOf({ file, node: at });
      if (others.some((other) => holds(stretch, other))) found = stretch;
    }
    at = ts.forEachChild(at, (child) => (child.pos <= name.node.pos && name.node.end <= child.end ? child : undefined));
  }
  return found;
}

/** The part of a registration that is shown for the item: its name where it is written there, else what names it, else the call. */
export function gripOf(entry: Entry, homes: readonly Stretch[]): Stretch {
  const { spot, trail } = entry;
  const name = (trail.parts?.get('name') ?? trail.parts?.get('uri'))?.spot;
  const written = name && stretchOf(name);
  if (written && homes.some((home) => holds(home, written))) return grip({ spot: name })!;
  const naming = namingIn(spot.node);
  return (naming && grip({ spot: { file: spot.file, node: naming } })) ?? grip({ spot }) ?? firstLine(stretchOf(spot));
}

const NAMING = new Set(['name', 'id', 'uri']);

/** The first argument of a call, or the `name` of the object it is given. */
function namingIn(node: ts.Node): ts.Node | undefined {
  if (ts.isCallExpression(node)) {
    const first = node.arguments[0];
    if (first === undefined || ts.isFunctionLike(first)) return undefined;
    return ts.isObjectLiteralExpression(first) ? namingIn(first) : first;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.find(
    (property) => property.name && ts.isIdentifier(property.name) && NAMING.has(property.name.text),
  );
}
