import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** A fenced block of a page. */
export interface Fence {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** What people read: the README, the guides, what contributors read. */
export const pages = (): readonly string[] => [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export function fencesOf(file: string): readonly Fence[] {
  const text = textOf(file);
  return [...text.matchAll(/^```(\w*)[^\n]*\n([^]*?)^```$/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1]!,
    text: match[2]!,
  }));
}

/** The words of a command line as a shell splits them, one list for each command; comments and assignments left out. */
export function commandsIn(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [];
  for (const line of script.replaceAll('\\\n', ' ').split('\n')) {
    let words: string[] = [];
    const tokens = line.matchAll(/\s+#.*$|^#.*$|&&|\|\||[|;]|(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'|;&\\])+/g);
    for (const [token] of tokens) {
      if (/^\s*#/.test(token)) break;
      if (/^(?:&&|[|;]{1,2})$/.test(token)) {
        commands.push(words);
        words = [];
      } else
        words.push(
          token.replace(
            /"((?:[^"\\]|\\.)*)"|'([^']*)'/g,
            (_, double?: string, single?: string) => double ?? single ?? '',
          ),
        );
    }
    commands.push(words);
  }
  return commands.filter((words) => words.length > 0);
}

/** What follows the word `mcp-audit` of a command that calls it; `undefined` where it calls something else. */
export function callOf(words: readonly string[]): readonly string[] | undefined {
  const at = words.findIndex((word) => word === 'mcp-audit' || /(?:^|\/)dist\/cli\.js$/.test(word));
  const before = words.slice(0, Math.max(at, 0));
  return at >= 0 && before.every((word) => /^(?:npx|xargs|node|-\w+|--yes)$/.test(word))
    ? words.slice(at + 1)
    : undefined;
}
