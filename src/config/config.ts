import { displayPath } from '../inputs/json/load.ts';
import { findConfig, namedConfig } from './find.ts';
import type { Config } from './schema.ts';
import type { ConfigPlace, Path } from './source.ts';

export type { Config, ConfigTarget, ConfigVariant } from './schema.ts';

export interface ReadConfig {
  readonly config: Config;
  readonly file: string | undefined;
  /** Where a part stands, for a mistake that shows only when the servers are known. */
  readonly place?: (path: Path, part: 'key' | 'value') => ConfigPlace;
}

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
}): Promise<ReadConfig> {
  const found = file === undefined ? await findConfig(root) : await namedConfig(root, file);
  if (found === undefined) return { config: {}, file: undefined };
  const { loadConfig } = await import('./load.ts');
  return { ...(await loadConfig(found, displayPath(found, root), ruleIds)), file: found };
}
