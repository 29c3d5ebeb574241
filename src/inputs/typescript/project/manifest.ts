import { isObject } from '../../../model/schema.ts';
import { ts } from '../syntax.ts';
import { perDisk } from './disk.ts';

/** An object of a file nobody checked: any member may be of any type, or missing. */
export type Json = Readonly<Record<string, unknown>>;

/** The object a JSON file holds, read once. Comments and trailing commas are forgiven, except in a `package.json`. */
export const readJson = perDisk((path, disk): Json | undefined => {
  const text = disk.read(path)?.replace(/^\uFEFF/, '');
  if (text === undefined) return undefined;
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return path.endsWith('/package.json') ? undefined : readRelaxed(path, text);
  }
});

/** A string, or a comma that nothing follows. */
const TRAILING = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g;

function readRelaxed(path: string, text: string): Json | undefined {
  try {
    return objectOf(JSON.parse(text.replace(TRAILING, (token) => (token === ',' ? '' : token))));
  } catch {
    // it has comments, or is no JSON at all
  }
  try {
    return objectOf(ts.parseConfigFileTextToJson(path, text).config);
  } catch {
    return undefined; // nested deeper than the parser's stack
  }
}

export const objectOf = (value: unknown): Json | undefined => (isObject(value) ? value : undefined);

export const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A string, or the strings of a list. */
export const stringsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((each) => typeof each === 'string');

/** The members that are strings, in order: a table of dependencies, scripts or programs. */
export const tableOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(objectOf(value) ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
