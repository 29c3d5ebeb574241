import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';

import { CLEAN, cli, folder, type Ran } from '../cli/run.ts';
import { manifest, server } from './servers.ts';

const SERVER = { 'package.json': manifest('orders'), 'src/index.ts': server('orders') };
const CONFIG = 'mcp-audit.config.json';
const WORKFLOW = '.github/workflows/mcp-audit.yml';
const HOOKS = '.pre-commit-config.yaml';

const init = (cwd: string, ...flags: string[]): Promise<Ran> => cli(['init', ...flags], { cwd });
const read = (dir: string, file: string): string => readFileSync(path.join(dir, file), 'utf8');
const configOf = (dir: string): unknown => JSON.parse(read(dir, CONFIG));

it('writes three files, says which, and what comes next', async () => {
  const dir = folder(SERVER);
  const { code, stdout, stderr } = await init(dir);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "found  orders: 1 tool, in the source (src/index.ts)
    wrote  mcp-audit.config.json
    wrote  .github/workflows/mcp-audit.yml
    wrote  .pre-commit-config.yaml
    next   mcp-audit                     what is found now
           mcp-audit --update-baseline   accept that, so that only what is new fails
           pre-commit install            run the hook at each commit
           then commit the files
    "
  `);
  expect(configOf(dir)).toEqual({ targets: [{ source: '.' }] });
  expect((await cli([], { cwd: dir })).code).toBe(0);
});

it('writes nothing over: what is there is kept, and said', async () => {
  const dir = folder(SERVER);
  await init(dir);
  const before = [CONFIG, WORKFLOW, HOOKS].map((file) => read(dir, file));
  const { code, stdout } = await init(dir, '--yes');
  expect(code).toBe(0);
  expect(stdout.match(/^kept/gm)).toHaveLength(3);
  expect([CONFIG, WORKFLOW, HOOKS].map((file) => read(dir, file))).toEqual(before);
});

it.each([
  ['mcp-audit.config.yaml', 'targets: [src]\n', 'mcp-audit.config.yaml'],
  ['.github/workflows/lint.yml', 'jobs: { a: { steps: [{ run: npx mcp-audit }] } }\n', '.github/workflows/lint.yml'],
  [WORKFLOW, 'jobs: {}\n', WORKFLOW],
])('keeps %s', async (file, text, said) => {
  const dir = folder({ ...SERVER, [file]: text });
  expect((await init(dir)).stdout).toContain(`kept   ${said}:`);
  expect(read(dir, file)).toBe(text);
});

it('keeps a file that came meanwhile, and says a folder that cannot be written', async () => {
  const dir = folder({ ...SERVER, '.github': 'a file' });
  const { code, stderr } = await init(dir);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot write .github/workflows/mcp-audit.yml');
});

it('--dry-run prints and writes nothing', async () => {
  const dir = folder(SERVER);
  const { stdout } = await init(dir, '--dry-run');
  expect(stdout).toContain(`# ${CONFIG}\n{`);
  expect(stdout).toContain('uses: mcp-audit/mcp-audit@v');
  for (const file of [CONFIG, WORKFLOW, HOOKS]) expect(existsSync(path.join(dir, file)), file).toBe(false);
});

it('asks on a terminal, but not with --yes', async () => {
  const dir = folder(SERVER);
  expect((await cli(['init'], { cwd: dir, answer: 'n' })).stderr).toContain('nothing was written');
  expect(existsSync(path.join(dir, CONFIG))).toBe(false);
  expect((await cli(['init', '--yes'], { cwd: dir, answer: 'n' })).stdout).toContain('wrote');
  const other = folder(SERVER);
  expect((await cli(['init'], { cwd: other, answer: '' })).stdout).toContain('wrote');
});

it('--ts writes a configuration as TypeScript, which is read', async () => {
  const dir = folder(SERVER);
  await init(dir, '--ts');
  expect(read(dir, 'mcp-audit.config.ts')).toContain('defineConfig({');
  expect((await cli(['-q'], { cwd: dir })).code).toBe(0);
});

describe('detects', () => {
  const mcp = (command: string, ...args: string[]): string =>
    JSON.stringify({ mcpServers: { own: { command, args, env: { TOKEN: 'secret' } } } });

  it.each<[string, Record<string, string>, unknown]>([
    ['source', SERVER, [{ source: '.' }]],
    ['a tool list', { 'data/tools.json': CLEAN, 'data/users.json': '[{"name":"a"}]' }, [{ json: 'data/tools.json' }]],
    [
      'no tool list in the manifest of a bundle',
      { ...SERVER, 'manifest.json': '{"manifest_version":"0.3","tools":[{"name":"a","description":"A."}]}' },
      [{ source: '.' }],
    ],
    ['source before a tool list', { ...SERVER, 'tools.json': CLEAN }, [{ source: '.' }]],
    [
      'several packages, by name',
      {
        'package.json': JSON.stringify({ name: 'all', private: true, workspaces: ['packages/*'] }),
        'packages/a/package.json': manifest('@x/a'),
        'packages/a/src/index.ts': server('a'),
        'packages/b/package.json': manifest('@x/b'),
        'packages/b/src/index.ts': server('b'),
      },
      { a: { source: 'packages/a' }, b: { source: 'packages/b' } },
    ],
    [
      'what .mcp.json starts of this folder',
      { '.mcp.json': mcp('python', 'server.py'), 'server.py': '', 'requirements.txt': 'mcp' },
      [{ command: ['python', 'server.py'], anchor: 'server.py' }],
    ],
    [
      'a server in another language, not what others publish',
      {
        '.mcp.json': mcp('npx', '-y', '@x/other'),
        'pyproject.toml': '[project]\nname = "orders"\n[project.scripts]\norders = "a:b"\n',
      },
      [{ command: ['uv', 'run', 'orders'], anchor: 'pyproject.toml' }],
    ],
  ])('%s', async (_, files, targets) => {
    const dir = folder(files);
    const { code, stdout } = await init(dir);
    expect(code, stdout).toBe(0);
    expect(configOf(dir)).toEqual({ targets });
    expect(read(dir, CONFIG)).not.toContain('secret');
  });

  it('a schema for editors where it is installed', async () => {
    const dir = folder({ ...SERVER, 'node_modules/mcp-audit/package.json': '{}' });
    await init(dir);
    expect(configOf(dir)).toHaveProperty('$schema', './node_modules/mcp-audit/schemas/config.schema.json');
  });

  it('the branch of the remote', async () => {
    const dir = folder({
      ...SERVER,
      '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
      '.git/HEAD': 'ref: refs/heads/x\n',
    });
    await init(dir);
    expect(parse(read(dir, WORKFLOW)).on.push.branches).toEqual(['trunk']);
  });

  it('servers in other languages beside it, and how they are audited', async () => {
    const { stdout } = await init(
      folder({ ...SERVER, 'py/pyproject.toml': '[project]\nname = "x"\ndependencies = ["mcp>=1"]\n' }),
    );
    expect(stdout).toContain(
      'found  py/pyproject.toml: a server in Python, not read; audit it while it runs: `mcp-audit --cwd py -- uvx x`',
    );
  });

  it('the tool lists for the hook', async () => {
    const dir = folder({ ...SERVER, 'data/tools (1).json': CLEAN });
    await init(dir);
    const [, lists] = parse(read(dir, HOOKS)).repos[0].hooks;
    expect(lists.id).toBe('mcp-audit-lists');
    expect(new RegExp(lists.files).test('data/tools (1).json')).toBe(true);
  });

  it('lint-staged, and leaves pre-commit alone', async () => {
    const dir = folder({ ...SERVER, 'package.json': manifest('orders', { 'lint-staged': {} }) });
    expect((await init(dir)).stdout).toContain('"mcp-audit hook"');
    expect(existsSync(path.join(dir, HOOKS))).toBe(false);
  });
});

it.each([
  ['no server', { 'package.json': '{}', 'index.ts': 'export {};' }, 'no server was found here'],
  ['nothing', {}, 'no server was found here'],
  [
    'two configurations',
    { ...SERVER, 'mcp-audit.config.json': '{}', 'mcp-audit.config.yaml': '' },
    'there are 2 configurations',
  ],
  [
    'a configuration with a mistake',
    { ...SERVER, 'mcp-audit.config.json': '{ "target": [] }' },
    'did you mean `targets`?',
  ],
])('refuses: %s', async (_, files, said) => {
  const { code, stderr, stdout } = await init(folder(files));
  expect(code, stdout).toBe(2);
  expect(stderr).toContain(said);
});

it('refuses a folder inside a repository, where neither workflow nor hook would be read', async () => {
  const dir = folder({ 'server/package.json': manifest('a'), 'server/src/index.ts': server('a') });
  mkdirSync(path.join(dir, '.git'));
  const { code, stderr } = await init(path.join(dir, 'server'));
  expect(code).toBe(2);
  expect(stderr).toContain('cd ..');
});

it('names of strangers are printed safely', async () => {
  const dir = folder({ 'package.json': manifest('a'), 'src/index.ts': server('\\u001b[31mred\\n::set-output') });
  const { stdout } = await init(dir);
  expect(stdout).not.toContain('\u001B');
  expect(stdout).not.toContain('\n::');
});
