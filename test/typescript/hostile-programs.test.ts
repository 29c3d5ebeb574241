import { describe, expect, test } from 'vitest';

import { isFailed } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import type { Address } from '../../src/model/address.ts';

const PACKAGE =
  '{"name":"p","version":"1.0.0","type":"module","main":"index.ts","dependencies":{"@modelcontextprotocol/sdk":"1.29.0","zod":"4.3.6"}}';
const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const q: any = globalThis.somethingUnknown;
const server = new McpServer({ name: 's', version: '1.0.0' });
`;
const tool = (name: string, more = ''): string =>
  `server.registerTool(${name}, { description: 'A tool.', ${more} }, async () => ({ content: [] }));\n`;

type Files = Readonly<Record<string, string>>;

interface Answer {
  readonly tools: readonly string[];
  /** Why something was not read. */
  readonly said: readonly string[];
}

/** That these programs connect no transport is said as well. */
const isUnconnected = ({ pointer }: Address): boolean => pointer === '/coverage/transports';

async function answerTo(files: Files): Promise<Answer> {
  const all = Object.entries({ 'package.json': PACKAGE, ...files });
  const disk = memoryDisk(Object.fromEntries(all.map(([name, text]) => [`/p/${name}`, text])));
  const results = await loadTypescript({ path: '.' }, { root: '/p', signal: new AbortController().signal }, disk);
  return {
    tools: results.flatMap((each) => (isFailed(each) ? [] : each.server.tools.map(({ data }) => data.name))),
    said: results.flatMap((each) =>
      isFailed(each)
        ? [each.reason]
        : each.server.quirks.flatMap((quirk) => ('reason' in quirk && !isUnconnected(quirk.at) ? [quirk.reason] : [])),
    ),
  };
}

const count = (times: number, text: (i: number) => string): string =>
  Array.from({ length: times }, (_, i) => text(i)).join('');
const modules = (times: number, text: (i: number) => string): Files =>
  Object.fromEntries(Array.from({ length: times }, (_, i) => [`m${i}.ts`, text(i)]));

/** Code between a tool `before` and one `behind`, the tools that are found, and what is said of the rest. */
interface Case {
  readonly what: string;
  readonly code: string;
  readonly tools?: string;
  readonly said?: RegExp;
  readonly files?: Files;
}

const TOO_MUCH = /more work than is done here/;
const ENDLESS = /behind a loop that never ends/;
const ALL = 'before between behind';
const between = (more = ''): string => tool("'between'", more);

const SYNTAX: readonly Case[] = [
  {
    what: 'a call that breaks off',
    code: `server.registerTool('between', { description: , }}}, (;`,
    tools: ALL,
    said: /a syntax error: Expression expected/,
  },
  { what: 'an open brace', code: 'function f() { if (q) {', tools: 'before', said: /a syntax error: '}' expected/ },
  { what: 'an open text', code: `const a = 'abc`, said: /a syntax error: Unterminated string literal/ },
  { what: 'an open template', code: 'const a = `abc', tools: 'before', said: /Unterminated template literal/ },
  { what: 'signs of no language', code: '@@@ ### %%% class { { (', said: /a syntax error: Invalid character/ },
  {
    what: 'a merge that was left',
    code: '<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> other',
    said: /Merge conflict marker/,
  },
  {
    what: 'another file',
    code: `import { x } from './x.js'; ${between('title: x')}`,
    tools: ALL,
    said: /a syntax error: '}' expected/,
    files: { 'x.ts': `export const x = 'X'; if (x) {` },
  },
  { what: 'escapes that modules may not have', code: `const a = '\\033[0m', b = 010;` },
  { what: 'NUL', code: '\0\0', said: /a syntax error: Invalid character/ },
];

const NESTING: readonly Case[] = [
  {
    what: 'arrays in another file',
    code: `import { x } from './x.js'; ${between('title: x')}`,
    tools: ALL,
    said: /nested too deep to parse/,
    files: { 'x.ts': `export const x = ${'['.repeat(50_000)}${']'.repeat(50_000)};` },
  },
  { what: 'a sum of 20,000', code: `const x = ${`'a' + `.repeat(20_000)}'b';` },
  { what: '3,000 alternatives', code: `${'if (q) {} else '.repeat(3_000)};`, said: /nested too deep/ },
  {
    what: '2,000 choices',
    code: `const x = ${count(2_000, (i) => `q(${i}) ? ${i} : `)}1; ${tool("'n' + x")}`,
    said: /it depends on/,
  },
  {
    what: '500 values in each other',
    code: `let o: any = {}; for (let i = 0; i < 500; i++) o = { o }; ${between('_meta: o')}`,
    tools: ALL,
    said: /nested too deep/,
  },
  {
    what: '3,000 modules that pass a name on',
    code: `import { x } from './m0.js'; ${tool('x')}`,
    said: /nested too deep/,
    files: modules(3_000, (i) => `export { x } from './m${i + 1}.js';`),
  },
  {
    what: '3,000 modules that run each other',
    code: `import './m0.js';`,
    said: /too long a chain/,
    files: modules(3_000, (i) => `import './m${i + 1}.js';`),
  },
  {
    what: '1,000 classes',
    code: `class C0 { m() { return 1; } }
${count(999, (i) => `class C${i + 1} extends C${i} { m() { return super.m(); } }\n`)} ${tool("'n' + new C999().m()")}`,
    said: /recursion|nested too deep/,
  },
];

const CYCLES: readonly Case[] = [
  {
    what: 'imports',
    code: `import { a } from './a.js'; a(server);`,
    tools: ALL,
    files: {
      'a.ts': `import { b } from './b.js'; export const a = (s: any) => b(s); export const N = 'between';`,
      'b.ts': `import { N } from './a.js'; export const b = (s: any) => s.registerTool(N, { description: 'd' }, async () => ({ content: [] }));`,
    },
  },
  {
    what: 'a module that imports itself',
    code: `import * as me from './index.js'; me.f(1); export const f = (x: any) => me.f(x);`,
  },
  {
    what: 'a default that is its own',
    code: `import d from './a.js'; d(server);`,
    files: { 'a.ts': `export { default } from './a.js';` },
  },
  {
    what: 'stars',
    code: `import { x } from './a.js'; x?.(server);`,
    files: { 'a.ts': `export * from './b.js'; export * from './a.js';`, 'b.ts': `export * from './a.js';` },
  },
  {
    what: 'stars that double',
    code: `import { x } from './m0.js'; x?.(server);`,
    files: modules(60, (i) => `export * from './m${i + 1}.js'; export * from './m${i + 2}.js';`),
    said: /`\.\/m60\.js`, which is not there, and 2 more/,
  },
  {
    what: 'stars around a type',
    code: `import type { Ctx } from './m0.js'; q.use((c: Ctx) => c.server.tool('x'));`,
    files: modules(10, () => count(10, (j) => `export * from './m${j}.js';`)),
  },
  { what: 'classes', code: 'class A extends B {} class B extends A {} new A();' },
  {
    what: 'prototypes',
    code: `const a: any = {}; const b = Object.create(a); Object.setPrototypeOf(a, b); ${tool("'n' + a.x")}`,
    tools: 'before nundefined behind', // JavaScript refuses such a cycle
    said: /the program throws here: Cyclic/,
  },
  {
    what: 'a text of itself',
    code: `const o = { toString(): string { return '' + o; } }; ${tool("'' + o")}`,
    said: /the text of an object/,
  },
  {
    what: 'a getter of itself',
    code: `const o = { get name(): string { return this.name; } }; ${tool('o.name')}`,
    said: /recursion without an end/,
  },
  {
    what: 'a proxy of itself',
    code: `const p: any = new Proxy({}, { get: (_t, k) => p[k] }); ${tool('p.name')}`,
    said: /recursion without an end/,
  },
  {
    what: 'JSON of itself',
    code: `const o = { toJSON(): any { return { o }; } }; ${between('title: JSON.stringify(o)')}`,
    tools: ALL,
    said: /nested too deep/,
  },
];

const LOOPS: readonly Case[] = [
  { what: 'at the top', code: 'while (true) { q(); }', tools: 'before', said: ENDLESS },
  { what: 'without a body', code: 'for (;;) {}', tools: 'before', said: ENDLESS },
  { what: 'in an initialiser', code: 'const x = (() => { while (1) {} })();', tools: 'before', said: ENDLESS },
  { what: 'in a static block', code: 'class A { static { while (true) {} } }', tools: 'before', said: ENDLESS },
  {
    what: 'in a decorator',
    code: 'const d: any = () => { while (true) {} }; class A { @d m() {} }',
    tools: 'before',
    said: ENDLESS,
  },
  { what: 'in a tag', code: 'const t: any = () => { while (true) {} }; t`x`;', tools: 'before', said: ENDLESS },
  {
    what: 'in a function nobody waits for',
    code: 'async function poll() { while (true) { await q.tick(); q.check(); } } poll();',
  },
  {
    what: 'until something else ends it',
    code: `let on = true; const poll = async () => { while (on) await q.tick(); }; poll(); process.on('SIGINT', () => { on = false; });`,
  },
  { what: 'in a handler', code: `q.get('/', async () => { while (true) await q.next(); });` },
  {
    what: 'page by page',
    code: `async function all() { const list = []; let next; while (true) { const page = await q(next); list.push(...page.items); if (!page.next) break; next = page.next; } return list; } const list = await all(); ${between()}`,
    tools: ALL,
  },
  {
    what: 'page by page, with a return',
    code: `async function all() { for (;;) { const page = await q(); if (!page.next) return page; } } await all(); ${between()}`,
    tools: ALL,
  },
  {
    what: 'until it works',
    code: `async function retry(f: any) { let n = 0; while (true) { try { return await f(); } catch (e) { if (++n > 3) throw e; } } } await retry(() => fetch('x')); ${between()}`,
    tools: ALL,
  },
  { what: 'that count', code: `let n = 0; while (true) { if (n >= 1) break; ${between()} n++; }`, tools: ALL },
  {
    what: 'of a generator',
    code: `function* ids() { let i = 0; while (true) yield 'id' + i++; } for (const id of ids()) { if (id === 'id1') break; ${between()} }`,
    tools: ALL,
  },
  {
    what: 'of a billion rounds',
    code: `let n = 0; for (let i = 0; i < 1e9; i++) n += i; ${tool('String(n)')}`,
    said: TOO_MUCH,
  },
  {
    what: 'in each other',
    code: 'for (let i = 0; i < 1e4; i++) for (let j = 0; j < 1e4; j++) q.x = j;',
    said: TOO_MUCH,
  },
  {
    what: 'in a getter',
    code: `const o = { get title() { for (let i = 0; i < 1e9; i++); return 'x'; } }; ${between('title: o.title')}`,
    said: TOO_MUCH,
  },
];

const BRANCHES: readonly Case[] = [
  { what: '60 in a row', code: `let x = ''; ${count(60, (i) => `if (q(${i})) x += '${i}';\n`)}` },
  {
    what: '60 that return',
    code: `function f() { ${count(60, (i) => `if (q(${i})) return ${i};\n`)} } ${tool("'n' + f()")}`,
    said: /it depends on/,
  },
  {
    what: '60 in each other',
    code: `${count(60, (i) => `if (q(${i})) { `)} ${between()} ${'}'.repeat(60)}`,
    tools: ALL,
  },
  {
    what: 'both sides, through 40 functions',
    code: `${count(40, (i) => `function f${i}() { if (q(${i})) f${i + 1}(); else f${i + 1}(); }\n`)} function f40() {} f0();`,
    said: TOO_MUCH,
  },
  { what: '200 cases that fall through', code: `switch (q()) { ${count(200, (i) => `case ${i}: q(${i});\n`)} }` },
  {
    what: 'five functions that call each other',
    code: `${count(5, (i) => `function f${i}(a: any) { ${[1, 2, 3].map((by) => `f${(i + by) % 5}(a.p${by});`).join(' ')} }\n`)} f0(q);`,
    said: TOO_MUCH,
  },
  { what: 'a recursion that forks', code: 'const f = (a: any): any => [f(a.x), f(a.y), f(a.z)]; f(q);' },
  { what: 'a recursion without an end', code: 'const f = (n: number): any => f(n + 1); f(0);' },
  { what: '60 tries', code: count(60, (i) => `try { await fetch('${i}'); } catch { q(${i}); }\n`) },
  {
    what: 'returns in loops in each other',
    code: `const list = [${count(30, (i) => `${i},`)}]; function f() { for (const a of list) { if (q(a)) return a; for (const b of list) if (q(b)) return b; } } ${tool("'n' + f()")}`,
    said: /it depends on/,
  },
  {
    what: '20,000 that push',
    code: 'const list: any[] = []; for (let i = 0; i < 20000; i++) if (q(i)) list.push(i);',
    said: TOO_MUCH,
  },
];

const LARGE: readonly Case[] = [
  {
    what: '100,000 elements',
    code: `const list = [${count(100_000, (i) => `${i},`)}]; ${tool('String(list.map((x) => x + 1).length)')}`,
    tools: 'before 100000 behind',
  },
  {
    what: '100,000 elements, one by one',
    code: `const list = Array(100000).fill(0); while (list.length > 0) list.shift(); ${tool('String(list.length)')}`,
    said: TOO_MUCH,
  },
  {
    what: '10 MB of data',
    code: `import { data } from './data.js'; ${tool('data[0]')}`,
    said: /the file `data.ts` \(10 MB\), which is too large to be read/,
    files: { 'data.ts': `export const data = [${`'0123456789',`.repeat(800_000)}];` },
  },
  {
    what: 'a template of 50,000 parts',
    code: `const v = 1; ${between(`title: \`${'${v} '.repeat(50_000)}\``)}`,
    tools: ALL,
  },
  {
    what: 'texts that double',
    code: `let s = 'ab'; for (let i = 0; i < 60; i++) s = s + s; ${between('title: s')}`,
    tools: ALL,
    said: /two million characters/,
  },
  {
    what: 'lists that double',
    code: `let a: any[] = [1]; for (let i = 0; i < 60; i++) a = [...a, ...a]; ${tool('String(a.length)')}`,
    said: TOO_MUCH,
  },
  {
    what: 'objects that double',
    code: `let o: any = {}; for (let i = 0; i < 60; i++) o = { a: o, b: o }; ${between('_meta: o')}`,
    said: TOO_MUCH,
  },
  {
    what: '2,000 spreads of 2,000',
    code: `const o: any = {}; for (let i = 0; i < 2000; i++) o['k' + i] = i; const all = { ${'...o,'.repeat(2_000)} }; ${tool('String(Object.keys(all).length)')}`,
    tools: 'before 2000 behind',
  },
  {
    what: 'more text than a list has',
    code: `for (let i = 0; i < 60; i++) server.registerTool('t' + i, { description: String(i % 9).repeat(900000) }, async () => ({ content: [] }));`,
    tools: 'before t0 t1 t2 t3 t4 t5 t6 t7',
    said: /more text than is read of one server/,
  },
];

const SCHEMAS: readonly Case[] = [
  {
    what: 'lazy and of itself',
    code: `const node: any = z.lazy(() => z.object({ next: node })); ${between('inputSchema: { node }')}`,
    tools: ALL,
  },
  {
    what: 'lazy and nothing else',
    code: `const node: any = z.lazy(() => node); ${between('inputSchema: { node }')}`,
    tools: ALL,
  },
  {
    what: 'lazy and ever new',
    code: `const make = (): any => z.lazy(() => z.object({ a: make(), b: make() })); ${between('inputSchema: { node: make() }')}`,
    said: TOO_MUCH,
  },
  {
    what: 'that double',
    code: `let s: any = z.string(); for (let i = 0; i < 60; i++) s = z.object({ a: s, b: s }); ${between('inputSchema: { s }')}`,
    tools: ALL,
    said: /too large/,
  },
  {
    what: '1,000 deep',
    code: `let s: any = z.string(); for (let i = 0; i < 1000; i++) s = z.object({ s }); ${between('inputSchema: { s }')}`,
    tools: ALL,
  },
  {
    what: '10,000 deep',
    code: `let s: any = z.string(); for (let i = 0; i < 10000; i++) s = z.array(s); ${between('inputSchema: { s }')}`,
    tools: ALL,
    said: /Maximum call stack/,
  },
  {
    what: 'of 2,000 properties',
    code: `const shape: any = {}; for (let i = 0; i < 2000; i++) shape['p' + i] = z.string(); ${between('inputSchema: shape')}`,
    tools: ALL,
  },
  {
    what: 'of 100,000 values',
    code: between(`inputSchema: { a: z.enum(Array.from({ length: 100000 }, (_, i) => 'v' + i)) }`),
    tools: ALL,
  },
  {
    what: 'whose callbacks never end',
    code: `const hang = (): any => { while (true) {} }; ${between('inputSchema: { a: z.preprocess(hang, z.string().refine(hang).transform(hang)) }')}`,
    tools: ALL,
  },
  {
    what: 'whose default never ends',
    code: between('inputSchema: { a: z.string().default(() => { while (true) {} }) }'),
    tools: ALL,
    said: /is given throws/,
  },
  {
    what: 'with a pattern that never ends',
    code: between(`inputSchema: { a: z.string().regex(/^(a+)+$/).default('${'a'.repeat(60)}!') }`),
    tools: ALL,
  },
];

const TRICKS: readonly Case[] = [
  {
    what: 'keys of a prototype',
    code: `const o = { __proto__: { polluted: 1 }, constructor: 1, toString: 2, valueOf: 3, hasOwnProperty: 4 }; ${between('_meta: o, inputSchema: { __proto__: z.string(), constructor: z.string(), toString: z.number() }')}`,
    tools: ALL,
  },
  {
    what: 'computed keys of a prototype',
    code: `const k = '__proto__'; const o: any = { [k]: { a: 1 } }; o[k].polluted = 1; (({}) as any)[k].polluted = 1; ${between('_meta: { [k]: o }, inputSchema: { [k]: z.string() }')}`,
    tools: ALL,
  },
  {
    what: 'names of a prototype',
    code: `${tool("'__proto__'")}${tool("'constructor'")}${tool("'toString'")}`,
    tools: 'before __proto__ constructor toString behind',
  },
  {
    what: 'a getter that throws',
    code: `const o = { get title() { throw new Error('no'); } }; try { void o.title; } catch {} ${between()}`,
    tools: ALL,
  },
  {
    what: 'patterns that never end',
    code: `const t = 'a'.repeat(60) + '!'; const x = /^(a+)+$/.test(t) || t.replace(/(a|a)*b/g, ''); ${between('title: String(x)')}`,
    tools: ALL,
    said: /a regular expression that takes too long/,
  },
  {
    what: 'URLs that are none',
    code: `await import('file://%zz'); await import(new URL('./%E0%A4%A.js', import.meta.url).href); ${between()}`,
    tools: ALL,
  },
  {
    what: 'halves of characters',
    code: `encodeURIComponent('\\ud800'); await import('\\ud800'); ${between(`title: '\\udfff'`)}`,
    tools: ALL,
    said: /the program throws here: URI malformed/,
  },
];

describe.each([
  ['syntax errors', SYNTAX],
  ['nesting', NESTING],
  ['cycles', CYCLES],
  ['loops', LOOPS],
  ['branches', BRANCHES],
  ['large programs', LARGE],
  ['schemas', SCHEMAS],
  ['tricks', TRICKS],
])('%s', (_, cases) => {
  test.each(cases)('$what', async ({ code, tools = 'before behind', said, files }) => {
    const answer = await answerTo({ 'index.ts': `${HEAD}${tool("'before'")}${code}\n${tool("'behind'")}`, ...files });
    expect(answer.tools.join(' ')).toBe(tools);
    if (said) expect(answer.said.join('\n')).toMatch(said);
    else expect(answer.said).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('6,000 tools', async () => {
  const { tools, said } = await answerTo({
    'index.ts': `${HEAD}for (let i = 0; i < 6000; i++) ${tool("'t' + i")}`,
  });
  expect(tools).toHaveLength(5_000);
  expect(said.join('\n')).toMatch(/more of them than is read of one server/);
});

describe('a program that cannot be read at all', () => {
  const parentheses = `${'('.repeat(5_000)}1${')'.repeat(5_000)}`;
  const bytes = Array.from({ length: 5_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('');
  test.each([
    ['parentheses', `${HEAD}const x = ${parentheses};`, /nested too deep to parse/],
    ['blocks', `${HEAD}${'{'.repeat(3_000)}${'}'.repeat(3_000)}`, /nested too deep to parse/],
    ['types', `${HEAD}type X = ${'Array<'.repeat(3_000)}string${'>'.repeat(3_000)};`, /nested too deep to parse/],
    ['10 MB', `${HEAD}const x = '${'x'.repeat(10_000_000)}';`, /index\.ts, where it starts, is larger than 5 MB/],
    ['bytes of something else', bytes, /a syntax error/],
    ['nothing', '', /no MCP server is made/],
  ])('%s', async (_, text, said) => {
    const answer = await answerTo({ 'index.ts': text });
    expect(answer.tools).toEqual([]);
    expect(answer.said.join('\n')).toMatch(said);
  });
});
