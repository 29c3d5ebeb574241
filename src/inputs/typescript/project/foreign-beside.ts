import { posix } from 'node:path';

import type { Disk } from './disk.ts';
import { foreignIn, type Foreign } from './foreign.ts';

/** How the files that tell a language name the libraries that make MCP servers in it. */
const DEPENDS: readonly (readonly [file: RegExp, library: RegExp])[] = [
  [
    /^(?:pyproject\.toml|setup\.(?:py|cfg)|requirements\.txt|Pipfile)$/,
    /(?:^[^\S\n]*|["'])(?:mcp|fastmcp)(?:\[[\w, -]{0,100}\])?(?:[^\S\n]*[<>=~!;@]|["']|[^\S\n]*$)/m,
  ],
  [/^go\.mod$/, /\bgithub\.com\/(?:modelcontextprotocol\/go-sdk|mark3labs\/mcp-go|metoro-io\/mcp-golang)\b/],
  [/^Cargo\.toml$/, /^[^\S\n]*(?:\[[\w.-]*dependencies\.)?(?:rmcp|rust-mcp-sdk|mcp-server)(?:[^\S\n]*=|\.|\])/m],
  [/\.csproj$/, /["']ModelContextProtocol(?:\.[\w.]+)?["']/],
  [/^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, /\bio\.modelcontextprotocol\b|\bspring-ai-[\w-]{0,40}mcp-server\b/],
  [/^(?:Gemfile|.+\.gemspec)$/, /["'](?:mcp|fast-mcp)["']/],
];

/** What names a project, and so is no library it needs. */
const NAMES = /^[^\S\n]*(?:name[^\S\n]*=.*|keywords[^\S\n]*=[^\S\n]*\[[^\]]{0,2000}\])/gm;
const DEEPEST = 3;
const MOST_FOLDERS = 1_000;
/** What is of others, is made, or shows and tries something out. */
const ASIDE =
  /^(?:\..*|node_modules|vendor|dist|build|out|target|venv|site-packages|(?:.+[-_])?tests?|__tests__|fixtures?|examples?|samples?|templates?|docs?|bench(?:mark)?s?|evals?)\/$/;

/** The servers in other languages at a folder and in up to three levels below, for who reads what stands beside them. Those further up come first. */
export function foreignBeside(root: string, disk: Disk): readonly Foreign[] {
  const found: Foreign[] = [];
  let folders = [''];
  for (let depth = 0; depth <= DEEPEST && folders.length > 0; depth++) {
    for (const folder of folders) {
      const each = foreignIn(posix.join(root, folder, '.'), folder, disk);
      if (each && usesMcp(each, disk)) found.push(each);
    }
    folders = folders
      .flatMap((folder) => disk.list(posix.join(root, folder, '.')).flatMap((name) => below(folder, name)))
      .slice(0, MOST_FOLDERS);
  }
  return found;
}

const below = (folder: string, name: string): string[] =>
  name.endsWith('/') && !ASIDE.test(name) ? [`${folder}${name}`] : [];

function usesMcp({ dir, evidence }: Foreign, disk: Disk): boolean {
  const file = posix.basename(evidence);
  const [, library] = DEPENDS.find(([pattern]) => pattern.test(file)) ?? [];
  return library?.test((disk.read(`${dir}/${file}`) ?? '').replace(NAMES, '')) ?? false;
}
