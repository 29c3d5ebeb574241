import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { isFailed } from '../../src/inputs/input.ts';
import { loadTypescript } from '../../src/inputs/typescript/load.ts';

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'hostile-')));
/** Below node_modules, where what the build leaves out is found. */
const dist = path.resolve('node_modules/.cache/mcp-audit-hostile');
beforeAll(() => void execFileSync(process.execPath, ['scripts/build.mjs', dist], { stdio: 'ignore' }), 60_000);
afterAll(() => {
  for (const folder of [root, dist]) rmSync(folder, { recursive: true, force: true });
});

let count = 0;

/** Writes a package of the given files and gives its folder. */
function project(files: Readonly<Record<string, string>>): string {
  const dir = path.join(root, `p${count++}`);
  const all = {
    'package.json':
      '{"name":"p","version":"1.0.0","type":"module","main":"index.ts","dependencies":{"@modelcontextprotocol/sdk":"^1.29.0","zod":"^4.0.0"}}',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return dir;
}

const load = (dir: string) => loadTypescript({ path: dir }, { root: dir, signal: new AbortController().signal });

async function toolsOf(dir: string): Promise<readonly string[]> {
  return (await load(dir)).flatMap((each) => (isFailed(each) ? [] : each.server.tools.map(({ data }) => data.name)));
}

const HEAD = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { z } from 'zod';\nconst server = new McpServer({ name: 's', version: '1' });\n`;
const tool = (name: string, shape = '{}'): string =>
  `server.registerTool('${name}', { description: 'Does ${name}', inputSchema: ${shape} }, async () => ({ content: [] }));\n`;

describe('nothing of the audited project runs', () => {
  /** Every place where an evaluator might run what it reads; each would write the file. */
  const trap = (mark: string): Record<string, string> => {
    const write = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'ran')`;
    return {
      'index.ts': `${HEAD}
import { createRequire } from 'node:module'; import fs, { writeFileSync } from 'node:fs'; import { execSync } from 'node:child_process';
import dep from 'dep';
const require = createRequire(import.meta.url);
writeFileSync(${JSON.stringify(mark)}, 'ran'); fs.promises.writeFile(${JSON.stringify(mark)}, 'ran'); execSync('touch ${mark}');
eval(${JSON.stringify(write)}); new Function(${JSON.stringify(write)})(); ''.constructor.constructor(${JSON.stringify(write)})();
({}).constructor.constructor('return process')().mainModule?.require('fs').writeFileSync(${JSON.stringify(mark)}, 'ran');
class A { static { ${write} } static x = ${write}; get a() { ${write}; return 1 } toString() { ${write}; return 'x' } [Symbol.toPrimitive]() { ${write} } constructor() { ${write} } }
const a = new A(); void a.a; void \`\${a}\`; void (a + 1);
function tag() { ${write}; return 'text' } const t = tag\`x\`;
const p = new Proxy({}, { get() { ${write}; return 'p' } }); void p.x;
function deco() { ${write}; return (x) => x } @deco() class B { @deco() m() {} } new B().m();
const s = z.string().refine(() => { ${write}; return true }).transform((v) => { ${write}; return v }).default(() => { ${write}; return 'd' });
const n = z.preprocess((v) => { ${write}; return v }, z.lazy(() => { ${write}; return z.string() }));
dep();
${tool('one', '{ s, n, t: z.string().describe(t) }')}
process.on('exit', () => { ${write} });
`,
      'node_modules/dep/package.json':
        '{"name":"dep","version":"1.0.0","main":"index.js","dependencies":{"@modelcontextprotocol/sdk":"1"}}',
      'node_modules/dep/index.js': `${write}; module.exports = () => { ${write} }`,
      'mcp-audit.config.ts': `${write}; export default {}`,
      'mcp-audit.config.js': `${write}; export default {}`,
      'tsconfig.json': '{"compilerOptions":{"plugins":[{"name":"dep"}]},"extends":"dep"}',
    };
  };

  test('in this process', async () => {
    const mark = path.join(root, 'ran-1');
    expect(await toolsOf(project(trap(mark)))).toEqual(['one']);
    expect(existsSync(mark)).toBe(false);
  });

  test.each(['snapshot', 'audit'])('by the command: %s', (command) => {
    const mark = path.join(root, `ran-${command}`);
    const dir = project(trap(mark));
    const args = command === 'snapshot' ? ['snapshot', dir] : [dir, '-f', 'json'];
    const { stdout } = spawnSync(process.execPath, [path.join(dist, 'cli.js'), ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toContain('"one"');
    expect(existsSync(mark)).toBe(false);
  });
});

describe('on a real disk', () => {
  test('a byte order mark and carriage returns', async () => {
    const text = `\uFEFF${HEAD}${tool('one')}`.replaceAll('\n', '\r\n');
    expect(await toolsOf(project({ 'index.ts': text }))).toEqual(['one']);
  });

  test('settings that are not JSON, and links in a circle', async () => {
    const dir = project({ 'index.ts': `${HEAD}${tool('one')}`, 'tsconfig.json': '{"extends":"./tsconfig.json",' });
    symlinkSync(dir, path.join(dir, 'loop'));
    expect(await toolsOf(dir)).toEqual(['one']);
  });

  test('a package.json that is not JSON still gives an answer', async () => {
    const results = await load(project({ 'package.json': '{"name":', 'index.ts': `${HEAD}${tool('one')}` }));
    expect(results.length).toBeGreaterThan(0);
  });
});
