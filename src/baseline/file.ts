import { parseAddress } from '../model/address.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { compareEntries, identity, type Entry } from './entry.ts';

/** Findings that are known, and which rules found them. */
export interface Baseline {
  /** As the user would write it. */
  readonly file: string;
  /** The version of mcp-audit and the hash of its rules; absent for a baseline that is only made now. */
  readonly rules?: { readonly version: string; readonly hash: string };
  readonly entries: readonly Entry[];
}

const FORMAT = 1;
const HEAD = /^# mcp-audit baseline (\d+)$/;
const RULES = /^# rules: mcp-audit (\S+) ([0-9a-f]+)$/;
const AGAIN = 'or delete it and write it anew: `mcp-audit --update-baseline`';

/**
 * A line for each place of a finding, sorted, and nothing else that changes: two branches that each fix or add something
 * merge line by line, even by `merge=union`, which no JSON does.
 */
export function printBaseline(entries: readonly Entry[], rules: NonNullable<Baseline['rules']>): string {
  const lines = new Set(entries.toSorted(compareEntries).map(identity));
  return [
    `# mcp-audit baseline ${FORMAT}`,
    '# What is listed here was found before and does not count: address, rule, message. A line that is deleted counts again.',
    '# Written by `mcp-audit --update-baseline`.',
    `# rules: mcp-audit ${rules.version} ${rules.hash}`,
    ...lines,
    '',
  ].join('\n');
}

/** Reads what `printBaseline` wrote. Throws a `UserError` with the line of what it did not write. */
export function readBaseline(text: string, file: string): Baseline {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const wrong = (line: number, message: string, ...hints: string[]): UserError =>
    new UserError(message, { place: { file, line, column: 1 }, hints });
  const format = HEAD.exec(lines[0]!.trimEnd())?.[1];
  if (format === undefined)
    throw wrong(
      1,
      text.trim() === '' ? 'the file is empty, and no baseline' : 'this is no baseline: it does not begin as one',
      `its first line is \`# mcp-audit baseline ${FORMAT}\``,
      'name another file with `--baseline`, ' + AGAIN,
    );
  if (Number(format) !== FORMAT)
    throw wrong(1, `a later version of mcp-audit wrote this baseline (format ${format})`, 'update mcp-audit, ' + AGAIN);
  let rules: Baseline['rules'];
  const entries = new Map<string, Entry>();
  for (const [i, line] of lines.entries()) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) {
      const [, version, hash] = RULES.exec(words) ?? [];
      if (version !== undefined && hash !== undefined) rules = { version, hash };
      continue;
    }
    if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(words))
      throw wrong(
        i + 1,
        'this is a mark that git leaves in a conflict',
        'keep the lines of both sides and delete the marks: the order of lines means nothing',
        `\`${file} merge=union\` in \`.gitattributes\` does that from now on`,
      );
    const [at = '', rule = '', message = '', ...more] = words.split(/\s+/);
    const server = parseAddress(at.replace(/#.*/, ''))?.server;
    if (server === undefined || message === '' || more.length > 0)
      throw wrong(
        i + 1,
        `\`${printable(words, 80).replaceAll('`', "'")}\` is no entry of a baseline`,
        'an entry is an address, a rule and a message: `mcp:SERVER/tools/NAME#/description tool-description-missing absent`',
        'delete the line, ' + AGAIN,
      );
    const entry = { server, at, rule, message, line: i + 1 };
    if (!entries.has(identity(entry))) entries.set(identity(entry), entry);
  }
  return { file, ...(rules ? { rules } : {}), entries: [...entries.values()] };
}
