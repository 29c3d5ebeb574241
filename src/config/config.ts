import { displayPath } from '../inputs/json/load.ts';
import type { Rule } from '../rule.ts';
import type { Layer } from './chain.ts';
import { findConfig, namedConfig } from './find.ts';
import type { Config, Origin } from './merge.ts';
import type { LoadedPlugin } from './plugins.ts';
import type { ConfigPlace, Path } from './source.ts';

export type { Config, NamedWord, Origin } from './merge.ts';
export type { ConfigTarget, ConfigVariant } from './targets.ts';
export type { ConfigPlace, Path } from './source.ts';

export interface ReadConfig {
  /** With all that it extends, in one. */
  readonly config: Config;
  readonly file: string | undefined;
  /** Ours and those of plugins, which have a `/` in their ids. */
  readonly rules: readonly Rule[];
  readonly plugins: readonly LoadedPlugin[];
  /** What was read, the weakest first. */
  readonly layers: readonly Layer[];
  /** By JSON pointer into `config`; what is not there is as it is without a configuration. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Where a part stands, for a mistake that shows only when the servers are known. */
  readonly place?: (path: Path, part: 'key' | 'value') => ConfigPlace;
}

/**
 * The configuration of the working directory `root`, or the one in `file`, with all it extends; empty when there is none. Where
 * there is none this costs one look at the folder: everything that reads configurations is loaded only when there is one to read.
 * Every mistake in it is a `UserError` with its place and what to do.
 */
export async function readConfig({
  root,
  file,
  rules,
}: {
  root: string;
  file?: string;
  rules: readonly Rule[];
}): Promise<ReadConfig> {
  const found = file === undefined ? await findConfig(root) : await namedConfig(root, file);
  if (found === undefined) return noConfig(rules);
  const [{ readChain }, { mergeAll }] = await Promise.all([import('./chain.ts'), import('./merged.ts')]);
  return { ...mergeAll(await readChain(found, root, rules), rules, displayPath(found, root)), file: found };
}

/** As where there is no configuration. */
export const noConfig = (rules: readonly Rule[]): ReadConfig => ({
  config: {},
  file: undefined,
  rules,
  plugins: [],
  layers: [],
  origins: new Map(),
});

/** The configuration that a program hands over, with all it extends: names in it are those of a file `name` in `root`. Throws a `UserError`. */
export async function givenConfig(
  value: unknown,
  { root, rules, name }: { root: string; rules: readonly Rule[]; name: string },
): Promise<ReadConfig> {
  const [{ givenChain }, { mergeAll }] = await Promise.all([import('./chain.ts'), import('./merged.ts')]);
  return { ...mergeAll(await givenChain(value, name, root, rules), rules, name), file: undefined };
}
