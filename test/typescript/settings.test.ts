import { describe, expect, test } from 'vitest';

import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { printAddress } from '../../src/model/address.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';

const HEAD = `
  import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
  const server = new McpServer({ name: 's', version: '1' });
  const add = (name: string, description = 'd') => server.registerTool(name, { description }, async () => ({ content: [] }));
`;
const MANIFEST = {
  name: 'p',
  type: 'module',
  main: 'src/server.ts',
  dependencies: { '@modelcontextprotocol/sdk': '1.32.2', zod: '4.6.7' },
};

/** The tools of a program, `?` after those listed only under a test, and `…` where more may be. */
async function tools(program: string, more: Readonly<Record<string, string>> = {}, path = '.'): Promise<string> {
  const disk = memoryDisk({ '/p/package.json': JSON.stringify(MANIFEST), '/p/src/server.ts': HEAD + program, ...more });
  const found = await loadTypescript({ path }, { root: '/p', signal: new AbortController().signal }, disk);
  return found
    .flatMap((each) => ('server' in each ? [each.server] : []))
    .flatMap(({ tools: all, quirks }) => [
      ...all.map(({ data, address }) => {
        const isPerhaps = quirks.some(
          ({ what, at }) => what === 'conditional' && printAddress(at) === printAddress(address),
        );
        return `${data.name}${isPerhaps ? '?' : ''}`;
      }),
      ...(quirks.some(({ what, at }) => what === 'opaque' && at.pointer.startsWith('/tools/-')) ? ['…'] : []),
    ])
    .join(' ');
}

describe('a list that a setting may replace holds more than its default', () => {
  test.each([
    ["const on = process.env.ON?.split(',') ?? ['a'];", 'a b?'],
    ["const on = process.env.ON ? process.env.ON.split(',') : ['a'];", 'a b?'],
    ["let on = ['a']; if (process.env.ON) on = process.env.ON.split(',');", 'a b?'],
    [
      "function read() { if (process.env.ON) return process.env.ON.split(','); return ['a'] } const on = read();",
      'a b?',
    ],
    ["const on = process.env.ALL ? ['a', 'b'] : ['a'];", 'a b?'],
    ["const on = process.env.LESS ? ['a'] : ['a', 'b'];", 'a b'],
    ["const on = ['a', 'b'] ?? process.env.ON;", 'a b'],
  ])('%s', async (setting, expected) => {
    expect(await tools(`${setting} for (const name of ['a', 'b']) if (on.includes(name)) add(name);`)).toBe(expected);
  });

  test('a set of them, and one word for all', async () => {
    const program = `
      async function main(wanted: string[]) {
        if (!wanted.length) throw new Error('name some');
        const on = wanted.includes('all') ? new Set(['a', 'b']) : new Set(wanted);
        for (const name of ['a', 'b']) if (on.has(name)) add(name);
      }
      main(process.env.ON?.split(',') ?? []).catch(() => process.exit(1));`;
    expect(await tools(program)).toBe('a? b?');
  });

  test('what is added to the default is there', async () => {
    expect(
      await tools("const on = process.env.ON?.split(',') ?? ['a']; on.push('b'); on.forEach((n) => add(n));"),
    ).toMatch(/^a b/);
  });
});

describe('guards that each ask for a setting', () => {
  test('all of them may be passed', async () => {
    const program = `
      function isReady() {
        if (!process.env.A) return false;
        if (!process.env.B) return false;
        return true;
      }
      if (!isReady()) throw new Error('set A and B');
      add('a');`;
    expect(await tools(program)).toBe('a');
  });
});

describe('what is added to one of several lists, nobody knows which', () => {
  test.each([
    ['a tool is in one of them', "groups[Math.random()].push('c')", 'a b c?'],
    ['so is one that is put aside first', "const some = groups[Math.random()]; some.unshift('c')", 'a b c?'],
    ['a level below', "all[Math.random()].list.push('c')", 'a b c?'],
    ['of one that is not read, more may be there', 'groups[Math.random()].push(globalThis.other)', 'a b …'],
    ['reading changes nothing', "groups[Math.random()].map((n) => n).push('c')", 'a b'],
    ['nor does a name that is known', "groups['y'].push('c')", 'a b c'],
  ])('%s', async (_, statement, expected) => {
    const program = `
      const groups: any = { x: ['a'], y: ['b'] };
      const all: any = { first: { list: groups.x }, second: { list: groups.y } };
      ${statement};
      for (const name of [...groups.x, ...groups.y]) add(name);`;
    expect([...new Set((await tools(program)).split(' '))].sort().join(' ')).toBe(expected);
  });
});

test('a function that only makes texts is followed for every tool', async () => {
  const program = `
    const textOf = (i: number) => { let text = ''; for (let k = 0; k < 400; k++) text += k % 10; return text.slice(0, 3) + i };
    setTimeout(() => { for (let i = 0; i < 120; i++) add('t' + i, textOf(i)) });`;
  const disk = memoryDisk({ '/p/package.json': JSON.stringify(MANIFEST), '/p/src/server.ts': HEAD + program });
  const [found] = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  const described = found && 'server' in found ? found.server.tools.map(({ data }) => data.description) : [];
  expect(described).toHaveLength(120);
  expect(described.at(-1)).toBe('012119');
});

test('a short program beside the folder, which opens a file in it, is where it starts', async () => {
  const manifest = { ...MANIFEST, main: 'src/library.ts', bin: { p: 'bin/p.mjs' } };
  const files = {
    '/p/package.json': JSON.stringify(manifest),
    '/p/bin/p.mjs': "#!/usr/bin/env node\nimport { start } from '../src/start.js';\nstart('a');\n",
    '/p/src/start.ts': `${HEAD} export const start = (name: string) => add(name);`,
    '/p/src/library.ts': 'export const version = 1;',
    '/p/src/server.ts': 'export {};',
  };
  expect(await tools('', files, 'src')).toBe('a');
});
