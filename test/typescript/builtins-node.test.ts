import { describe, expect, test } from 'vitest';

import { evaluateProgram } from './evaluate.ts';

/** Files beside `/p/main.ts` in each of the cases; the package is `/p`. */
const FILES = {
  '/p/data/hello.txt': 'Hello.\n',
  '/p/data/list.json': '{"tools":["a","b"]}',
  '/p/tools/b.ts': `export default { name: 'b' }`,
  '/p/tools/a.ts': `export default { name: 'a' }`,
  '/p/tools/deep/c.ts': `export default { name: 'c' }`,
  '/p/.env': 'SECRET=1',
  '/p/dist/package.json': '{"type":"module"}',
  '/p/dist/nested.ts': `import { readFileSync } from 'fs'; export const text = readFileSync(new URL('../data/hello.txt', import.meta.url), 'utf8')`,
  '/p/common.cjs': `exports.a = 1; exports.b = function () { return 2 }`,
  '/other/secret.txt': 'no',
};

const IMPORTS = `
import path from 'node:path';
import { join, resolve as resolvePath } from 'path';
import * as fs from 'fs';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRequire } from 'module';
import { EventEmitter } from 'events';
import { parseArgs, format, promisify } from 'util';
import os from 'os';
import { createHash } from 'crypto';
import proc from 'node:process';
import assert from 'assert';
import http from 'http';
import { AsyncLocalStorage } from 'async_hooks';
import { setTimeout as sleep } from 'timers/promises';
const here = path.dirname(fileURLToPath(import.meta.url));
`;

const KNOWN: readonly (readonly [string, unknown])[] = [
  [`path.join(here, '..', 'x', './y')`, '/x/y'],
  [
    `[path.basename('/a/b.ts'), path.basename('/a/b.ts', '.ts'), path.extname('a.b.c'), path.isAbsolute('a'), path.sep]`,
    ['b.ts', 'b', '.c', false, '/'],
  ],
  [
    `[join('a', '..', 'b'), path.posix.join('a', 'b'), path.relative('/a/b', '/a/c'), path.normalize('/a//b/.')]`,
    ['b', 'a/b', '../c', '/a/b'],
  ],
  [`[resolvePath('/a', 'b', '../c'), resolvePath('/a', '/b'), resolvePath('x') === '/p/x']`, ['/a/c', '/b', true]],
  [`path.parse('/a/b.ts').name`, 'b'],
  [`fs.readFileSync(join(here, 'data/hello.txt'), 'utf8').trim()`, 'Hello.'],
  [`fs.readFileSync(new URL('./data/hello.txt', import.meta.url)).toString('utf-8')`, 'Hello.\n'],
  [`JSON.parse(fs.readFileSync('data/list.json', { encoding: 'utf8' })).tools`, ['a', 'b']],
  [`JSON.parse(fs.readFileSync(join(here, 'data/list.json'))).tools.length`, 2],
  [`(await readFile(join(here, 'data', 'hello.txt'), 'utf8')).length`, 7],
  [
    `[fs.existsSync(join(here, 'data')), fs.existsSync(join(here, 'data/hello.txt')), fs.existsSync(join(here, 'nothing'))]`,
    [true, true, false],
  ],
  [`fs.readdirSync(join(here, 'tools')).filter((f) => f.endsWith('.ts'))`, ['a.ts', 'b.ts']],
  [
    `fs.readdirSync(join(here, 'tools'), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name)`,
    ['deep'],
  ],
  [
    `(await Promise.all((await readdir(join(here, 'tools'))).filter((f) => f.endsWith('.ts')).map((f) => import(pathToFileURL(join(here, 'tools', f)).href)))).map((m) => m.default.name)`,
    ['a', 'b'],
  ],
  [`[fs.statSync(join(here, 'tools')).isDirectory(), fs.statSync(join(here, 'data/hello.txt')).size]`, [true, 7]],
  [`fs.mkdirSync('/tmp/x', { recursive: true }) === undefined`, true],
  [`createRequire(import.meta.url)('./common.cjs').b()`, 2],
  [`pathToFileURL('/a b').href`, 'file:///a%20b'],
  [
    `(() => { class Bus extends EventEmitter { constructor() { super(); this.on('x', () => {}) } name() { return 'bus' } } return new Bus().name() })()`,
    'bus',
  ],
  [
    `parseArgs({ options: { port: { type: 'string', default: '8080' }, verbose: { type: 'boolean' } } }).values.port`,
    '8080',
  ],
  [`format('%s has %d', 'x', 2)`, 'x has 2'],
  [
    `[os.EOL, os.platform(), proc.platform, process.version.startsWith('v2'), process.cwd() === '/p']`,
    ['\n', 'linux', 'linux', true, true],
  ],
  [`(assert(true), assert.ok(1), assert.equal(1, 1), 'on')`, 'on'],
  [`new AsyncLocalStorage().run({}, () => 'inside')`, 'inside'],
  [`await sleep(5, 'awake')`, 'awake'],
  [
    `(await new Promise((resolve) => resolve('r'))) + (await Promise.resolve('s').then((x) => x + 't').catch(() => 'no').finally(() => {}))`,
    'rst',
  ],
  [`(await Promise.allSettled([Promise.resolve(1)]))[0]`, { status: 'fulfilled', value: 1 }],
  [`process.argv[1]`, '/p/main.ts'],
  [`import.meta.url === \`file://\${process.argv[1]}\``, true],
  [
    `Buffer.from('aGk=', 'base64').toString() + Buffer.from('hi').toString('base64') + Buffer.byteLength('ä')`,
    'hiaGk=2',
  ],
  [`(await import('./dist/nested.ts')).text`, 'Hello.\n'],
  [`(() => { globalThis.shared = 3; return (globalThis as any).shared + typeof globalThis.fetch })()`, '3function'],
  [`(() => { process.env.MODE = 'x'; return process.env.MODE })()`, 'x'],
];

const OPAQUE: readonly string[] = [
  `fs.readFileSync('/other/secret.txt', 'utf8')`,
  `fs.readFileSync(join(here, '../other/secret.txt'), 'utf8')`,
  `fs.readFileSync(join(here, '.env'), 'utf8')`,
  `fs.readdirSync('/')`,
  `fs.readFileSync(unknown(), 'utf8')`,
  `fs.readFileSync(join(here, 'missing.txt'), 'utf8')`,
  `os.homedir()`,
  `http.createServer(() => {}).listen(1)`,
  `await fetch('https://example.com')`,
  `crypto.randomUUID()`,
  `createHash('sha256').update(unknown()).digest('hex')`,
  `promisify(unknown)`,
  `process.uptime()`,
  `new Intl.NumberFormat().format(1)`,
  `new Function('return 1')()`,
  `eval('1')`,
];

describe('what Node.js gives', () => {
  test.each(KNOWN)('%s', async (expression, expected) => {
    const { json, opaque } = await evaluateProgram({
      ...FILES,
      '/p/main.ts': `${IMPORTS}\nexport default ${expression};`,
    });
    expect(opaque).toEqual([]);
    expect(json).toEqual(expected);
  });

  test.each(OPAQUE)('%s is not known', async (expression) => {
    const { value } = await evaluateProgram({ ...FILES, '/p/main.ts': `${IMPORTS}\nexport default ${expression};` });
    expect(value.kind).toBe('opaque');
  });
});

describe('what calls something later', () => {
  test.each([
    `setTimeout(() => { seen.push(1) }, 10)`,
    `setImmediate(() => seen.push(1))`,
    `queueMicrotask(() => seen.push(1))`,
    `process.nextTick(() => seen.push(1))`,
    `process.on('SIGINT', () => seen.push(1))`,
    `http.createServer((req, res) => { seen.push(1) })`,
    `fs.readFile(join(here, 'data/hello.txt'), 'utf8', (error, text) => { seen.push(text.length - 6) })`,
    `new EventEmitter().on('x', () => { seen.push(1) })`,
  ])('%s', async (statement) => {
    const { machine, value } = await evaluateProgram({
      ...FILES,
      '/p/main.ts': `${IMPORTS}\nconst seen: number[] = [];\n${statement};\nexport default seen;`,
    });
    machine.drain(() => []);
    expect(
      value.kind === 'array' && value.elements.map((each) => each.value.kind === 'primitive' && each.value.value),
    ).toEqual([1]);
  });
});
