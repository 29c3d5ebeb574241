import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

import { ts } from '../../src/inputs/typescript/syntax.ts';
import { evaluateProgram } from './evaluate.ts';

/** A program whose compiled forms need most of what compilers write into their output. */
const SOURCES: Readonly<Record<string, string>> = {
  '/p/main.ts': `
import fallback, { named, log } from './lib.js';
import * as star from './lib.js';
import path from 'path';
import * as common from './common.cjs';
import plain from './common.cjs';
export * from './more.js';
const track = (target: any, key?: string, descriptor?: any): any => { log.push('track ' + (key ?? 'class')); };
const meta = (text: string) => (target: any, key?: any): any => { log.push('meta ' + text); };
@track @meta('class') class Tools {
  static kind = 'tools';
  label = 'field';
  @track @meta('method') run(text: string) { return this.label + text; }
}
const { a, ...others } = { a: 1, b: 2, c: 3 };
async function later(x: number) { const y = await Promise.resolve(x); return y + (await twice(y)); }
const twice = async (x: number) => x * 2;
const results: unknown[] = [];
later(2).then((value) => results.push(value));
const tagged = String.raw\`a\\n\${1}\`;
export const result = [fallback, named, star.named, star.default, Object.keys(star).includes('named'), path.join('a', 'b'), common.x, plain.f(2), [...log].sort(), others, [...[1, 2], 3], { ...others, d: 4 }, results, new Tools().run('!'), Tools.kind, tagged, a];
`,
  '/p/lib.ts': `export const log: string[] = []; export default 'fallback'; export const named = 'named';`,
  '/p/more.ts': `export const more = 1; export { named as again } from './lib.js';`,
  '/p/common.cjs': `exports.x = 1; exports.f = function (n) { return n + exports.x; };`,
};

const ENTRY = { '/p/entry.ts': `import { result } from './main.js'; export default result;` };

const EXPECTED = [
  'fallback',
  'named',
  'named',
  'fallback',
  true,
  'a/b',
  1,
  3,
  ['meta class', 'meta method', 'track class', 'track run'],
  { b: 2, c: 3 },
  [1, 2, 3],
  { b: 2, c: 3, d: 4 },
  [6],
  'field!',
  'tools',
  'a\\n1',
  1,
];

/** The language gives decorators a context where TypeScript's older form gives a name. */
const DECORATED = EXPECTED.map((value, i) =>
  i === 8 ? ['meta class', 'meta method', 'track [object Object]', 'track [object Object]'] : value,
);

const { ES2015, ES2016, ES2017, ES2018, ES2022 } = ts.ScriptTarget;

describe('what TypeScript makes of a program', () => {
  test.each([
    ['as it is', undefined, {}],
    ['CommonJS', ES2022, {}],
    ['CommonJS for ES2015', ES2015, {}],
    ['CommonJS for ES2016', ES2016, {}],
    ['CommonJS for ES2017', ES2017, {}],
    ['CommonJS with tslib', ES2015, { importHelpers: true }],
    ['ES modules', ES2018, { module: ts.ModuleKind.ESNext }],
    ['ES modules for ES2015', ES2015, { module: ts.ModuleKind.ESNext }],
    ['decorators of the language', ES2022, { experimentalDecorators: false }],
  ] as const)('%s', async (_name, target, options) => {
    const files = Object.fromEntries(
      Object.entries(SOURCES).map(([path, text]) => {
        if (target === undefined || !path.endsWith('.ts')) return [path, text];
        const { outputText } = ts.transpileModule(text, {
          fileName: path,
          compilerOptions: {
            target,
            module: ts.ModuleKind.CommonJS,
            esModuleInterop: true,
            experimentalDecorators: true,
            emitDecoratorMetadata: true,
            useDefineForClassFields: false,
            ...options,
          },
        });
        return [path.replace(/ts$/, 'js'), outputText];
      }),
    );
    const { json, opaque } = await evaluateProgram({ ...files, ...ENTRY }, '/p/entry.ts');
    expect(opaque).toEqual([]);
    expect(json).toEqual('experimentalDecorators' in options ? DECORATED : EXPECTED);
  });
});

describe('what esbuild makes of it', () => {
  test.each([
    ['one ES module', { format: 'esm' }],
    ['one CommonJS module', { format: 'cjs' }],
    ['names kept', { format: 'esm', keepNames: true }],
    ['for ES2016', { format: 'cjs', target: 'es2016' }],
    ['modules on demand', { format: 'esm', inject: ['/p/lazy.ts'] }],
  ] as const)('%s', async (_name, options) => {
    const { outputFiles } = await build({
      entryPoints: ['/p/main.ts'],
      bundle: true,
      write: false,
      platform: 'node',
      external: ['path'],
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
      logLevel: 'silent',
      ...options,
      inject: [],
      plugins: [
        {
          name: 'memory',
          setup(plugin) {
            plugin.onResolve({ filter: /^[./]/ }, ({ path, resolveDir }) => ({
              path: path.startsWith('/') ? path : `${resolveDir}/${path.slice(2)}`.replace(/\.js$/, '.ts'),
              namespace: 'memory',
            }));
            plugin.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => ({
              contents:
                'inject' in options && path === '/p/main.ts'
                  ? `const lib = require('./lib.js');\n${SOURCES[path]}`
                  : SOURCES[path]!,
              loader: path.endsWith('.ts') ? 'ts' : 'js',
              resolveDir: '/p',
            }));
          },
        },
      ],
    });
    const { json, opaque } = await evaluateProgram({ '/p/main.js': outputFiles[0]!.text, ...ENTRY }, '/p/entry.ts');
    expect(opaque).toEqual([]);
    expect(json).toEqual(EXPECTED);
  });
});
