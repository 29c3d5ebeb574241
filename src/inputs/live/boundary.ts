import { GONE } from './secrets.ts';

/**
 * Takes what was handed to a server out of what the server says, before anything is made of it: no name, address, hash or report
 * then has it, however that is escaped, wrapped or cut. Found is what comes whole: as it is, as JSON or an address writes it. A
 * server that cuts a secret in two, turns it round or encodes it in its own way is not understood, here or later.
 */
export interface Boundary {
  text(text: string): string;
  /**
   * Every string in a value of JSON, keys as well; the value itself where none is in it. Keys that are one then are numbered, so
   * that none is lost. Recursive: bound the depth first.
   */
  value<T>(value: T): T;
}

/** What does nothing to what has none of the secrets. Linear. */
export function boundary(secrets: readonly string[]): Boundary {
  const all = writtenAs(secrets);
  const among = (found: readonly string[], text: string): string =>
    found.reduce((rest, secret) => rest.replaceAll(secret, GONE), text);
  return {
    text: (text) => among(all, text),
    value: (value) => {
      if (all.length === 0) return value;
      const said: string[] = [];
      gather(value, said);
      const text = said.join('\n');
      const found = all.filter((secret) => text.includes(secret));
      return found.length === 0 ? value : (rebuilt(value, (each) => among(found, each)) as typeof value);
    },
  };
}

/** Each secret as it is, in a string of JSON, and as encoded in an address; the longest first. */
export const writtenAs = (secrets: readonly string[]): readonly string[] =>
  longestFirst(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), ...inAddress(secret)]));

export const longestFirst = (secrets: readonly string[]): readonly string[] =>
  [...new Set(secrets)].filter((each) => each !== '').sort((a, b) => b.length - a.length);

function inAddress(secret: string): readonly string[] {
  const url = new URL('http://a');
  url.pathname = secret;
  return [
    encodeURIComponent(secret.toWellFormed()),
    ...(url.pathname.length > secret.length ? [url.pathname.slice(1)] : []),
  ];
}

function gather(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) for (const each of value) gather(each, into);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) {
      into.push(key);
      gather(each, into);
    }
}

function rebuilt(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((each) => rebuilt(each, clean));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const taken = new Set(entries.map(([key]) => key));
  const times = new Map<string, number>();
  return Object.fromEntries(
    entries.map(([key, each]) => {
      let name = clean(key);
      if (name !== key)
        for (const plain = name; taken.has(name);) {
          const nth = (times.get(plain) ?? 1) + 1;
          times.set(plain, nth);
          name = `${plain}[${nth}]`;
        }
      taken.add(name);
      return [name, rebuilt(each, clean)];
    }),
  );
}
