import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { isFailed, type Env, type Failed, type Loaded } from '../inputs/input.ts';
import { displayPath, loadJson } from '../inputs/json/load.ts';
import type { Disk } from '../inputs/typescript/project/disk.ts';
import { few } from '../text/few.ts';
import { pasted } from '../text/pasted.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';

/** Reads a folder or a file of source. */
export async function loadSource(
  named: string,
  env: Env,
  touchedBy?: readonly string[],
  disk?: Disk,
): Promise<readonly (Loaded | Failed)[]> {
  const { loadTypescript } = await import('../inputs/typescript/load.ts');
  try {
    const results = await loadTypescript({ path: named, ...(touchedBy ? { touchedBy } : {}) }, env, disk);
    return touchedBy || results.some((each) => !isFailed(each))
      ? results
      : ((await listsInstead(named, env)) ?? results);
  } catch (error) {
    if (env.signal.aborted) return []; // nobody reads an answer
    throw error;
  }
}

/** Says which programs were not read, and how they are: a package may start another server than the one it is known for. */
export function sayBeside(results: readonly (Loaded | Failed)[], { stderr }: Io): void {
  const sources = results.filter((each): each is Loaded => !isFailed(each) && each.input === 'typescript');
  const beside = [...new Set(sources.flatMap(({ source }) => source?.beside ?? []))];
  const [first] = beside;
  sayForeign(sources, stderr);
  if (first === undefined) return;
  const { names, rest } = few(beside, 3);
  const what = beside.length === 1 ? 'makes another server' : 'make other servers';
  const files = beside.length === names.length ? beside.map((file) => pasted(file)).join(' ') : pasted(first);
  stderr.write(
    `not read: ${names.map((name) => printable(name)).join(', ')}${rest} ${what}; audit with \`mcp-audit ${files}\`\n`,
  );
}

function sayForeign(sources: readonly Loaded[], stderr: Io['stderr']): void {
  const foreign = sources.flatMap(({ source }) => source?.foreign ?? []);
  const [first] = foreign;
  if (first === undefined) return;
  const { names, rest } = few(
    foreign.map(({ file }) => file),
    3,
  );
  const languages = [...new Set(foreign.map(({ language }) => language))].join(', ');
  const what = foreign.length === 1 ? 'a server in' : `${foreign.length} servers in`;
  const says = foreign.length === 1 ? 'it is audited while it runs' : 'each is audited while it runs';
  stderr.write(
    `not read: ${what} ${languages} (${names.map((name) => printable(name)).join(', ')}${rest}); ${says}: \`${first.command}\`\n`,
  );
}

/** How many files of a folder are looked into. */
const MOST = 5;

/** The answer for a folder of tool lists, which are audited one by one: a `.json` beside a program could be anything. */
async function listsInstead(named: string, env: Env): Promise<readonly Failed[] | undefined> {
  const folder = path.resolve(env.root, named);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const lists = readdirSync(folder).filter((name) => name.endsWith('.json'));
  for (const name of lists.slice(0, MOST)) {
    const [first] = await loadJson({ path: path.join(folder, name) }, env);
    if (!first || isFailed(first)) continue;
    const shown = displayPath(named, env.root);
    const files = shown === '.' ? '*.json' : `${shown}/*.json`;
    return [
      {
        id: shown,
        input: 'typescript',
        reason: `${shown} holds tool lists and no source`,
        hint: `Name the files: \`mcp-audit ${files}\`.`,
      },
    ];
  }
  return undefined;
}
