import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { decode, looksUtf16 } from '../inputs/json/decode.ts';
import { displayPath, whyUnreadable } from '../inputs/json/load.ts';
import { readJson } from '../inputs/json/read.ts';
import { JsonProblem } from '../inputs/json/scanner.ts';
import { UserError } from '../user-error.ts';
import { documentSource, type Source } from './source.ts';

/** A JSON file that a flag names, with the places of its parts. Throws a `UserError` where it cannot be read or is no JSON. */
export async function readJsonFile(file: string, root: string, flag: string): Promise<Source> {
  const shown = displayPath(file, root);
  const bytes = await readFile(path.resolve(root, file)).catch((error: unknown) => {
    throw new UserError(whyUnreadable(error, shown), { hints: [`name a JSON file: \`${flag} FILE\``] });
  });
  const { text, bad } = decode(bytes);
  if (bad || looksUtf16(text))
    throw new UserError('not valid UTF-8', { place: { file: shown, ...bad }, hints: ['save it as UTF-8'] });
  try {
    return documentSource(readJson(text), shown);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new UserError(error.message, {
      place: { file: shown, ...error.position },
      hints: ['correct it here, or just before'],
    });
  }
}
