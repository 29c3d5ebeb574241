/** JSON Pointer (RFC 6901): `""` is the whole value, `/a~1b/0` the first element under key `a/b`. */

const ESCAPED: Record<string, string> = { '~': '~0', '/': '~1' };

/** One reference token, escaped: `a/b` becomes `a~1b`. */
const escapeToken = (token: string): string =>
  /[~/]/.test(token) ? token.replace(/[~/]/g, (c) => ESCAPED[c]!) : token;

export const unescapeToken = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Appends path segments, escaping each. */
export function join(pointer: string, ...path: readonly (string | number)[]): string {
  let out = pointer;
  for (const segment of path) out += typeof segment === 'number' ? `/${segment}` : `/${escapeToken(segment)}`;
  return out;
}

/** The unescaped segments of a pointer; `""` has none. */
export const segments = (pointer: string): string[] =>
  pointer === '' ? [] : pointer.slice(1).split('/').map(unescapeToken);

/** The pointer one level up; the parent of `""` is `undefined`. */
export function parent(pointer: string): string | undefined {
  const cut = pointer.lastIndexOf('/');
  return cut < 0 ? undefined : pointer.slice(0, cut);
}

/** True when `inner` is `outer` or lies below it. */
export const within = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

/** The value at a pointer, or `undefined` when nothing is there. Only own properties count. */
export function resolve(root: unknown, pointer: string): unknown {
  let value = root;
  for (const segment of segments(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

/** The property nearest to a part of a schema: branches and items have no names. `undefined` where it is in none. */
export function propertyAt(pointer: string): string | undefined {
  const path = segments(pointer);
  const at = path.findLastIndex((segment, i) => segment === 'properties' && i < path.length - 2);
  return at < 0 ? undefined : path[at + 1];
}
