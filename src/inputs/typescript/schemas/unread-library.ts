import { ObjectValue, Opaque, type Value } from '../values.ts';

/** An object of a schema library whose code a bundler has put among the program's own: zod keeps what it knows in these. */
export const isBundled = (value: Value): boolean =>
  value.kind === 'object' && (value.properties.has('_zod') || value.properties.has('_def'));

export const BUNDLED = 'a schema of a library that is bundled with the program';

/** A shape with what is not read in place of such objects, so that the names stay. */
export function withoutBundled(shape: ObjectValue): ObjectValue {
  if (![...shape.properties.values()].some(({ value }) => isBundled(value))) return shape;
  const copy = new ObjectValue(shape.spot);
  copy.open = shape.open;
  for (const [name, property] of shape.properties) {
    const { value } = property;
    copy.properties.set(name, isBundled(value) ? { ...property, value: new Opaque(BUNDLED, value.spot) } : property);
  }
  return copy;
}
