import type { Value } from '../values.ts';
import { hideBin, yargs, yargsHelpers } from './yargs.ts';
import { yargsParser } from './yargs-parser.ts';

const MODULES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['yargs', yargs],
  ['yargs/yargs', yargs],
  ['yargs/helpers', yargsHelpers],
  ['yargs-parser', yargsParser],
]);

/** The namespace of a package that reads the command line or the environment; `undefined` for every other module. */
export const commandLineModule = (specifier: string): Value | undefined => MODULES.get(specifier);

const BUNDLED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['yargs', yargs],
  ['yargsParser', yargsParser],
  ['hideBin', hideBin],
]);

/** What a bundle of other people's code exports under the name of such a package, or of one of its functions. */
export const bundledCommandLine = (name: string): Value | undefined => BUNDLED.get(name);
