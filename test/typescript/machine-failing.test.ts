import { describe, expect, test } from 'vitest';

import type { Value } from '../../src/inputs/typescript/values.ts';
import { evaluateProgram } from './evaluate.ts';

/** A value in words: `!` marks what is assumed, `?` what is not known, `|` one of several. */
function show(value: Value): string {
  switch (value.kind) {
    case 'primitive':
      return String(value.value) + (value.assumed === undefined ? '' : '!');
    case 'opaque':
      return '?';
    case 'choice':
      return value.options.map((option) => show(option.value)).join(' | ');
    case 'array':
      return value.elements.map((each) => show(each.value) + (each.when ? ' perhaps' : '')).join(', ');
    default:
      return value.kind;
  }
}

const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'what certainly fails': [
    [`let x = 'a'; try { (null as any).y; x = 'b' } catch { x = 'c' } export default x`, 'c'],
    [`let x = 'a'; const f = () => { (undefined as any)(); x = 'b' }; try { f() } catch {} export default x`, 'a'],
    [`let x = 'a'; function f(o) { o.y; x = 'b' } f(); export default x`, 'a'],
    [
      `const list = []; try { list.push('1'); ({}).a.b; list.push('2') } finally { list.push('3') } export default list`,
      '1, 3',
    ],
  ],
  'what may fail': [
    // the program throws on one side: it is written for the other
    [`let x = 'a'; try { if (on) throw 1; x = 'b' } catch { x = 'c' } export default x`, 'b!'],
    [
      `const list = []; try { if (on) throw 1; list.push('b') } catch { list.push('c') } export default list`,
      'b, c perhaps',
    ],
    [`let x = 'a'; try { if (on) return1(); x = 'b' } catch { x = 'c' } export default x`, 'b'],
    [`const o = other(); let x; try { x = o.a.b } catch { x = 'c' } export default x`, '?'],
    // what is assumed to be unset fails where it is unset
    [`let x; try { x = process.env.A.trim() } catch { x = 'c' } export default x`, 'c!'],
    [`const x = process.env.A ? process.env.A.trim() : 'none'; export default x`, 'none!'],
    [
      `const a = process.env.A; let x = 'a'; if (a) { try { a.trim(); x = 'b' } catch { x = 'c' } } export default x`,
      'a!',
    ],
    [`let x; try { x = JSON.parse(process.env.A ?? '{') } catch { x = 'c' } export default x`, 'c!'],
    // what others may have set meanwhile
    [
      `let a; const o = { b: 1 }; other(o, () => { a = 1 }); let x; try { x = o.c.d } catch { x = 'c' } export default x`,
      '?',
    ],
    [`const o: any = {}; other(o); o.use(); export default 'on'`, 'on'],
    [`class A { c: any; f() { this.c.d(); return 'on' } } export default new A().f()`, 'on'],
    [`let c: any; other(() => { c = 1 }); c.d(); export default 'on'`, 'on'],
    [`import { missing } from './other.js'; let x = 'a'; missing.y; x = 'b'; export default x`, 'b'],
  ],
  promises: [
    [`export default await Promise.reject('no').catch((e) => e + '!!')`, 'no!!'],
    [`export default await Promise.reject('no').then(() => 'ok', (e) => e)`, 'no'],
    [`export default await Promise.reject('no').then(() => 'ok').catch((e) => e)`, 'no'],
    [`export default await Promise.resolve('yes').then((x) => x, () => 'no')`, 'yes'],
    [`export default await Promise.resolve('yes').catch(() => 'no')`, 'yes'],
    [`export default await Promise.resolve(1).then(() => { throw 'in' }).catch((e) => e)`, 'in'],
    [
      `let x = ''; await Promise.reject(1).finally(() => { x += 'f' }).catch(() => { x += 'c' }); export default x`,
      'fc',
    ],
    [
      `async function f() { throw 'no' } let x = 'a'; try { await f(); x = 'b' } catch (e) { x = e } export default x`,
      'no',
    ],
    [`async function f() { throw 'no' } export default await f().catch((e) => e)`, 'no'],
    [`async function f() { throw 'no' } let x = 'a'; f(); x = 'b'; export default x`, 'b'],
    [`async function f() { return Promise.reject('no') } export default await f().catch((e) => e)`, 'no'],
    [`export default await new Promise((_, reject) => reject('no')).catch((e) => e)`, 'no'],
    [`export default await new Promise(() => { throw 'no' }).catch((e) => e)`, 'no'],
    [`export default await new Promise((resolve, reject) => { resolve('yes'); reject('no') }).catch((e) => e)`, 'yes'],
    [`export default await new Promise((resolve, reject) => on ? reject('no') : resolve('yes'))`, 'yes'],
    [`export default await Promise.all([1, Promise.reject('no')]).catch((e) => e)`, 'no'],
    [
      `export default (await Promise.allSettled([Promise.resolve(1), Promise.reject('no')])).map((r) => r.status + (r.value ?? r.reason))`,
      'fulfilled1, rejectedno',
    ],
  ],
  'what is evaluated once': [
    [`let n = 0; const a = [1, 2]; a[n++] += 5; export default [n, ...a]`, '1, 6, 2'],
    [`let n = 0; const f = () => (n++, { p: 1 }); f().p ??= 2; f().q ||= 3; f().p++; export default n`, '3'],
    [
      `class A { v = 1 } class B extends A { get v2() { return 2 } add() { super.x = 5; return this.x } } export default new B().add()`,
      '5',
    ],
  ],
  'a name of its own': [
    [`const f = function g(n) { return n ? g(n - 1) : 'end' }; export default f(3)`, 'end'],
    [`const f = function g() { const g = 'inner'; return g }; export default f()`, 'inner'],
    [`const f = function g(g) { return g }; export default f('given')`, 'given'],
    [`const C = class D { static make() { return new D().v } v = 1 }; export default C.make()`, '1'],
  ],
  loops: [[`let n = 0; for (let i = 0; i < 600; i++) { if (on()) continue; } n = 1; export default n`, '1']],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases)('%s', async (program, expected) => {
    const { value } = await evaluateProgram({
      '/p/main.ts': `import { on, other } from 'somewhere';\n${program}`,
      '/p/other.ts': 'export const there = 1;',
    });
    expect(show(value)).toBe(expected);
  });
});

test('a long loop under an undecided test ends', async () => {
  const program = (rounds: number): string =>
    `import { on } from 'somewhere'; const out = []; for (let i = 0; i < ${rounds}; i++) { if (on()) continue; out.push(i) } export default out;`;
  const { value } = await evaluateProgram({ '/p/main.ts': program(1000) });
  expect(value.kind === 'array' && value.elements.length).toBe(1000);
  const { machine } = await evaluateProgram({ '/p/main.ts': program(30_000) });
  expect(machine.work.unfinished).toHaveLength(1);
}, 10_000);
