import path from 'node:path';

import type { CosmiconfigResult, Loader } from 'cosmiconfig';
import * as internals from 'cosmiconfig/dist/Explorer.js';

import { looksUtf16 } from '../inputs/json/decode.ts';
import { whyUnreadable } from '../inputs/json/load.ts';
import { readJson, type Document } from '../inputs/json/read.ts';
import { JsonProblem } from '../inputs/json/scanner.ts';
import { UserError } from '../user-error.ts';
import type { What } from './code.ts';
import { LOADED } from './endings.ts';
import { NAME } from './find.ts';
import { codeSource, documentSource, type Source } from './source.ts';

/** Reads one file. `shown` is its name in messages. Throws a `UserError`, also where it says nothing. */
export async function readSource(file: string, shown: string, what: What = 'configuration'): Promise<Source> {
  const source = await read(file, shown, what);
  if (source === undefined)
    throw new UserError('the file is empty', {
      place: { file: shown, line: 1, column: 1 },
      hints: ['write a configuration into it, or delete it'],
    });
  if (source.value === undefined && isPackage(file))
    throw new UserError(`there is no \`${NAME}\` in it`, {
      place: { file: shown },
      hints: [`add \`"${NAME}": { "targets": [] }\`, or name another file`],
    });
  return source;
}

async function read(file: string, shown: string, what: What): Promise<Source | undefined> {
  try {
    return (await explorer(shown, what).load(file))?.config as Source | undefined;
  } catch (error) {
    if (error instanceof UserError || typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    throw new UserError(whyUnreadable(error, shown), { hints: ['name a file that can be read: `--config FILE`'] });
  }
}

/**
 * The part of cosmiconfig behind `load()`. Its front door first looks for settings of its own in the folder the process runs
 * in: that runs any `.config/config.js`, and dies of a `.config/config.ts` (cosmiconfig/cosmiconfig#296).
 */
const { Explorer } = internals as unknown as {
  Explorer: new (options: object) => { load(file: string): Promise<CosmiconfigResult> };
};

/**
 * cosmiconfig reads the file and chooses the loader; it does not search, because only the working directory counts. The
 * loaders are ours: its own lose positions, quote the text in errors, and need a TypeScript that still has an API.
 */
function explorer(shown: string, what: What): InstanceType<typeof Explorer> {
  const json = utf8((file, text) =>
    fitted(file, documentSource(jsonDocument(text, shown), shown, isPackage(file) ? NAME : undefined)),
  );
  const yaml = utf8(async (file, text) =>
    fitted(file, documentSource((await import('./yaml.ts')).readYaml(text, shown), shown)),
  );
  const code = utf8(async (file, text) =>
    fitted(file, codeSource(await (await import('./code.ts')).runConfig(file, text, shown, what), shown)),
  );
  const loaders = Object.fromEntries(
    LOADED.map((ending) => [ending, ending === '.json' ? json : /^\.ya?ml$/.test(ending) ? yaml : code]),
  );
  return new Explorer({
    moduleName: NAME,
    searchStrategy: 'none',
    searchPlaces: [],
    cache: false,
    transform: (result: CosmiconfigResult) => result,
    loaders,
  });

  function utf8(load: Loader): Loader {
    return (file, text) => {
      if (looksUtf16(text))
        throw new UserError('this is UTF-16, not UTF-8', { place: { file: shown }, hints: ['save it as UTF-8'] });
      return load(file, text);
    };
  }
}

const isPackage = (file: string): boolean => path.parse(file).name === 'package';

/** Of any file called `package`, cosmiconfig takes one property. */
const fitted = (file: string, source: Source): unknown => (isPackage(file) ? { [NAME]: source } : source);

function jsonDocument(text: string, file: string): Document {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const hint = /comma|comment/.test(error.message)
      ? 'remove it; `mcp-audit.config.yaml` and `mcp-audit.config.ts` allow comments and more commas'
      : 'correct it here, or just before';
    throw new UserError(error.message, { place: { file, ...error.position }, hints: [hint] });
  }
}
