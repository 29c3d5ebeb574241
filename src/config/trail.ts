import { realpathSync } from 'node:fs';

import { UserError } from '../user-error.ts';
import type { LoadedPlugin } from './plugins.ts';
import type { ConfigPlace } from './source.ts';

/** What stands above a configuration: those that extend it, the first that is read first, and the plugins they have named. */
export interface Above {
  readonly trail: readonly { readonly file: string; readonly shown: string }[];
  readonly plugins: readonly LoadedPlugin[];
}

/** Whether what is to be read next is being read; a file may be reached by links, under names without end. */
export const isRound = (trail: Above['trail'], next: string, at?: string): boolean =>
  trail.some(({ shown, file }) => shown === next || (at !== undefined && real(file) === real(at)));

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** What is said of it, and the way round. */
export function round(trail: Above['trail'], next: string): [message: string, hints: readonly string[]] {
  const names = trail.map(({ shown }) => shown);
  return ['the configuration extends itself', [[...names.slice(Math.max(0, names.indexOf(next))), next].join(' → ')]];
}

const EXTENDED = 'extended at ';
const MOST = 4;

/** A mistake in what is extended stands in a file that the user may never have seen: it is said where it is extended. */
export async function said<T>(read: () => Promise<T>, { file, line, column }: ConfigPlace): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const place = [file, line, column].filter((part) => part !== undefined).join(':');
    // Of a long way the last steps and the first: what lies between them tells nobody anything.
    const steps = error.hints.filter((hint) => hint.startsWith(EXTENDED));
    const kept = steps.length < MOST ? error.hints : error.hints.filter((hint) => hint !== steps.at(-1));
    const hint = steps.length < MOST ? `${EXTENDED}${place}` : `${EXTENDED}${place}, through others`;
    throw new UserError(error.message, { ...error, hints: [...kept, hint] });
  }
}
