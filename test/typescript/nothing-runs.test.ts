import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { isFailed } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';

/**
 * A program with a trap in every place where an evaluator might run what it reads. A trap writes a file beside the
 * program; each module then registers a tool, which proves that the reading came past the trap.
 */
const TRAPS: Readonly<Record<string, string>> = {
  // ── the language ──
  top_level: `ran();`,
  function_call: `const f = () => ran(); f();`,
  getter: `text = { get a() { ran(); return 'x'; } }.a;`,
  setter: `const o = { set a(v) { ran(); } }; o.a = 1;`,
  to_string: `text = '' + { toString() { ran(); return 'x'; } };`,
  value_of: `text = +{ valueOf() { ran(); return 1; } };`,
  to_primitive: `text = \`\${{ [Symbol.toPrimitive]() { ran(); return 'x'; } }}\`;`,
  to_json: `text = JSON.stringify({ toJSON() { ran(); return 'x'; } });`,
  static_block: `class A { static { ran(); } } void A;`,
  static_field: `class A { static a = ran(); } text = A.a;`,
  field: `class A { a = ran(); } text = new A().a;`,
  constructor_body: `class A { constructor() { ran(); } } new A();`,
  inherited_constructor: `class A { constructor() { ran(); } } class B extends A {} new B();`,
  class_decorator: `const d = (...a: any[]): any => { ran(); }; @d class A {} void A;`,
  member_decorator: `const d = (...a: any[]): any => { ran(); }; class A { @d m() {} } void A;`,
  tagged_template: `const tag = (...a: any[]) => { ran(); return 'x'; }; text = tag\`a\${1}\`;`,
  proxy_get: `text = new Proxy({} as any, { get() { ran(); return 'x'; } }).a;`,
  proxy_keys: `text = Object.keys(new Proxy({}, { ownKeys() { ran(); return []; } }));`,
  proxy_apply: `text = new Proxy(() => 1, { apply() { ran(); return 'x'; } })();`,
  iterator: `text = [...{ *[Symbol.iterator]() { ran(); yield 1; } }];`,
  generator: `function* g() { ran(); yield 1; } for (const x of g()) text = x;`,
  async_iterator: `for await (const x of { async *[Symbol.asyncIterator]() { ran(); yield 1; } }) text = x;`,
  thenable: `text = await { then(done: any) { ran(); done('x'); } };`,
  has_instance: `text = {} instanceof ({ [Symbol.hasInstance]() { ran(); return true; } } as any);`,
  default_parameter: `const f = (a = ran()) => a; f();`,
  computed_key: `text = { [(ran(), 'a')]: 1 };`,
  enum_member: `enum E { A = (ran(), 1) } text = E.A;`,
  namespace_body: `namespace N { export const a = ran(); } text = N.a;`,
  // ── builtins that call back ──
  sort: `[2, 1].sort(() => { ran(); return 0; });`,
  replace: `text = 'a'.replace(/a/, () => { ran(); return 'x'; });`,
  reviver: `text = JSON.parse('{"a":1}', () => { ran(); return 'x'; });`,
  array_from: `text = Array.from({ length: 1 }, () => ran());`,
  reflect_construct: `class A { constructor() { ran(); } } Reflect.construct(A, []);`,
  promise_executor: `await new Promise<void>((done) => { ran(); done(); });`,
  timer: `setTimeout(() => ran(), 0);`,
  microtask: `queueMicrotask(() => ran()); process.nextTick(() => ran());`,
  exit_listener: `process.on('exit', () => ran());`,
  event: `new EventEmitter().on('a', () => ran()).emit('a');`,
  // ── code made of text ──
  direct_eval: `(0, eval)(CODE);`,
  new_function: `new Function(CODE)();`,
  constructor_constructor: `text = \`\${[].constructor.constructor(CODE)()}\`;`,
  async_function_constructor: `(async () => {}).constructor(CODE)();`,
  vm_script: `vm.runInThisContext(CODE);`,
  data_import: `await import('data:text/javascript,' + encodeURIComponent(CODE));`,
  worker: `await new Promise((done) => new Worker(CODE, { eval: true }).on('exit', done));`,
  child_process: `execFileSync(process.execPath, ['-e', CODE]);`,
  // ── packages ──
  package_import: `const { effect } = await import('effects'); text = effect();`,
  package_require: `text = createRequire(import.meta.url)('effects-cjs');`,
  tools_package: `await import('makes-tools').then(({ add }) => add(server, ran));`,
  // ── schemas ──
  zod_refine: `shape = { a: z.string().refine(() => (ran(), true)) }; shape.a.safeParse('x');`,
  zod_super_refine: `shape = { a: z.string().superRefine(() => ran()) }; shape.a.safeParse('x');`,
  zod_transform: `shape = { a: z.string().transform(() => ran()) }; shape.a.safeParse('x');`,
  zod_preprocess: `shape = { a: z.preprocess((v) => (ran(), v), z.string()) }; shape.a.safeParse('x');`,
  zod_default: `shape = { a: z.string().default(() => (ran(), 'x')) }; shape.a.safeParse(undefined);`,
  zod_catch: `shape = { a: z.string().catch(() => (ran(), 'x')) }; shape.a.safeParse(1);`,
  zod_lazy: `shape = { a: z.lazy(() => (ran(), z.string())) }; shape.a.safeParse('x');`,
  zod_custom: `const s = z.custom(() => (ran(), true)); s.safeParse('x');`,
  zod_shape_getter: `shape = { get a() { ran(); return z.string(); } }; z.object(shape).safeParse({ a: 'x' });`,
  zod_error: `text = z.string({ error: () => (ran(), 'x') }).safeParse(1).error?.message;`,
  zod_key: `z.object({ ['a"]; ' + CODE + '; //']: z.string() }).safeParse({});`,
  zod3_refine: `z3.string().refine(() => (ran(), true)).safeParse('x');`,
  zod3_transform: `z3.string().transform(() => ran()).safeParse('x');`,
  valibot_check: `v.safeParse(v.pipe(v.string(), v.check(() => (ran(), true)), v.transform(() => ran())), 'x');`,
  valibot_lazy: `v.safeParse(v.lazy(() => (ran(), v.string())), 'x');`,
  arktype_morph: `type('string').pipe(() => ran())('x');`,
  arktype_narrow: `type('string').narrow(() => (ran(), true))('x');`,
  arktype_key: `type({ ['a"]; ' + CODE + '; //']: 'string' })({});`,
};
/** They hold code where a compiler might, and fire nowhere. */
const NEVER = new Set(['zod_key', 'arktype_key']);

const moduleOf = (name: string, trap: string): string => `
import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { type } from 'arktype';
import * as v from 'valibot';
import { z } from 'zod';
import { z as z3 } from 'zod/v3';
import { server } from '../server.js';

const mark = fileURLToPath(new URL('../ran-${name}', import.meta.url));
const ran = (): any => writeFileSync(mark, '');
const CODE = \`process.getBuiltinModule('fs').writeFileSync(\${JSON.stringify(mark)}, '')\`;
let [text, shape]: any[] = ['nothing', {}];
void [execFileSync, EventEmitter, createRequire, vm, Worker, type, v, z, z3, ran, CODE];

${trap}

server.registerTool('${name}', { description: \`Says \${String(text)}\`, inputSchema: shape }, async () => ({ content: [] }));
`;

const names = Object.keys(TRAPS);
const PROGRAM: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'traps',
    version: '1.0.0',
    type: 'module',
    main: 'index.ts',
    scripts: { preinstall: 'touch ran-script', prepare: 'touch ran-script', start: 'touch ran-script' },
    dependencies: { '@modelcontextprotocol/sdk': '^1.29.0', zod: '^4.3.0', effects: '1', 'makes-tools': '1' },
  }),
  'tsconfig.json': JSON.stringify({ extends: 'effects', compilerOptions: { plugins: [{ name: 'effects' }] } }),
  'server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
export const server = new McpServer({ name: 'traps', version: '1.0.0' });`,
  'index.ts': names.map((name) => `import './traps/${name}.js';`).join('\n'),
  ...Object.fromEntries(Object.entries(TRAPS).map(([name, trap]) => [`traps/${name}.ts`, moduleOf(name, trap)])),
  ...Object.fromEntries(
    ['ts', 'js', 'mjs'].map((ending) => [
      `mcp-audit.config.${ending}`,
      `import { writeFileSync } from 'node:fs'; writeFileSync(new URL('./ran-config', import.meta.url), ''); export default {};`,
    ]),
  ),
  'node_modules/effects/package.json': '{"name":"effects","version":"1.0.0","type":"module","main":"index.js"}',
  'node_modules/effects/index.js': `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('../../ran-package_import', import.meta.url), '');
export const effect = () => 'x';`,
  'node_modules/effects-cjs/package.json': '{"name":"effects-cjs","version":"1.0.0","main":"index.js"}',
  'node_modules/effects-cjs/index.js': `require('node:fs').writeFileSync(__dirname + '/../../ran-package_require', '');`,
  'node_modules/makes-tools/package.json':
    '{"name":"makes-tools","version":"1.0.0","type":"module","main":"index.js","dependencies":{"@modelcontextprotocol/sdk":"1"}}',
  'node_modules/makes-tools/index.js': `export const add = (server, ran) => {
  ran();
  server.registerTool('of_package', { description: 'Comes from a package.' }, async () => ({ content: [] }));
};`,
};

const made: string[] = [];
afterAll(() => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

function write(dir: string): string {
  made.push(dir);
  for (const [name, text] of Object.entries(PROGRAM)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return dir;
}

const temporary = (): string => realpathSync(mkdtempSync(path.join(tmpdir(), 'traps-')));
/** Below the node_modules of this repository, where its packages are found. */
const near = (name: string): string => path.resolve('node_modules/.cache', `mcp-audit-${name}`);

/** The traps that fired. */
const ran = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => name.startsWith('ran-'))
    .map((name) => name.slice('ran-'.length))
    .toSorted();

const ALL = [...names, 'of_package'].toSorted();

describe('nothing of the audited project runs', () => {
  test('when it is loaded', { timeout: 60_000 }, async () => {
    const dir = write(temporary());
    const results = await loadTypescript({ path: dir }, { root: dir, signal: new AbortController().signal });
    await new Promise((done) => setTimeout(done, 50)); // timers of the program, had there been any
    expect(ran(dir)).toEqual([]);
    const tools = results.flatMap((each) => (isFailed(each) ? [] : each.server.tools.map(({ data }) => data.name)));
    expect(tools.toSorted()).toEqual(ALL);
  });

  describe('by the command', () => {
    const dist = near('nothing-runs');
    beforeAll(() => {
      made.push(dist);
      execFileSync(process.execPath, ['scripts/build.mjs', dist], { stdio: 'ignore' });
    }, 120_000);

    test.each([
      ['audit', (dir: string) => [dir, '-f', 'json']],
      ['snapshot', (dir: string) => ['snapshot', dir]],
    ])('%s', { timeout: 60_000 }, (_, argumentsFor) => {
      const dir = write(temporary());
      const { stdout } = spawnSync(process.execPath, [path.join(dist, 'cli.js'), ...argumentsFor(dir)], {
        cwd: tmpdir(),
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      });
      expect(ran(dir)).toEqual([]);
      for (const name of ALL) expect(stdout).toContain(`"${name}"`);
    });
  });

  test('though every trap fires when the program does', { timeout: 60_000 }, async () => {
    const dir = write(near('traps'));
    await build({
      entryPoints: Object.keys(PROGRAM).flatMap((name) => (name.endsWith('.ts') ? path.join(dir, name) : [])),
      outdir: dir,
      outbase: dir,
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
    });
    writeFileSync(
      path.join(dir, 'run.js'),
      `for (const name of ${JSON.stringify(names)}) await import(\`./traps/\${name}.js\`).catch(() => {});`,
    );
    spawnSync(process.execPath, ['run.js'], { cwd: dir });
    expect(ran(dir)).toEqual(names.filter((name) => !NEVER.has(name)).toSorted());
  });
});
