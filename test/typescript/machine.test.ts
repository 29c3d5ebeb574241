import { describe, expect, test } from 'vitest';

import { evaluateProgram } from './evaluate.ts';

/** `[what, program, its default export]`; the program is one module. */
const KNOWN: readonly (readonly [string, string, unknown])[] = [
  ['literals', `export default ['a', 1, -2.5, true, null, 0x10, 1_000]`, ['a', 1, -2.5, true, null, 16, 1000]],
  ['templates', 'const n = 3; export default `a ${n} b ${n + 1}`', 'a 3 b 4'],
  ['sums', `export default 'a' + 'b' + 1 + 2`, 'ab12'],
  ['numbers first', `export default 1 + 2 + 'x'`, '3x'],
  ['long sums', `export default ${Array.from({ length: 3000 }, () => `'x'`).join(' + ')}`, 'x'.repeat(3000)],
  [
    'objects',
    `const a = 1; export default { a, 'b c': 2, [\`d\${a}\`]: 3, e() {}, 7: 4 }`,
    { 7: 4, a: 1, 'b c': 2, d1: 3 },
  ],
  [
    'spreads',
    `const a = { x: 1, y: 2 }; export default { ...a, y: 3, ...[9], ...null, ...false }`,
    { 0: 9, x: 1, y: 3 },
  ],
  ['array spreads', `const a = [2, 3]; export default [1, ...a, ...'xy']`, [1, 2, 3, 'x', 'y']],
  ['as const and satisfies', `export default ({ a: 'x' } as const satisfies object)!`, { a: 'x' }],
  [
    'enums',
    `enum A { X = 'x', Y = 'y' } enum B { P, Q = 5, R } export default [A.X, B.P, B.R, B[5], Object.values(A)]`,
    ['x', 0, 6, 'Q', ['x', 'y']],
  ],
  ['const enums', `const enum A { X = 1 << 2, Y = X | 1 } export default A.Y`, 5],
  [
    'compiled enums',
    `var A = ((A2) => { A2["X"] = "x"; A2[A2["Y"] = 1] = "Y"; return A2 })(A || {}); var B; (function (B) { B["P"] = "p" })(B || (B = {})); export default [A.X, A.Y, A[1], B.P]`,
    ['x', 1, 'Y', 'p'],
  ],
  ['namespaces', `namespace N { export const a = 1; export function f() { return a + 1 } } export default N.f()`, 2],
  [
    'destructuring',
    `const { a, b: [c, ...d], e = 5, ...f } = { a: 1, b: [2, 3, 4], g: 6 }; export default { a, c, d, e, f }`,
    { a: 1, c: 2, d: [3, 4], e: 5, f: { g: 6 } },
  ],
  [
    'parameters',
    `const f = ({ a, b = 2 }: any, ...c: number[]) => [a, b, c]; export default f({ a: 1 }, 3, 4)`,
    [1, 2, [3, 4]],
  ],
  [
    'factories',
    `const define = <T>(x: T) => x; const make = (name: string) => define({ name, description: \`Does \${name}\` }); export default ['a', 'b'].map(make)`,
    [
      { name: 'a', description: 'Does a' },
      { name: 'b', description: 'Does b' },
    ],
  ],
  [
    'straight lines',
    `function f(x) { const y = x * 2; let z = y + 1; z += 1; return { y, z } } export default f(2)`,
    { y: 4, z: 6 },
  ],
  [
    'array methods',
    `export default [3, 1, 2].filter((x) => x > 1).map((x) => x * 2).concat([1], 5).flatMap((x) => [x, x]).join('-')`,
    '6-6-4-4-1-1-5-5',
  ],
  [
    'object methods',
    `const o = { a: 1, b: 2 }; export default [Object.keys(o), Object.values(o), Object.fromEntries(Object.entries(o).map(([k, v]) => [k.toUpperCase(), v])), Object.assign({}, o, { c: 3 })]`,
    [['a', 'b'], [1, 2], { A: 1, B: 2 }, { a: 1, b: 2, c: 3 }],
  ],
  [
    'text methods',
    `export default ['  a b '.trim(), 'a,b'.split(','), 'aXb'.replace(/x/i, '-'), 'abc'.slice(1), 'tool_name'.replaceAll('_', ' ')]`,
    ['a b', ['a', 'b'], 'a-b', 'bc', 'tool name'],
  ],
  [
    'loops',
    `const out = []; for (const [i, x] of ['a', 'b'].entries()) out.push(x + i); for (let i = 0; i < 2; i++) { if (i === 1) continue; out.push(i) } for (const k in { p: 1 }) out.push(k); export default out`,
    ['a0', 'b1', 0, 'p'],
  ],
  [
    'while',
    `let i = 0; const out = []; while (true) { if (++i > 3) break; out.push(i) } do { out.push('x') } while (false); export default out`,
    [1, 2, 3, 'x'],
  ],
  [
    'labels',
    `const out = []; outer: for (const a of [1, 2]) for (const b of [1, 2]) { if (b === 2) continue outer; out.push([a, b]) } export default out`,
    [
      [1, 1],
      [2, 1],
    ],
  ],
  [
    'switch',
    `function f(x) { switch (x) { case 'a': return 1; case 'b': case 'c': return 2; default: return 3 } } export default ['a', 'b', 'c', 'd'].map(f)`,
    [1, 2, 2, 3],
  ],
  ['try', `let x = 0; try { throw new Error('no') } catch (e) { x = 1 } finally { x += 10 } export default x`, 11],
  [
    'conditionals',
    `const strict = false; export default [strict ? 1 : 2, strict && 1, strict || 3, null ?? 4, undefined?.a ?? 5]`,
    [2, false, 3, 4, 5],
  ],
  [
    'optional chains',
    `const o: any = { a: null }; export default [o?.a?.b.c, o.x?.(1), o.a?.[0]] .map(String)`,
    ['undefined', 'undefined', 'undefined'],
  ],
  [
    'classes',
    `abstract class Base { abstract name: string; kind = 'base'; constructor(protected prefix: string) {} get full() { return this.prefix + this.name } toJson() { return { name: this.full, kind: this.kind } } } class T extends Base { name = 'x'; override kind = 'tool'; constructor() { super('p_') } override toJson() { return { ...super.toJson(), extra: T.count } } static count = 2 } export default new T().toJson()`,
    { name: 'p_x', kind: 'tool', extra: 2 },
  ],
  [
    'private members',
    `class A { #x = 1; static #y = 2; get() { return [this.#x, A.#y] } } export default new A().get()`,
    [1, 2],
  ],
  [
    'class expressions',
    `const A = class { static tools = ['a']; static { A_add(this) } }; function A_add(c) { c.tools.push('b') } export default A.tools`,
    ['a', 'b'],
  ],
  [
    'closures',
    `const make = (p) => { const cache = {}; return (n) => (cache[n] ??= p + n) }; const f = make('x'); export default [f('a'), f('b')]`,
    ['xa', 'xb'],
  ],
  ['hoisting', `export default f(); function f() { return g() } function g() { return 1 }`, 1],
  [
    'async',
    `async function load() { const a = await Promise.all([one(), 2]); return a } async function one() { return 1 } export default await load()`,
    [1, 2],
  ],
  ['then', `const p = Promise.resolve({ a: 1 }).then((x) => x.a + 1); export default await p`, 2],
  ['generators', `function* g() { yield 1; yield* [2, 3] } export default [...g()]`, [1, 2, 3]],
  [
    'maps and sets',
    `const m = new Map([['a', 1]]); m.set('b', 2); const s = new Set([1, 1, 2]); export default [[...m.values()], [...s], m.has('a'), s.size]`,
    [[1, 2], [1, 2], true, 2],
  ],
  [
    'assigned members',
    `const o: any = {}; o.a = 1; o['b'] = [1]; o.b.push(2); o.n ??= 3; o.a += 4; delete o.x; export default o`,
    { a: 5, b: [1, 2], n: 3 },
  ],
  ['JSON', `export default [JSON.parse('{"a":[1]}'), JSON.stringify({ b: 1 })]`, [{ a: [1] }, '{"b":1}']],
  ['tags', 'import dedent from "dedent"; export default dedent`\n    a\n      b\n  `', 'a\n  b'],
  ['String.raw', 'export default String.raw`a\\n${1}`', 'a\\n1'],
  [
    'regular expressions',
    `export default ['a-b_c'.split(/[-_]/), /^a/.test('abc'), 'x1y2'.match(/\\d/g)]`,
    [['a', 'b', 'c'], true, ['1', '2']],
  ],
  [
    'a prototype is just a key',
    `export default { constructor: 1, toString: 2, hasOwnProperty: 3 }`,
    { constructor: 1, toString: 2, hasOwnProperty: 3 },
  ],
  ['sequence', `export default (0, 1, 2)`, 2],
  [
    'typeof',
    `export default [typeof 1, typeof 'a', typeof {}, typeof (() => 1), typeof undefined, typeof nowhere === 'undefined']`,
    ['number', 'string', 'object', 'function', 'undefined', true],
  ],
  [
    'in and instanceof',
    `class A {} class B extends A {} export default ['a' in { a: 1 }, new B() instanceof A, ({}) instanceof A]`,
    [true, true, false],
  ],
  ['var in blocks', `if (true) { var a = 1 } export default a`, 1],
  ['default of the environment', `export default process.env.PREFIX ?? 'mcp'`, 'mcp'],
  ['default of the environment, or', 'const p = process.env.PREFIX || "x"; export default `${p}_search`', 'x_search'],
];

describe('known values', () => {
  test.each(KNOWN)('%s', async (_what, program, expected) => {
    const { json, opaque } = await evaluateProgram({ '/p/main.ts': program });
    expect(opaque).toEqual([]);
    expect(json).toEqual(expected);
  });
});

const MODULES: readonly (readonly [string, Readonly<Record<string, string>>, unknown])[] = [
  [
    'named, default and star',
    {
      '/p/main.ts': `import d, { a as b } from './a.js'; import * as all from './b'; export default [d, b, all.c, all.a]`,
      '/p/a.ts': `export const a = 1; export default 'd'`,
      '/p/b.ts': `export * from './a'; export const c = 3`,
    },
    ['d', 1, 3, 1],
  ],
  [
    'a namespace lists its names in order',
    {
      '/p/main.ts': `import * as tools from './tools/index.js'; export default Object.values(tools).map((t) => t.name)`,
      '/p/tools/index.ts': `export { zed } from './zed.js'; export { abc } from './abc.js'`,
      '/p/tools/zed.ts': `export const zed = { name: 'zed' }`,
      '/p/tools/abc.ts': `export const abc = { name: 'abc' }`,
    },
    ['abc', 'zed'],
  ],
  [
    'cycles',
    {
      '/p/main.ts': `import { a } from './a'; export const m = 'm'; export default a()`,
      '/p/a.ts': `import { m } from './main'; import { b } from './b'; export const a = () => b + m`,
      '/p/b.ts': `import { a } from './a'; export const b = typeof a`,
    },
    expect.anything(),
  ],
  [
    'side effects register',
    {
      '/p/main.ts': `import './reg-a'; import { all } from './registry'; export default all`,
      '/p/registry.ts': `export const all: string[] = []`,
      '/p/reg-a.ts': `import { all } from './registry'; all.push('a')`,
    },
    ['a'],
  ],
  [
    'JSON imports',
    {
      '/p/main.ts': `import pkg from './data.json' with { type: 'json' }; export default pkg.version`,
      '/p/data.json': `{"version":"1.2.3"}`,
    },
    '1.2.3',
  ],
  [
    'CommonJS',
    {
      '/p/main.ts': `import c from './c.cjs'; import { x } from './c.cjs'; export default [c.x, x]`,
      '/p/c.cjs': `const { y } = require('./d.cjs'); exports.x = y + 1; module.exports.z = 1`,
      '/p/d.cjs': `module.exports = { y: 1 }`,
    },
    [2, 2],
  ],
  [
    'compiled CommonJS',
    {
      '/p/package.json': '{"name":"p"}',
      '/p/main.js': `"use strict"; var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; }; Object.defineProperty(exports, "__esModule", { value: true }); const a_1 = __importDefault(require("./a")); const b_1 = require("./b"); exports.default = [a_1.default, (0, b_1.f)(2)];`,
      '/p/a.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.default = 'a';`,
      '/p/b.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.f = f; function f(x) { return x * 2 }`,
    },
    ['a', 4],
  ],
  [
    'dynamic imports',
    { '/p/main.ts': `const { a } = await import('./a.js'); export default a`, '/p/a.ts': `export const a = 1` },
    1,
  ],
  [
    'paths',
    {
      '/p/tsconfig.json': `{ // comment\n "compilerOptions": { "paths": { "@/*": ["./lib/*"] }, } }`,
      '/p/main.ts': `import { a } from '@/a'; export default a`,
      '/p/lib/a.ts': `export const a = 1`,
    },
    1,
  ],
];

describe('modules', () => {
  test.each(MODULES)('%s', async (_what, files, expected) => {
    const { json } = await evaluateProgram(files, '/p/main.ts' in files ? '/p/main.ts' : '/p/main.js');
    expect(json).toEqual(expected);
  });
});

/** `[what, program, pointer: reason]` for what cannot be known; everything else must be. */
const UNKNOWN: readonly (readonly [string, string, readonly RegExp[]])[] = [
  [
    'a call of code that is not there',
    `import { x } from 'somewhere'; export default { a: x(), b: 1 }`,
    [/^\/a: the package|^\/a: /],
  ],
  ['an environment variable without a default', `export default { a: process.env.X }`, []],
  ['a text with it', 'export default { a: `v${process.env.X}` }', [/^\/a: .*process\.env\.X/]],
  ['the time', `export default { a: Date.now(), b: 'x' }`, [/^\/a: /]],
  ['a random number', `export default [Math.random()]`, [/^\/0: /]],
  [
    'an undecided choice',
    `import { on } from 'somewhere'; export default { a: on ? 'x' : 'y', b: 2 }`,
    [/^\/a: it depends on `on`/],
  ],
  ['a file from outside', `import fs from 'node:fs'; export default fs.readFileSync('/etc/passwd', 'utf8')`, [/^: /]],
];

describe('unknown values', () => {
  test.each(UNKNOWN)('%s', async (_what, program, reasons) => {
    const { opaque } = await evaluateProgram({ '/p/main.ts': program });
    expect(opaque).toHaveLength(reasons.length);
    reasons.forEach((reason, i) => expect(opaque[i]).toMatch(reason));
  });
});
