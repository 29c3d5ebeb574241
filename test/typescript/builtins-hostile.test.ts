import { describe, expect, test } from 'vitest';

import { evaluateProgram } from './evaluate.ts';

/** Programs that would take for ever, or all memory, if they were run. Each ends as something unknown, and soon. */
const HOSTILE: readonly string[] = [
  `/^(a+)+$/.test('a'.repeat(60) + 'b')`,
  `('a'.repeat(60) + 'b').replace(/(a|a)*$/g, 'x')`,
  `('a'.repeat(50000) + 'b').match(/a*a*a*a*c/)`,
  `('x'.repeat(60) + 'y').split(/(x+x+)+z/)`,
  `('a'.repeat(60) + 'b').matchAll(/(a+)+$/g)`,
  `Array.from({ length: 200 }, () => /^(\\w+\\s?)*$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')).join()`,
  `'x'.repeat(1e9)`,
  `'x'.padStart(1e9, 'abc')`,
  `'a'.repeat(1e6).replaceAll('a', 'b'.repeat(1e6))`,
  `'a'.repeat(1e6).replace(/a/g, '$&$&$&$&')`,
  `Array(50000).fill('x'.repeat(100)).join('')`,
  `(() => { let s = 'x'; for (let i = 0; i < 60; i++) s = s.concat(s); return s })()`,
  `(() => { let s = 'x'; for (let i = 0; i < 60; i++) s = s.replace(/x/g, 'xx'); return s })()`,
  `(() => { let s = ['x']; for (let i = 0; i < 60; i++) s = [s, s]; return s.join() })()`,
  `new Array(1e9).length`,
  `Array.from({ length: 1e9 }).length`,
  `'[' .repeat(500000) && JSON.parse('['.repeat(400000) + ']'.repeat(400000)).length.toString().trim().concat(JSON.parse('['.repeat(400000) + ']'.repeat(400000)))`,
  `(() => { const a: any = []; a.push(a); return JSON.stringify(a) })()`,
  `(() => { const a: any = {}; a.a = a; return JSON.stringify(a) })()`,
  `(() => { const a: any = [1]; a.push(a); return a.flat(Infinity).length })()`,
  `(() => { const a: any = [1]; a.push(a); return String(a) })()`,
  `(() => { const o = { toString() { return String(o) } }; return String(o) })()`,
  `(() => { const o = { get a(): any { return o.a } }; return o.a })()`,
  `(() => { const p: any = new Proxy({}, { get: (t, k, self) => self[k] }); return p.x })()`,
  `(() => { let a: any[] = [1, 2]; for (let i = 0; i < 60; i++) a = a.concat(a); return a.length })()`,
  `String.raw({ raw: Array(1e5).fill('x'.repeat(1000)) })`,
];

/** Programs that need more work than is done, or fail: nothing is said of what they would make. */
const ENDLESS: readonly string[] = [
  `new RegExp('(' .repeat(50000) + ')'.repeat(50000)).test('a')`,
  `(() => { let a: any[] = [1, 2]; for (let i = 0; i < 60; i++) a = a.flatMap((x) => [x, x]); return a.length })()`,
  `(() => { const m = new Map(); for (let i = 0; i < 1e9; i++) m.set(i, i); return m.size })()`,
  `new RegExp('a{1000}{1000}{1000}').test('a'.repeat(100000))`,
  `(() => { const a = Array(100000).fill(0); return a.map(() => a.map(() => a.length)).length })()`,
];

describe('hostile programs', () => {
  test.each(HOSTILE)('%s', { timeout: 20_000 }, async (expression) => {
    const started = performance.now();
    const { value } = await evaluateProgram({ '/p/main.ts': `export default ${expression};` });
    expect(value.kind).toBe('opaque');
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test.each(ENDLESS)('%s', { timeout: 20_000 }, async (expression) => {
    const started = performance.now();
    const { value } = await evaluateProgram({ '/p/main.ts': `export default ${expression};` });
    expect(value.kind === 'opaque' || (value.kind === 'primitive' && value.value === undefined)).toBe(true);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

/** What looks like a trick and is only data. */
const HARMLESS: readonly (readonly [string, unknown])[] = [
  [`({}).polluted`, undefined],
  [
    `(() => { const o = JSON.parse('{"__proto__":{"polluted":1}}'); Object.assign({}, o); return [typeof ({}).polluted, Object.keys(o)] })()`,
    ['undefined', ['__proto__']],
  ],
  [
    `(() => { Object.prototype.polluted = 1; Array.prototype.map = 5; String.prototype.trim = 6; return [typeof ({}).polluted, [1].map((x) => x + 1), ' a '.trim()] })()`,
    [null, [2], 'a'], // what a program gives a builtin is not known
  ],
  [`(() => { Math.max = () => 99; JSON.parse = () => 1; return [Math.max(1, 2), JSON.parse('2')] })()`, [2, 2]],
  [`Object.fromEntries([['__proto__', 1], ['constructor', 2]]).constructor`, 2],
  [`new Map([['__proto__', 1]]).get('__proto__')`, 1],
  [`'abc'.replace(/b/, '$<__proto__>')`, 'a$<__proto__>c'],
  [`JSON.stringify(Object.fromEntries([['__proto__', { a: 1 }]]))`, '{"__proto__":{"a":1}}'],
  [`'constructor'.split('').length`, 11],
];

describe('harmless programs', () => {
  test.each(HARMLESS)('%s', async (expression, expected) => {
    const { json } = await evaluateProgram({ '/p/main.ts': `export default ${expression};` });
    expect(json).toEqual(expected);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
