import { isObject } from '../../model/schema.ts';

/** `undefined` for what is not of the shape. */
export type Read<T> = (sent: unknown) => T | undefined;
/** One reader for each field: a new field does not compile until a snapshot brings it back. */
export type Fields<T> = { readonly [K in keyof Required<T>]: Read<Required<T>[K]> };

export const text: Read<string> = (sent) => (typeof sent === 'string' ? sent : undefined);
export const boolean: Read<boolean> = (sent) => (typeof sent === 'boolean' ? sent : undefined);
export const oneOf =
  <T extends string>(...words: readonly T[]): Read<T> =>
  (sent) =>
    words.find((word) => word === sent);
export const some = <T>(sent: unknown, read: Read<T>): readonly T[] =>
  Array.isArray(sent) ? sent.flatMap((each) => read(each) ?? []) : [];

/** `undefined` where one element is not as it should be. */
export const list =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (sent) => {
    const all = some(sent, read);
    return Array.isArray(sent) && all.length === sent.length ? all : undefined;
  };

export function object<T>(fields: Fields<T>, optional: readonly (keyof T)[] = []): Read<T> {
  const readers = Object.entries(fields) as [keyof T & string, Read<unknown>][];
  return (sent) => {
    if (!isObject(sent)) return undefined;
    const out: Record<string, unknown> = {};
    for (const [key, read] of readers) {
      if (sent[key] === undefined && optional.includes(key)) continue;
      const value = read(sent[key]);
      if (value === undefined) return undefined;
      out[key] = value;
    }
    return out as T;
  };
}

export const number: Read<number> = (sent) => (typeof sent === 'number' ? sent : undefined);
