import { displayPath } from '../inputs/json/load.ts';
import { findConfig, namedConfig } from './find.ts';
import type { Config } from './schema.ts';

export type { Config, ConfigTarget } from './schema.ts';

/**
 * The configuration of the working directory `root`, or the one in `file`; empty when there is none. Where there is none
 * this costs one look at the folder: everything that reads configurations is loaded only when there is one to read.
 * Every mistake in it is a `UserError` with its place and what to do.
 */
export async function readConfig({
  root,
  file,
  ruleIds,
}: {
  root: string;
  file?: string;
  ruleIds: readonly string[];
}): Promise<{ config: Config; file: string | undefined }> {
  const found = file === undefined ? await findConfig(root) : await namedConfig(root, file);
  if (found === undefined) return { config: {}, file: undefined };
  const { loadConfig } = await import('./load.ts');
  return { config: await loadConfig(found, displayPath(found, root), ruleIds), file: found };
}
