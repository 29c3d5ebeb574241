import { cut } from '../text/cut.ts';
import { few } from '../text/few.ts';
import type { Data } from '../text/fill.ts';

const MOST = 60;

/** A JSON value as a message quotes it: `not set` where there was none. */
export function shown(value: unknown): { readonly say: string; readonly data: Data } {
  if (value === undefined) return { say: 'not set', data: {} };
  return { say: '`{value}`', data: { value: inWords(value) } };
}

const inWords = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? cut(value, MOST) : cut(JSON.stringify(value) ?? String(value), MOST);

/** Values of a list, for "`{names}`{rest}". */
export const shownValues = (values: readonly unknown[]): Data => ({ ...few(values.map(inWords)) });
