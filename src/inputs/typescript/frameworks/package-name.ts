/** `npm:@scope/name@1/path` and the addresses of module servers, as Deno and browsers write them. */
const ADDRESS = /^(?:npm:\/?|https:\/\/(?:esm\.sh|cdn\.skypack\.dev|esm\.run)\/)/;

/** The package of a bare specifier: its scope and name, without a version and without what is below it. */
export function packageOf(specifier: string): string {
  const bare = specifier.replace(ADDRESS, '');
  const [first = '', second = ''] = bare.split('/', 2);
  const name = (part: string): string => (part.lastIndexOf('@') > 0 ? part.slice(0, part.lastIndexOf('@')) : part);
  return bare.startsWith('@') ? `${first}/${name(second)}` : name(first);
}
