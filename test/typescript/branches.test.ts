import { describe, expect, test } from 'vitest';

import type { Value } from '../../src/inputs/typescript/values.ts';
import { evaluateProgram } from './evaluate.ts';

/** A value with its conditions, shortly: `x`, `x if on`, `?` for what is opaque, `a | b` for a choice, `x!` for an assumed one. */
function show(value: Value): string {
  switch (value.kind) {
    case 'primitive':
      return String(value.value) + (value.assumed === undefined ? '' : '!');
    case 'array':
      return `[${value.elements.map((each) => show(each.value) + (each.when ? ` if ${each.when.text}` : '')).join(', ')}${value.open ? ', …' : ''}]`;
    case 'object':
      return `{${[...value.properties].map(([name, each]) => `${name}: ${show(each.value)}${each.when ? ` if ${each.when.text}` : ''}`).join(', ')}${value.open ? ', …' : ''}}`;
    case 'choice':
      return value.options.map((option) => show(option.value)).join(' | ');
    case 'opaque':
      return '?';
    default:
      return value.kind;
  }
}

/** Each program may use `on` and `other`, of which nothing is known. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['an expression', `export default on ? 1 : 2`, '1 | 2'],
  ['equal sides', `export default on ? 'a' : 'a'`, 'a'],
  ['a spread of one side', `export default ['a', ...(on ? ['b'] : [])]`, '[a, b if on]'],
  ['a spread with &&', `export default { a: 1, ...(on && { b: 2 }) }`, '{a: 1, b: 2 if on}'],
  ['a push', `const l = ['a']; if (on) l.push('b'); l.push('c'); export default l`, '[a, b if on, c]'],
  [
    'two pushes',
    `const l = []; if (on) { l.push('b') } else { l.push('c') } export default l`,
    '[b if on, c if not (on)]',
  ],
  ['a variable', `let x = 'a'; if (on) x = 'b'; export default x`, 'b | a'],
  ['a variable set on both sides', `let x; if (on) x = 'b'; else x = 'c'; export default x`, 'b | c'],
  ['a side that throws', `let x = 'a'; if (on) { x = 'b'; throw new Error('no') } export default x`, 'a'],
  ['a side that exits', `let x = 'a'; if (!on) { x = 'b'; process.exit(1) } export default x`, 'a'],
  ['an early return', `function f() { if (on) return 'a'; return 'b' } export default f()`, 'a | b'],
  [
    'what follows an early return',
    `const l = []; function f() { if (on) return; l.push('a') } f(); l.push('b'); export default l`,
    '[a if not (on), b]',
  ],
  [
    'returns on both sides',
    `const f = () => { if (on) { return 'a' } else { return 'b' } }; export default f()`,
    'a | b',
  ],
  ['nested', `const l = []; if (on) { l.push('a'); if (other) l.push('b') } export default l`, '[a if on, b if other]'],
  [
    'continue',
    `const l = []; for (const x of ['a', 'b']) { if (on) continue; l.push(x) } l.push('c'); export default l`,
    '[a if not (on), b if not (on), c]',
  ],
  [
    'break',
    `const l = []; for (const x of ['a', 'b']) { l.push(x); if (on) break } l.push('c'); export default l`,
    '[a, b, c]',
  ],
  ['a loop under a test nobody knows', `const l = []; while (on) { l.push('a') } export default l`, '[a if on]'],
  ['an unknown list', `const l = []; for (const x of on) { l.push(x) } export default l`, '[?]'],
  [
    'a switch',
    `function f() { switch (on) { case 'x': return 1; case 'y': return 2; default: return 3 } } export default f()`,
    '1 | 2 | 3',
  ],
  ['a member', `const o: any = { a: 1 }; if (on) o.b = 2; export default o`, '{a: 1, b: 2 if on}'],
  ['a member changed', `const o: any = { a: 1 }; if (on) o.a = 2; export default o`, '{a: 2 | 1}'],
  [
    'what is made inside is whole',
    `let o; if (on) { o = { a: 1 }; o.b = 2 } else { o = { a: 3 } } export default o`,
    '{a: 1, b: 2} | {a: 3}',
  ],
  ['members of a choice', `const o = on ? { a: 1 } : { a: 2 }; export default o.a`, '1 | 2'],
  ['calls of a choice', `const f = on ? () => 1 : () => 2; export default f()`, '1 | 2'],
  [
    'a filter nobody can decide',
    `export default ['a', 'b'].filter((x) => on.has(x))`,
    '[a if on.has(x) for `a`, b if on.has(x) for `b`]',
  ],
  [
    'the environment prefers what is not set',
    `const l = ['a']; if (process.env.X) l.push('b'); if (!process.env.Y) l.push('c'); export default l`,
    '[a, b if process.env.X, c if !process.env.Y]',
  ],
  ['its variables', `let x = 'a'; if (process.env.X) x = 'b'; export default x`, 'a!'],
  ['its expressions', `export default process.env.X === 'true' ? 'b' : 'a'`, 'a!'],
  ['its absence that throws', `if (!process.env.KEY) throw new Error('KEY is required'); export default 'a'`, 'a'],
  [
    'its absence in a constructor',
    `class C { key; constructor() { this.key = process.env.KEY || ''; if (!this.key) { throw new Error('no') } } } new C(); export default 'a'`,
    'a',
  ],
  [
    'tests of the own harness',
    `const l = []; if (process.env.NODE_ENV !== 'test') { l.push('a') } export default l`,
    '[a]',
  ],
  [
    'a file outside',
    `function f() { try { const t = readFileSync('/proc/1/x', 'utf8'); if (t.includes('a')) return 'a'; if (t.includes('b')) return 'b' } catch {} return 'c' } export default f()`,
    'c!',
  ],
  [
    'a request with a fallback',
    `async function f() { try { const r = await fetch('http://x'); if (!r.ok) throw new Error('x'); const n = await r.text(); if (n) return n; return null } catch { return 'none' } } export default await f()`,
    'none!',
  ],
  ['a request without one', `export default await (await fetch('http://x')).text()`, '?'],
  [
    'a return in a side that throws',
    `function f() { if (on) { if (other) return 'a'; throw new Error('no') } return 'b' } export default f()`,
    'a | b',
  ],
  ['try', `let x = 'a'; try { if (on) throw new Error('x'); x = 'b' } catch { x = 'c' } export default x`, 'b!'],
];

describe('undecided tests', () => {
  test.each(CASES)('%s', async (_what, program, expected) => {
    const { value } = await evaluateProgram({
      '/p/main.ts': `import { on, other } from 'somewhere'; import { readFileSync } from 'node:fs';\n${program}`,
    });
    expect(show(value)).toBe(expected);
  });
});

describe('what never ends, ends', () => {
  test.each([
    ['a recursion', `function f(n) { return f(n + 1) }\nconst x = f(0);\nexport default 'after'`],
    [
      'a recursion that doubles',
      `function f(n) { return [f(n + 1), f(n + 2)] }\nconst x = f(0);\nexport default 'after'`,
    ],
    [
      'recursion with unknown arguments',
      `import { a } from 'somewhere'; function f(n) { return [f(n.a), f(n.b), f(n.c)] }\nconst x = f(a);\nexport default 'after'`,
    ],
    ['a text that doubles', `let x = 'ab'; for (let i = 0; i < 100; i++) x += x;\nexport default 'after'`],
    ['a list that doubles', `let x = ['ab']; for (let i = 0; i < 60; i++) x = [...x, ...x];\nexport default 'after'`],
    [
      'a list that doubles by concat',
      `let x = ['ab']; for (let i = 0; i < 60; i++) x = x.concat(x);\nexport default 'after'`,
    ],
    ['a deep expression', `const x = ${'('.repeat(500)}1${')'.repeat(500)};\nexport default 'after'`],
    ['a deep array', `const x = ${'['.repeat(500)}${']'.repeat(500)};\nexport default 'after'`],
    ['a chain', `const x = a${'.b()'.repeat(3000)};\nexport default 'after'`],
    ['many sums', `const x = ${'1-'.repeat(5000)}1;\nexport default 'after'`],
    ['an object that holds itself', `const o: any = {}; o.o = o; JSON.stringify(o);\nexport default 'after'`],
    ['a repeat', `const x = 'x'.repeat(1e9);\nexport default 'after'`],
    ['a regular expression', `const x = /^(a+)+$/.test('${'a'.repeat(40)}b');\nexport default 'after'`],
    ['an array of a billion', `const x = new Array(1e9).fill(0).map((_, i) => i);\nexport default 'after'`],
    ['a generator', `function* g() { while (true) yield 1 }\nconst x = [...g()];\nexport default 'after'`],
    ['getters', `const o: any = { get a() { return this.a } }; const x = o.a;\nexport default 'after'`],
    ['a proxy', `const p: any = new Proxy({}, { get: () => p }); const x = p.a.b.c;\nexport default 'after'`],
  ])('%s', { timeout: 20_000 }, async (_what, program) => {
    const { json } = await evaluateProgram({ '/p/main.ts': program });
    expect(json).toBe('after');
  });
});

test('a file nested deeper than the parser goes is not read, and says so', async () => {
  const { opaque } = await evaluateProgram({
    '/p/main.ts': `import { a } from './deep'; export default a`,
    '/p/deep.ts': `export const a = ${'['.repeat(5000)}${']'.repeat(5000)}`,
  });
  expect(opaque).toEqual([expect.stringContaining('nested too deep to parse')]);
});

test.each([`while (true) {}`, `for (;;) {}`])('what stands behind `%s` is never reached', async (loop) => {
  const { json } = await evaluateProgram({
    '/p/main.ts': `export default f();\nfunction f() { ${loop} return 'after' }`,
  });
  expect(json).not.toBe('after');
});
