import { packageOf } from '../frameworks/package-name.ts';
import type { Value } from '../values.ts';
import { cac } from './cac.ts';
import { envalid, envVar, t3Env } from './checked-environment.ts';
import { citty } from './citty.ts';
import { cleye } from './cleye.ts';
import { argumentClass, optionClass } from './commander-options.ts';
import { commandClass, commander } from './commander.ts';
import { convict } from './convict.ts';
import { conf, configstore, cosmiconfig, dotenv, rc } from './environment.ts';
import { arg, commandLineArgs, getopts, minimist, mri, nopt } from './flat-parsers.ts';
import { meow } from './meow.ts';
import { oclif } from './oclif.ts';
import { sade } from './sade.ts';
import { yargsParser } from './yargs-parser.ts';
import { hideBin, yargs, yargsClass, yargsHelpers } from './yargs.ts';

/** Packages that read the command line or the environment: what they give when nothing is given. */
const PACKAGES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['yargs', yargs],
  ['yargs-parser', yargsParser],
  ['commander', commander],
  ['@commander-js/extra-typings', commander],
  ['minimist', minimist],
  ['mri', mri],
  ['getopts', getopts],
  ['arg', arg],
  ['nopt', nopt],
  ['command-line-args', commandLineArgs],
  ['meow', meow],
  ['cac', cac],
  ['sade', sade],
  ['citty', citty],
  ['cleye', cleye],
  ['@oclif/core', oclif],
  ['dotenv', dotenv],
  ['dotenv-flow', dotenv],
  ['dotenv-safe', dotenv],
  ['dotenv-expand', dotenv],
  ['@dotenvx/dotenvx', dotenv],
  ['@t3-oss/env-core', t3Env],
  ['@t3-oss/env-nextjs', t3Env],
  ['envalid', envalid],
  ['env-var', envVar],
  ['convict', convict],
  ['rc', rc],
  ['conf', conf],
  ['configstore', configstore],
  ['cosmiconfig', cosmiconfig],
  ['lilconfig', cosmiconfig],
]);

/** The namespace of a package that reads the command line or the environment; `undefined` for every other module. */
export function commandLineModule(specifier: string): Value | undefined {
  const name = packageOf(specifier);
  if (name !== 'yargs') return PACKAGES.get(name);
  return specifier.startsWith('yargs/helpers') ? yargsHelpers : yargs;
}

const BUNDLED: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['yargs', yargs],
  ['hideBin', hideBin],
  ['yargsParser', yargsParser],
  ['commander', commander],
  ['minimist', minimist],
  ['dotenv', dotenv],
]);

/** What a bundle of other people's code exports under a name that tells such a package. */
export const bundledCommandLine = (name: string): Value | undefined => BUNDLED.get(name);

/**
 * A class of a parser met in the program's own files, into which a bundler has put it: told by methods that no other class
 * has. `undefined` for every other class.
 */
export function bundledParser(has: ReadonlySet<string>): Value | undefined {
  if (has.has('requiredOption') && has.has('parseAsync')) return commandClass;
  if (has.has('makeOptionMandatory')) return optionClass;
  if (has.has('argOptional')) return argumentClass;
  return has.has('demandCommand') && has.has('parserConfiguration') ? yargsClass : undefined;
}
