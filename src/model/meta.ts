import type { Address } from './address.ts';
import type { ToolServer } from './server.ts';

/** Every key of every `_meta` of a server's tools, prompts and resources. */
export const metaKeys = (server: ToolServer): { readonly name: string; readonly key: string; readonly at: Address }[] =>
  [...server.tools, ...server.prompts, ...server.resources].flatMap(({ data: { name, raw }, at }) => {
    const meta = raw['_meta'];
    return typeof meta === 'object' && meta !== null && !Array.isArray(meta)
      ? Object.keys(meta).map((key) => ({ name, key, at: at('_meta', key) }))
      : [];
  });

/** The optional prefix of a key, without its slash, and the name: `com.example/a/b` has the prefix `com.example` and the name `a/b`. */
export function splitKey(key: string): { readonly prefix: string | undefined; readonly name: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { prefix: undefined, name: key } : { prefix: key.slice(0, slash), name: key.slice(slash + 1) };
}
