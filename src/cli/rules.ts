import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { rules as own } from '../../rules/index.ts';
import { severitiesOf } from '../engine/severity.ts';
import { printableLines } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { pluginPage, rulesHere } from './config-rules.ts';
import { Exit, type ExitCode } from './exit.ts';
import { wantsColor, type Io } from './io.ts';
import { readable } from './page.ts';
import { knownRule } from './values.ts';

const COLOR = { error: 31, warning: 33, info: 36 } as const;

/** `mcp-audit rules`: id, level, category and title of each. */
export async function rulesCommand(io: Io): Promise<ExitCode> {
  const color = wantsColor(io, io.stdout);
  const { rules } = await rulesHere(own, io);
  const width = Math.max(...rules.map(({ meta }) => meta.id.length));
  const levels = rules.map(({ meta }) => severitiesOf(meta));
  const wide = Math.max(...levels.map((each) => each.join(', ').length));
  for (const [i, { meta }] of rules.entries()) {
    const own = levels[i]!;
    const shown = color ? own.map((level) => `\u001B[${COLOR[level]}m${level}\u001B[39m`) : own;
    const gap = ' '.repeat(wide - own.join(', ').length);
    io.stdout.write(
      `${meta.id.padEnd(width)}  ${shown.join(', ')}${gap}  ${meta.category.padEnd(11)}  ${meta.title}\n`,
    );
  }
  io.stdout.write(
    `\n${rules.length} rules. \`mcp-audit explain RULE\` tells why and shows examples, \`mcp-audit explain score\` how they make the score.\n`,
  );
  return Exit.clean;
}

/** What is explained beside the rules: a section of the README, which ships with the package. */
const SECTIONS: Readonly<Record<string, string>> = { score: '## The score' };

/** `mcp-audit explain RULE`: the rule's page, which ships with the package too. */
export async function explainCommand(id: string, io: Io): Promise<ExitCode> {
  const title = Object.hasOwn(SECTIONS, id) ? SECTIONS[id] : undefined;
  const { rules } = id.includes('/') ? await rulesHere(own, io) : { rules: own };
  if (title === undefined)
    knownRule(
      id,
      rules.map(({ meta }) => meta.id),
    );
  const others = id.includes('/') ? rules.find(({ meta }) => meta.id === id) : undefined;
  const page = others
    ? printableLines(pluginPage(others))
    : title === undefined
      ? await shipped(`rules/${id}/README.md`)
      : section(await shipped('README.md'), title);
  const width = Math.max(40, Math.min(io.stdout.columns ?? 100, 120));
  io.stdout.write(readable(page, { color: wantsColor(io, io.stdout), width }));
  return Exit.clean;
}

/** A file of the package, whose root is above dist/, dist/chunks/ or src/cli/. */
async function shipped(file: string): Promise<string> {
  const above = ['../', '../../'].map((up) => new URL(up, import.meta.url));
  const root = above.find((each) => existsSync(new URL('package.json', each))) ?? above[0];
  return readFile(new URL(file, root), 'utf8');
}

/** From its heading to the next of the same level. */
function section(page: string, title: string): string {
  const [, text] = page.split(`\n${title}\n`);
  if (text === undefined) throw new UserError(`the README of this installation has no section \`${title}\``);
  const [body = ''] = text.split(/^## /m);
  return `${title}\n${body}`;
}
