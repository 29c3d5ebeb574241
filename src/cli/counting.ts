import type { Encoding } from '../budget/count.ts';
import type { SpendingWanted } from '../budget/spending/spend.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import type { Io } from './io.ts';
import { oneOf } from './values.ts';

export interface CountingFlags {
  readonly encoding?: readonly string[];
  readonly calibrate?: string;
}

const ENCODINGS = ['o200k_base', 'cl100k_base'] as const satisfies readonly Encoding[];

/**
 * What `--encoding` and `--calibrate` want counted. The file is read now, before any server starts, and its counts are
 * compared with the tools of all servers once they are listed. Throws a `UserError`.
 */
export async function countingOf(
  { encoding = [], calibrate }: CountingFlags,
  io: Io,
): Promise<(loaded: readonly (Loaded | Failed)[]) => SpendingWanted> {
  const encodings = encoding.map((each) => oneOf('--encoding', ENCODINGS, each));
  if (calibrate === undefined) return () => ({ encodings });
  const file = await (await import('../config/calibration.ts')).readCalibration(calibrate, io.cwd);
  return (loaded) => {
    const tools = loaded.flatMap((each) => (isFailed(each) ? [] : each.server.tools));
    return { encodings, calibrations: file.calibrations(tools) };
  };
}
