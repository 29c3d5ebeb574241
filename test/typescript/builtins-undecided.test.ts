import { describe, expect, test } from 'vitest';

import type { Value } from '../../src/inputs/typescript/values.ts';
import { evaluateProgram } from './evaluate.ts';

/** A value in a line: `?` for what is opaque, `a|b` for a choice, `a!` for what is assumed, `a when c` for an element. */
function show(value: Value, depth = 0): string {
  if (depth > 6) return '…';
  switch (value.kind) {
    case 'primitive':
      return `${typeof value.value === 'string' ? value.value : String(value.value)}${value.assumed === undefined ? '' : '!'}`;
    case 'opaque':
      return '?';
    case 'choice':
      return value.options.map((option) => `${show(option.value, depth + 1)} if ${option.when.text}`).join(' | ');
    case 'array':
      return `[${[...value.elements.map((each) => show(each.value, depth + 1) + (each.when ? ` when ${each.when.text}` : '')), ...(value.open ? ['…'] : [])].join(', ')}]`;
    case 'object':
      return `{${[...[...value.properties].map(([name, each]) => `${name}: ${show(each.value, depth + 1)}${each.when ? ` when ${each.when.text}` : ''}`), ...(value.open ? ['…'] : [])].join(', ')}}`;
    case 'promise':
      return `promise of ${show(value.value, depth + 1)}`;
    case 'host':
      return value.label;
    default:
      return value.kind;
  }
}

const value = async (program: string): Promise<Value> =>
  (
    await evaluateProgram({
      '/p/main.ts': `const u: any = unknown();\nconst maybe: string[] = ['a']; if (u) maybe.push('b'); maybe.push('c');\nexport default ${program};`,
    })
  ).value;

/** `u` is opaque; `maybe` is `['a', 'b' when u, 'c']`. */
const CASES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'opaque in, opaque out': [
    [`u.trim()`, '?'],
    [`'a'.concat(u)`, '?'],
    [`'abc'.replace('b', u)`, '?'],
    [`'abc'.replace('x', u)`, 'abc'],
    [`'a,b'.split(u)`, '?'],
    [`['a', u].join()`, '?'],
    [`[...'ab', u].includes('b')`, 'true'],
    [`[u, 'a'].includes('a')`, 'true'],
    [`[u, 'a'].indexOf('a')`, '?'],
    [`['a', u].includes('z')`, '?'],
    [`Math.max(1, u)`, '?'],
    [`JSON.parse(u)`, '?'],
    [`JSON.stringify({ a: [u] })`, '?'],
    [`Object.keys(u)`, '?'],
    [`new Set(u).has('a')`, '?'],
    [`new Map([['a', 1]]).get(u)`, '?'],
    [`[new Map([[u, 1], ['b', 2]]).get('b'), new Map([[u, 1]]).get('a')]`, '[2, ?]'],
    [`[1, 2].map(u)`, '[?, ?]'],
    [`u.map((x) => x.name)`, '?'],
    [`[new Date(), Math.random(), Date.now()]`, '[?, ?, ?]'],
    [`Promise.all([1, u, Promise.resolve(3)])`, 'promise of [1, ?, 3]'],
    [`Boolean(u)`, '?'],
  ],
  'open arrays stay open': [
    [`[1, ...u].map((x) => x)`, '[1, …]'],
    [`[1, ...u].filter((x) => x > 0)`, '[1, …]'],
    [`[1].concat(u)`, '[1, …]'],
    [`[[1], u].flat()`, '[1, …]'],
    [`[1, ...u].length`, '?'],
    [`[1, ...u].find((x) => x === 1)`, '?'],
    [`[1, ...u].join()`, '?'],
    [`[...[1, ...u].slice()]`, '[1, …]'],
    [`Object.fromEntries([['a', 1], u])`, '{a: 1, …}'],
    [`Object.assign({ a: 1 }, u)`, '{a: 1, …}'],
    [`Object.entries({ a: 1, ...u })`, '[[a, 1], …]'],
    [`[1, ...u].reduce((all, x) => ({ ...all, [x]: 1 }), {})`, '{1: 1, …}'],
  ],
  'conditional elements': [
    [`maybe`, '[a, b when u, c]'],
    [`maybe.map((x) => x + '!')`, '[a!, b! when u, c!]'],
    [`maybe.filter((x) => x !== 'a')`, '[b when u, c]'],
    [`maybe.slice(1)`, '[b when u, c]'],
    [`maybe.concat('d')`, '[a, b when u, c, d]'],
    [`maybe.length`, '3 if u | 2 if not (u)'],
    [`maybe.join('-')`, 'a-b-c if u | a-c if not (u)'],
    [`maybe.includes('b')`, 'true if u | false if not (u)'],
    [`[maybe.includes('a'), maybe.includes('z')]`, '[true, false]'],
    [`maybe.find((x) => x === 'b')`, 'b if u | undefined if not (u)'],
    [`maybe.find((x) => x === 'c')`, 'c'],
    [`maybe.find((x) => x > 'a')`, 'b if u | c if not (u)'],
    [`maybe.map((_, i) => i)`, '[0, 1 when u, ?]'],
    [`maybe.reduce((s, x) => s.concat(x), '')`, 'abc if u | ac if not (u)'],
    [`maybe.some((x) => x === 'b')`, 'true if u | false if not (u)'],
    [`maybe.every((x) => x < 'd')`, 'true'],
    [`new Set(maybe).size`, '3 if u | 2 if not (u)'],
    [`new Set(maybe).has('b')`, 'true if u | false if not (u)'],
    [`Object.fromEntries(maybe.map((x) => [x, 1]))`, '{a: 1, b: 1 when u, c: 1}'],
    [`Object.keys(Object.fromEntries(maybe.map((x) => [x, 1])))`, '[a, b when u, c]'],
    [`[...maybe].reverse()`, '[c, b when u, a]'],
    [`maybe.flatMap((x) => [x, x])`, '[a, a, b when u, b when u, c, c]'],
    [`Array.from(maybe, (x) => x)`, '[a, b when u, c]'],
    [
      `(() => { const s = new Map<string, number>(); for (const x of maybe) s.set(x, 1); return [...s.keys()] })()`,
      '[a, b when u, c]',
    ],
  ],
  choices: [
    [`(u ? 'a' : 'b').toUpperCase()`, 'A if u | B if not (u)'],
    [`'x'.concat(u ? 'a' : 'b', u ? 'c' : 'd')`, 'xac if u | xbd if not (u)'],
    [`['x', u ? 'a' : 'b'].join('-')`, 'x-a if u | x-b if not (u)'],
    [`['x', u ? 'y' : undefined].filter(Boolean)`, '[x, y when u]'],
    [`[u && { a: 1 }, { a: 2 }].filter(Boolean).length`, '2 if u | 1 if not (u)'],
    [`JSON.stringify(u ? 1 : 2)`, '1 if u | 2 if not (u)'],
    [`(u ? [1, 2] : [3]).map((x) => x * 2)`, '[2, 4] if u | [6] if not (u)'],
    [`Object.keys(u ? { a: 1 } : { b: 2 })`, '[a when u, b when not (u)]'],
    [`String(u ? 1 : 1)`, '1'],
  ],
  'undecided predicates': [
    [`['a', 'b'].filter((x) => u.has(x))`, '[a when u.has(x) for `a`, b when u.has(x) for `b`]'],
    [`['a', 'b'].filter((x) => x === 'a' || u)`, "[a, b when x === 'a' || u for `b`]"],
    [`['a', 'b'].some((x) => u)`, '?'],
    [`[3, 1, 2].sort((a, b) => u)`, '[3, 1, 2]'],
  ],
  assumptions: [
    [`process.env.X`, 'undefined!'],
    [`process.env.X ?? 'd'`, 'd!'],
    [`(process.env.X ?? 'd').toUpperCase()`, 'D!'],
    [`'a'.concat(process.env.X)`, '?'],
    [`\`a\${process.env.X}\``, '?'],
    [`['a', process.env.X].join()`, '?'],
    [`['a', process.env.X].filter(Boolean)`, '[a]'],
    [`Number(process.env.X) || 5`, '5!'],
    [`parseInt(process.env.X ?? '10', 10)`, '10!'],
    [`(process.env.X ?? '').split(',').filter(Boolean)`, '[…]'],
    [`(process.env.X ?? 'a,b').split(',').map((x) => x.trim())`, '[a!, b!, …]'],
    [`(process.env.X ?? 'a').split(',').includes('b')`, 'false!'],
    [`(process.env.X ?? 'a').split(',').length`, '1!'],
    [
      `(() => { const off = (process.env.OFF ?? '').split(','); return ['a', 'b'].filter((x) => !off.includes(x)) })()`,
      '[a, b]',
    ],
    [
      `(() => { const on = (process.env.ON ?? '').split(','); return ['a', 'b'].filter((x) => on.includes(x)) })()`,
      '[a when on.includes(x) for `a`, b when on.includes(x) for `b`]',
    ],
    [
      `(() => { const on = (process.env.ON ?? '').split(','); const l = ['a', 'b'].filter((x) => on.includes(x)); return [l.length, l.join('-'), l.includes('a'), l.some((x) => x === 'a'), l.find((x) => x === 'a'), new Set(l).size] })()`,
      '[0!, !, false!, false!, undefined!, 0!]',
    ],
    [`process.argv.slice(2)`, '[…]'],
    [`process.argv.slice(2).length`, '0!'],
    [`process.argv.includes('--read-only')`, 'false!'],
    [`process.argv.find((x) => x.startsWith('--x'))`, 'undefined!'],
    [`process.argv.slice(2).some((x) => x === '-v')`, 'false!'],
    [`process.platform === 'win32'`, 'false!'],
    [`[typeof window, typeof process, typeof Deno]`, '[undefined!, object, undefined!]'],
    [`JSON.stringify({ a: process.env.X })`, '{}!'],
  ],
};

describe.each(Object.entries(CASES))('%s', (_name, cases) => {
  test.each(cases)('%s', async (program, expected) => {
    expect(show(await value(program))).toBe(expected);
  });
});
