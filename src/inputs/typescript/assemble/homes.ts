import { ts, type Spot } from '../syntax.ts';
import { firstLine, grip, holds, stretchOf, type Stretch } from './grip.ts';
import type { Entry } from './unite.ts';

/**
 * Where an item is registered: the call, or the entry of a list, and what defines it where that is another: an entry of a
 * table that a loop registers, a class, a call of the program's own `tool('name', …)`. What stands in one of them is the
 * item's own; what stands elsewhere is shared or could be.
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

/** The innermost object, class or call around a name that holds another part of the item too, or the property it is the key of. */
function definitionAround(name: Spot, others: readonly Stretch[]): Stretch | undefined {
  const { file } = name;
  const around = (node: ts.Node): boolean => node.pos <= name.node.pos && name.node.end <= node.end;
  let found: ts.Node | undefined;
  let at: ts.Node | undefined = file.tree;
  while (at) {
    if (ts.isFunctionLike(at) && found && ts.isCallExpression(found)) found = undefined; // an argument that runs has many things in it
    if (ts.isPropertyAssignment(at) && at.name === name.node) return stretchOf({ file, node: at });
    if (
      ts.isObjectLiteralExpression(at) ||
      ts.isClassLike(at) ||
      (ts.isCallExpression(at) && at.arguments.some(around))
    ) {
      const stretch = stretchOf({ file, node: at });
      if (others.some((other) => holds(stretch, other))) found = at;
    }
    at = ts.forEachChild(at, (child) => (around(child) ? child : undefined));
  }
  return found && stretchOf({ file, node: found });
}

/**
 * The part of a registration that is shown for the item: its name where it is written there, else what names it, else the
 * call. Where many items have one registration (`isCrowded`), its name tells which it is, wherever that is written.
 */
export function gripOf(entry: Entry, homes: readonly Stretch[], isCrowded: boolean): Stretch {
  const { spot, trail } = entry;
  const name = (trail.parts?.get('name') ?? trail.parts?.get('uri'))?.spot;
  const written = name && stretchOf(name);
  if (written && (isCrowded || homes.some((home) => holds(home, written)))) return grip({ spot: name })!;
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
