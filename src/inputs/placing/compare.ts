import { join } from '../../model/pointer.ts';
import { isObject } from '../../model/schema.ts';

/** Where two values differ, and both values there; `undefined` where one side has none. */
export interface Difference {
  readonly pointer: string;
  readonly source: unknown;
  readonly listed: unknown;
}

/** Deeper parts are taken for equal. */
const DEEPEST = 200;

/** The first part in which two JSON values differ, except below what `leaves` names. Order of keys and of `required` is none. */
export function firstDifference(
  source: unknown,
  listed: unknown,
  leaves: (pointer: string) => boolean = () => false,
  pointer = '',
  depth = 0,
): Difference | undefined {
  if (source === listed || depth > DEEPEST || leaves(pointer)) return undefined;
  if (isObject(source) && isObject(listed)) {
    for (const key of new Set([...Object.keys(source), ...Object.keys(listed)])) {
      const found = firstDifference(own(source, key), own(listed, key), leaves, join(pointer, key), depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  if (Array.isArray(source) && Array.isArray(listed) && source.length === listed.length) {
    const [a, b] = pointer.endsWith('/required') ? [source.toSorted(), listed.toSorted()] : [source, listed];
    for (const [i, element] of a.entries()) {
      const found = firstDifference(element, b[i], leaves, join(pointer, i), depth + 1);
      if (found) return typeof element === 'object' ? found : { pointer, source, listed };
    }
    return undefined;
  }
  return { pointer, source, listed };
}

export const isSame = (a: unknown, b: unknown): boolean => firstDifference(a, b) === undefined;

const own = (object: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** How much of a value is shown. */
const MOST = 80;
/** How much of it before the first difference. */
const BEFORE = 20;

/** Both values in few words, cut around the place where they begin to differ. */
export function excerpts({ source, listed }: Difference): { readonly source?: string; readonly listed?: string } {
  const [a, b] = [source, listed].map(inWords);
  let at = 0;
  if (a !== undefined && b !== undefined) while (at < a.length && a[at] === b[at]) at++;
  const from = at <= MOST / 2 ? 0 : at - BEFORE;
  return {
    ...(a === undefined ? {} : { source: cut(a, from) }),
    ...(b === undefined ? {} : { listed: cut(b, from) }),
  };
}

const inWords = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

function cut(text: string, from: number): string {
  const end = from + MOST < text.length ? from + MOST : text.length;
  return `${from > 0 ? '…' : ''}${text.slice(from, end).toWellFormed()}${end < text.length ? '…' : ''}`;
}
