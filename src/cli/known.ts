import { existsSync } from 'node:fs';
import path from 'node:path';

import type { ReadConfig } from '../config/config.ts';
import type { Settings } from '../engine/run.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';

export interface BaselineFlags {
  /** A file; false where `--no-baseline` is given. */
  readonly baseline?: string | false;
  readonly updateBaseline?: boolean;
}

/** Read where it is there and no other is named. */
export const BASELINE = 'mcp-audit.baseline.txt';

/** What is known already: from the file that is named, else from `mcp-audit.baseline.txt` where there is one. Throws a `UserError`. */
export async function knownFindings(
  { baseline: flag, updateBaseline = false }: BaselineFlags,
  { config, place }: ReadConfig,
  { cwd }: Io,
): Promise<Pick<Settings, 'baseline'>> {
  if (flag === false && updateBaseline)
    throw new UserError('--no-baseline and --update-baseline contradict each other', { hints: ['leave one out'] });
  if (flag === false) return {};
  const named = flag ?? config.baseline;
  const file = named ?? BASELINE;
  const exists = existsSync(path.resolve(cwd, file));
  if (named !== undefined && !exists && !updateBaseline)
    throw new UserError(`there is no baseline \`${named}\``, {
      ...(flag === undefined && place ? { place: place(['baseline'], 'value') } : {}),
      hints: ['`mcp-audit --update-baseline` writes it'],
    });
  if (!exists && !updateBaseline) return {};
  const { loadBaseline } = await import('./baseline.ts');
  return {
    baseline: { ...(exists ? await loadBaseline(file, cwd) : { file, entries: [] }), adopts: updateBaseline },
  };
}

/** Of the calendar where we are: `2026-12-31`. */
export const dayOf = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(4, '0'),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');
