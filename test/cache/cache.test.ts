import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { holds, traced, type Step } from '../../src/cache/trace.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { realDisk } from '../../src/inputs/typescript/project/disk.ts';
import { CLEAN, cli, folder } from '../cli/run.ts';

const FILES = {
  'package.json': JSON.stringify({
    name: 'shop',
    version: '1.0.0',
    bin: 'dist/index.js',
    type: 'module',
    dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { rootDir: 'src', outDir: 'dist', paths: { '#lib/*': ['./src/lib/*'] } },
  }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: {
      'node_modules/@modelcontextprotocol/sdk': { version: '1.20.0' },
      'node_modules/zod': { version: '3.25.0' },
    },
  }),
  'src/index.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { addTools } from './tools';
import { TEXT } from '#lib/text';
const server = new McpServer({ name: 'shop', version: '1.0.0' });
addTools(server, TEXT);
await server.connect(new StdioServerTransport());
`,
  'src/tools.ts': `import { z } from 'zod';
export function addTools(server, text) {
  // mcp-audit-disable-next-line tool-name-abbreviation -- an old name
  server.registerTool('upd_usr', { description: text, inputSchema: { id: z.string() } }, async ({ id }) => {
    try { return await fetch('https://example.com/' + id); } catch { return { content: [] }; }
  });
}
`,
  'src/lib/text.ts': "export const TEXT = 'Updates a user.';\n",
  'README.md': '# shop\n',
};

const run = async (cwd: string, ...flags: string[]) => {
  const { code, stdout, stderr } = await cli(['.', '-f', 'json', '--rule', 'lock-drift=off', ...flags], { cwd });
  return { code, stdout, stderr };
};
const kept = (cwd: string, at = '.mcp-audit-cache'): string => {
  const dir = path.join(cwd, at);
  const file = readdirSync(dir).find((name) => name.endsWith('.bin'));
  return path.join(dir, file!);
};
/** Marks the file of the cache, so that it shows whether it is written again. */
function mark(file: string): () => boolean {
  utimesSync(file, 1, 1);
  return () => statSync(file).mtimeMs !== 1000;
}

describe('a server that is as it was', () => {
  it('is not read again, and the report is the same', async () => {
    const cwd = folder(FILES);
    const plain = await run(cwd);
    expect(plain.stdout).toContain('upd_usr');
    expect(await run(cwd, '--cache')).toEqual(plain);
    const isWritten = mark(kept(cwd));
    expect(await run(cwd, '--cache')).toEqual(plain);
    expect(isWritten()).toBe(false);
    for (const format of ['terminal', 'sarif', 'markdown', 'html']) {
      const flags = ['.', '-f', format];
      const [without, first, again] = [
        await cli(flags, { cwd }),
        await cli([...flags, '--cache'], { cwd }),
        await cli([...flags, '--cache'], { cwd }),
      ];
      const text = ({ stdout }: typeof first): string => stdout.replaceAll(/"(?:commandLine|arguments)":[^\n]*/g, '');
      expect(text(first)).toBe(text(without));
      expect(text(again)).toBe(text(without));
    }
  });

  it('is not read again for a report that goes elsewhere', async () => {
    const [cwd, out] = [folder(FILES), folder({})];
    const report = (name: string) => run(cwd, '--cache', '-f', `html=${path.join(out, name)}`);
    await report('a.html');
    const isWritten = mark(kept(cwd));
    await report('b.html');
    expect(isWritten()).toBe(false);
  });

  it('is kept in node_modules, or where it is asked for', async () => {
    const cwd = folder({ ...FILES, 'node_modules/x/package.json': '{}' });
    await run(cwd, '--cache');
    expect(readFileSync(path.join(cwd, 'node_modules/.cache/mcp-audit/.gitignore'), 'utf8')).toBe('*\n');
    await run(cwd, '--cache', '--cache-location', 'elsewhere/here');
    expect(kept(cwd, 'elsewhere/here')).toMatch(/\.bin$/);
  });

  it('is found among those that changed', async () => {
    const cwd = folder({
      ...Object.fromEntries(Object.entries(FILES).map(([file, text]) => [`a/${file}`, text])),
      ...Object.fromEntries(Object.entries(FILES).map(([file, text]) => [`b/${file}`, text])),
    });
    const both = (...flags: string[]) => cli(['a', 'b', '-f', 'json', ...flags], { cwd });
    await both('--cache');
    const dir = path.join(cwd, '.mcp-audit-cache');
    const files = readdirSync(dir)
      .filter((name) => name.endsWith('.bin'))
      .map((name) => mark(path.join(dir, name)));
    expect(files).toHaveLength(2);
    writeFileSync(path.join(cwd, 'b/src/lib/text.ts'), "export const TEXT = 'Changes a user.';\n");
    expect(await both('--cache')).toEqual(await both());
    expect(files.map((isWritten) => isWritten()).toSorted()).toEqual([false, true]);
  });
});

describe('is read again after', () => {
  const write = (file: string, text: string) => (cwd: string) => {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    writeFileSync(path.join(cwd, file), text);
  };
  const edit = (file: keyof typeof FILES, from: string, to: string) => {
    expect(FILES[file]).toContain(from);
    return write(file, FILES[file].replace(from, to));
  };
  it.each<[string, (cwd: string) => void]>([
    ['an edit of the program', edit('src/index.ts', "name: 'shop'", "name: 'store'")],
    ['an edit of a module', edit('src/tools.ts', 'upd_usr', 'update_user')],
    [
      'an edit of the same length at the same time',
      (cwd) => {
        const { atime, mtime } = statSync(path.join(cwd, 'src/tools.ts'));
        edit('src/tools.ts', 'upd_usr', 'del_usr')(cwd);
        utimesSync(path.join(cwd, 'src/tools.ts'), atime, mtime);
      },
    ],
    [
      'an edit of what is behind a tool',
      edit(
        'src/tools.ts',
        'return { content: [] };',
        "return { isError: true, content: [{ type: 'text', text: 'Not there: try another id.' }] };",
      ),
    ],
    ['an edit of a comment', edit('src/tools.ts', 'disable-next-line tool-name-abbreviation', 'disable-next-line')],
    ['lines that move', edit('src/tools.ts', 'export', '\n\nexport')],
    ['an edit of a text far away', edit('src/lib/text.ts', 'Updates', 'Changes')],
    ['a module that is gone', (cwd) => rmSync(path.join(cwd, 'src/lib/text.ts'))],
    ['another version in the lock file', edit('package-lock.json', '1.20.0', '1.10.0')],
    ['a lock file that is gone', (cwd) => rmSync(path.join(cwd, 'package-lock.json'))],
    ['an edit of package.json', edit('package.json', '"type":"module",', '')],
    ['another program in package.json', edit('package.json', 'dist/index.js', 'dist/other.js')],
    ['another path in tsconfig.json', edit('tsconfig.json', './src/lib/*', './src/old/*')],
    ['a file that resolution takes first', write('src/lib/text.d.ts', 'export const TEXT: string;\n')],
    [
      'a module in JavaScript beside it',
      write(
        'src/tools.js',
        "export function addTools(server) { server.registerTool('b', {}, async () => ({ content: [] })); }\n",
      ),
    ],
    [
      'a package that is installed',
      write(
        'node_modules/@modelcontextprotocol/sdk/package.json',
        '{"name":"@modelcontextprotocol/sdk","version":"1.5.0"}',
      ),
    ],
    ['a module that path leads to first', write('src/old/text.ts', "export const TEXT = 'Old.';\n")],
    ['a Dockerfile', write('Dockerfile', 'FROM node:20\nHEALTHCHECK CMD curl http://localhost:3000/health\n')],
    ['a package above it', write('packages/x/package.json', '{"name":"x"}')],
    [
      'a folder in the place of a file',
      (cwd) => {
        rmSync(path.join(cwd, 'src/lib/text.ts'));
        mkdirSync(path.join(cwd, 'src/lib/text.ts'));
      },
    ],
    [
      'a link to another file',
      (cwd) => {
        write('other.ts', "export const TEXT = 'Other.';\n")(cwd);
        rmSync(path.join(cwd, 'src/lib/text.ts'));
        symlinkSync(path.join(cwd, 'other.ts'), path.join(cwd, 'src/lib/text.ts'));
      },
    ],
  ])('%s', async (_, change) => {
    const cwd = folder(FILES);
    await run(cwd, '--cache');
    change(cwd);
    const [cached, plain, again] = [await run(cwd, '--cache'), await run(cwd), await run(cwd, '--cache')];
    expect(cached).toEqual(plain);
    expect(again).toEqual(plain);
  });

  it('any other answer of the file system, whichever it is', async () => {
    const cwd = folder(FILES);
    const { disk, steps } = traced(realDisk());
    await loadTypescript({ path: '.' }, { root: cwd, signal: new AbortController().signal }, disk);
    const all = steps();
    const asks = (ask: string, file: string): boolean => all.some(([kind, at]) => kind === ask && at.endsWith(file));
    for (const file of Object.keys(FILES).filter((name) => name !== 'README.md'))
      expect(asks('read', file), file).toBe(true);
    expect(all.some(([ask, , answer]) => ask === 'read' && answer === 'undefined')).toBe(true); // names that were not there
    expect(holds(all, realDisk())).toBe(true);
    for (const [i, [ask, at, answer]] of all.entries()) {
      const other: Step[] = all.with
        ? (all.with(i, [ask, at, `${answer}!`]) as Step[])
        : [...all.slice(0, i), [ask, at, `${answer}!`], ...all.slice(i + 1)];
      expect(holds(other, realDisk())).toBe(false);
    }
  });

  it('another setting, version of Node or program', async () => {
    const cwd = folder(FILES);
    await run(cwd, '--cache');
    const isWritten = mark(kept(cwd));
    expect(await run(cwd, '--cache', '--rule', 'error-swallowed=off')).toEqual(
      await run(cwd, '--rule', 'error-swallowed=off'),
    );
    expect(isWritten()).toBe(true);
  });
});

describe('a cache that is', () => {
  it.each<[string, (file: string) => void]>([
    ['empty', (file) => writeFileSync(file, '')],
    ['text', (file) => writeFileSync(file, 'x'.repeat(1000))],
    ['cut', (file) => writeFileSync(file, readFileSync(file).subarray(0, 500))],
    [
      'one bit off',
      (file) => {
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(file, bytes);
      },
    ],
  ])('%s is ignored and written anew', async (_, spoil) => {
    const cwd = folder(FILES);
    const plain = await run(cwd);
    await run(cwd, '--cache');
    spoil(kept(cwd));
    const isWritten = mark(kept(cwd));
    expect(await run(cwd, '--cache')).toEqual(plain);
    expect(isWritten()).toBe(true);
    expect(await run(cwd, '--cache')).toEqual(plain);
  });

  it('not to be written is none', async () => {
    const cwd = folder({ ...FILES, blocked: '' });
    expect(await run(cwd, '--cache', '--cache-location', 'blocked/x')).toEqual(await run(cwd));
  });
});

it('nothing but source is kept', async () => {
  const cwd = folder({ 'tools.json': CLEAN });
  expect((await cli(['tools.json', '--cache'], { cwd })).code).toBe(0);
  expect(readdirSync(cwd)).toEqual(['tools.json']);
});

it('nor is what could not be read', async () => {
  const cwd = folder({ 'package.json': '{"name":"x"}', 'index.js': '' });
  expect((await cli(['.', '--cache'], { cwd })).code).toBe(2);
  expect(readdirSync(path.join(cwd, '.mcp-audit-cache'))).toEqual(['.gitignore']);
});

it('a folder for the cache needs a cache', async () => {
  const { code, stderr } = await cli(['.', '--cache-location', 'x'], { cwd: folder(FILES) });
  expect([code, stderr.split('\n')[0]]).toEqual([2, 'error: --cache-location is given, and nothing is cached']);
});
