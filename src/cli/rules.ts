import { readFile } from 'node:fs/promises';

import { rules } from '../../rules/index.ts';
import { Exit, type ExitCode } from './exit.ts';
import { wantsColor, type Io } from './io.ts';
import { knownRule } from './values.ts';

const COLOR = { error: 31, warning: 33, info: 36 } as const;

/** `mcp-audit rules`: id, level, category and title of each. */
export async function rulesCommand(io: Io): Promise<ExitCode> {
  const color = wantsColor(io, io.stdout);
  const width = Math.max(...rules.map(({ meta }) => meta.id.length));
  for (const { meta } of rules) {
    const level = meta.severity.padEnd(7);
    io.stdout.write(
      `${meta.id.padEnd(width)}  ${color ? `\u001B[${COLOR[meta.severity]}m${level}\u001B[39m` : level}  ${meta.category.padEnd(11)}  ${meta.title}\n`,
    );
  }
  io.stdout.write(`\n${rules.length} rules. \`mcp-audit explain RULE\` tells why and shows examples.\n`);
  return Exit.clean;
}

/** `mcp-audit explain RULE`: the rule's page, which ships with the package. */
export async function explainCommand(id: string, io: Io): Promise<ExitCode> {
  knownRule(
    id,
    rules.map(({ meta }) => meta.id),
  );
  const page = await readFile(new URL(`../rules/${id}/README.md`, import.meta.url), 'utf8').catch(() =>
    readFile(new URL(`../../rules/${id}/README.md`, import.meta.url), 'utf8'),
  ); // from dist/, or from src/cli/
  io.stdout.write(plain(page, wantsColor(io, io.stdout)));
  return Exit.clean;
}

/** Markdown as a terminal reads it: no comments, links as text with their address, headings and strong text in bold where colour is on. */
function plain(page: string, color: boolean): string {
  const bold = (text: string): string => (color ? `\u001B[1m${text}\u001B[22m` : text);
  return `${page
    .replace(/<!--[^\n]*-->\n?/g, '')
    .replace(/^#+ (.*)$/gm, (_, heading: string) => bold(heading))
    .replace(/\*\*([^*\n]+)\*\*/g, (_, strong: string) => bold(strong))
    .replace(/\[([^\]\n]+)\]\(([^)\n]+)\)/g, (_, text: string, url: string) => `${text} <${url}>`)
    .replace(/^```(?:json|ts) (bad|good)$/gm, (_, kind: string) => bold(kind === 'bad' ? 'Bad:' : 'Good:'))
    .replace(/^```\w*\n?/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
