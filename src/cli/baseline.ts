import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { VERSION } from '../about.ts';
import { printBaseline, readBaseline, type Baseline } from '../baseline/file.ts';
import type { Audit } from '../engine/audit.ts';
import { looksUtf16 } from '../inputs/json/decode.ts';
import { displayPath, whyUnreadable } from '../inputs/json/load.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';
import { whyUnwritable, writeOutput } from './output.ts';

/** Reads a baseline; `file` is its name in messages too. Throws a `UserError`. */
export async function loadBaseline(file: string, cwd: string): Promise<Baseline> {
  const where = path.resolve(cwd, file);
  const shown = displayPath(where, cwd);
  let text: string;
  try {
    text = await readFile(where, 'utf8');
  } catch (error) {
    throw new UserError(whyUnreadable(error, shown), { hints: ['name a file that can be read: `--baseline FILE`'] });
  }
  if (looksUtf16(text))
    throw new UserError('this is UTF-16, not UTF-8', { place: { file: shown }, hints: ['save it as UTF-8'] });
  return readBaseline(text, shown);
}

/** Writes what `--update-baseline` asks for and says what changed; false where it could not be written. */
export async function writeBaseline(audit: Audit, { cwd, stderr }: Io): Promise<boolean> {
  const { baseline, servers } = audit;
  const { file, rules, next = [], kept, added, removed, known } = baseline!;
  const say = (text: string): void => void stderr.write(withoutLogCommands(text));
  if (servers.every(({ loaded }) => loaded === undefined)) {
    say(`error: ${printable(file)} is not written: nothing was read\n`);
    return false;
  }
  try {
    await writeOutput(file, printBaseline(next, { version: VERSION, hash: rules }), cwd);
  } catch (error) {
    say(`error: cannot write ${printable(file)}: ${whyUnwritable(error)}\n`);
    return false;
  }
  const changes = [
    added > 0 ? `${plural(added, 'place')} added` : '',
    removed > 0 ? `${plural(removed, 'place')} taken out` : '',
    kept.length > 0 ? `${plural(kept.length, 'place')} kept that nobody looked at` : '',
  ].filter(Boolean);
  say(
    `${printable(file)}: ${plural(known, 'finding')} in ${plural(next.length, 'place')}${changes.length > 0 ? `; ${changes.join(', ')}` : '; nothing changed'}\n`,
  );
  return true;
}
