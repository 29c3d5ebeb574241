import { describe, expect, test } from 'vitest';

import { evaluateProgram } from './evaluate.ts';

const keysOf = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> => {
  const main = `import * as all from './all.js'; export default Object.keys(all);`;
  return (await evaluateProgram({ '/p/main.ts': main, '/p/all.ts': text, ...more })).json;
};

const OTHER = { '/p/other.ts': 'export interface T { a: 1 } export type U = 2; export class C {} export const v = 1;' };

describe('what a namespace lists', () => {
  test.each([
    ['types of its own', 'export interface I {} export type T = 1; export const a = 1;', ['a']],
    ['an interface and a value of one name', 'export interface a {} export const a = 1;', ['a']],
    ['a value and an interface of one name', 'export const a = 1; export interface a {}', ['a']],
    ['types passed on', `export type { T, C } from './other.js'; export const a = 1;`, ['a']],
    ['types among what is passed on', `export { type T, v } from './other.js';`, ['v']],
    ['types passed on without saying so', `export { T, U, C, v } from './other.js';`, ['C', 'v']],
    ['types imported and exported', `import { T, v } from './other.js'; export { T, v };`, ['v']],
    ['types of its own, exported later', `interface T {} const v = 1; export { T, v };`, ['v']],
    ['types of another, all of them', `export * from './other.js';`, ['C', 'v']],
    ['all types of another', `export type * from './other.js'; export const a = 1;`, ['a']],
    [
      'what is declared to be elsewhere',
      'export declare const x: 1; export declare class Y {} export const a = 1;',
      ['a'],
    ],
    ['a default interface', 'export default interface D {}', []],
    [
      'a namespace of types',
      'export namespace N { export type A = 1 } export namespace M { export const a = 1 }',
      ['M'],
    ],
    ['enums', 'export enum E { A } export const enum F { B }', ['E', 'F']],
    ['another module', `export * as other from './other.js';`, ['other']],
    ['an alias of a namespace', `namespace N { export const b = 1 } export import b = N.b;`, ['b']],
  ])('%s', async (_, text, expected) => {
    expect(await keysOf(text, OTHER)).toEqual(expected);
  });

  test('export = beside an import', async () => {
    const main = `import all from './all.js'; export default all;`;
    const all = `import { v } from './other.js'; export = { v, own: 2 };`;
    expect((await evaluateProgram({ '/p/main.ts': main, '/p/all.ts': all, ...OTHER })).json).toEqual({ v: 1, own: 2 });
  });

  test('a constant enum that is declared elsewhere has its members', async () => {
    const main = `declare const enum E { A = 'a' } export default E.A;`;
    expect((await evaluateProgram({ '/p/main.ts': main })).json).toBe('a');
  });

  test('what is declared to be elsewhere is not known', async () => {
    const main = `declare const VERSION: string; export default { VERSION, known: typeof VERSION };`;
    const { json, opaque } = await evaluateProgram({ '/p/main.ts': main });
    expect(json).toMatchObject({ known: 'undefined' });
    expect(opaque).toEqual([expect.stringContaining('/VERSION: ')]);
  });
});
