import { isFailed, type Loaded } from '../inputs/input.ts';
import { loadTypescript } from '../inputs/typescript/load.ts';
import { memoryDisk } from '../inputs/typescript/project/memory-disk.ts';
import type { Address } from '../model/address.ts';
import type { CodeFacts } from '../model/code.ts';

const PACKAGE = JSON.stringify({
  name: 'example',
  type: 'module',
  main: 'server.ts',
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
});

/** What was read of the code of a program, with its places as `file:NAME`, where a comment `//@ NAME` ends the line. */
export interface CodeOf {
  readonly loaded: Loaded;
  readonly code: CodeFacts;
  /** The mark of the line an address stands at, else `file:line`. */
  at(address: Address): string;
}

/** Reads the one server of a program of several files. */
export async function codeOf(files: Readonly<Record<string, string>>): Promise<CodeOf> {
  const all = Object.entries({ 'package.json': PACKAGE, ...files });
  const disk = memoryDisk(Object.fromEntries(all.map(([name, text]) => [`/example/${name}`, text])));
  const results = await loadTypescript({ path: '.' }, { root: '/example', signal: new AbortController().signal }, disk);
  const [loaded] = results;
  if (!loaded || isFailed(loaded)) throw new Error(`the program does not load: ${loaded?.reason ?? 'nothing'}`);
  return {
    loaded,
    code: loaded.server.code!,
    at(address) {
      const place = loaded.locate(address, 'value');
      if (!place) return 'nowhere';
      const line = files[place.file]?.split('\n')[place.start.line - 1] ?? '';
      return /\/\/@ (\S+)/.exec(line)?.[1] ?? `${place.file}:${place.start.line}`;
    },
  };
}
