import { describe, expect, it } from 'vitest';

import { foreignAnswer } from '../../src/inputs/typescript/project/foreign.ts';
import { isMcpPackage } from '../../src/inputs/typescript/project/mcp-packages.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { mentionsPackage, mentionsServer } from '../../src/inputs/typescript/project/mentions.ts';
import { findProjects } from '../../src/inputs/typescript/project/projects.ts';

const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nserver.registerTool('a', {}, f);`;
const START = `import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';`;
const json = (value: object): string => JSON.stringify(value);
const depending = { dependencies: { '@modelcontextprotocol/sdk': '^1.20.0' } };
const manifest = (more: object = {}): string => json({ name: 'p', ...depending, ...more });

/** `NAME: ENTRY ENTRY + OTHER`, one for each project; or why there is none. */
function find(files: Record<string, string>, target = '/p'): string[] | string {
  const found = findProjects(target, memoryDisk(files));
  if (!Array.isArray(found)) return foreignAnswer(found, 'x', '/').reason;
  return found.map(({ package: of, root, entries, files: others }) => {
    const short = (file: string): string => file.replace(`${root}/`, '');
    return `${of?.name ?? 'none'}: ${[...entries.map(short), ...(others.length > 0 ? ['+', ...others.map(short)] : [])].join(' ')}`;
  });
}

describe('where a program starts', () => {
  it.each<[string, object, string[], string]>([
    ['bin', { bin: './cli.js', main: './none.js' }, ['cli.js'], 'cli.js'],
    [
      'bin that is not built',
      { bin: { p: 'dist/index.js' } },
      ['src/index.ts', 'src/server.ts'],
      'src/index.ts + src/server.ts',
    ],
    [
      'several',
      { bin: { a: 'dist/a.js', b: 'dist/b.js' }, main: 'dist/index.js' },
      ['src/a.ts', 'src/b.ts', 'src/index.ts'],
      'src/a.ts src/b.ts src/index.ts',
    ],
    ['sources over what is built', { bin: 'dist/index.js' }, ['src/index.ts', 'dist/index.js'], 'src/index.ts'],
    ['main', { main: 'server.js' }, ['server.js'], 'server.js'],
    ['exports', { exports: { '.': { types: './dist/i.d.ts', import: './dist/i.js' } } }, ['src/i.ts'], 'src/i.ts'],
    ['module', { module: './src/x.ts' }, ['src/x.ts'], 'src/x.ts'],
    [
      'scripts.start',
      { scripts: { start: 'NODE_ENV=x node --enable-source-maps dist/run.js --stdio' } },
      ['src/run.ts'],
      'src/run.ts',
    ],
    [
      'a script that runs another',
      { scripts: { start: 'npm run build && npm run serve', serve: 'tsx src/x.ts' } },
      ['src/x.ts'],
      'src/x.ts',
    ],
    [
      'scripts that run each other',
      { scripts: { start: 'npm run dev', dev: 'npm run start' } },
      ['src/index.ts'],
      'src/index.ts',
    ],
    [
      'scripts.dev',
      { main: 'index.js', scripts: { dev: 'tsx watch scripts/start-server.ts' } },
      ['scripts/start-server.ts'],
      'scripts/start-server.ts',
    ],
    [
      'a script that only helps',
      { scripts: { dev: 'node scripts/dev.mjs' } },
      ['scripts/dev.mjs', 'src/index.ts'],
      'scripts/dev.mjs src/index.ts',
    ],
    ['a folder', { scripts: { dev: 'tsx ./src' } }, ['src/index.ts'], 'src/index.ts'],
    [
      'what a bundle is made of',
      { bin: 'dist/bundle.js', scripts: { build: 'esbuild src/program.ts --bundle --outfile=dist/bundle.js' } },
      ['src/program.ts'],
      'src/program.ts',
    ],
    ['a bundle named after its source', { bin: 'dist/program.js' }, ['src/bin/program.ts'], 'src/bin/program.ts'],
    ['names', {}, ['src/index.ts', 'src/tools.ts'], 'src/index.ts + src/tools.ts'],
    ['names beside package.json', {}, ['server.js', 'tools.js'], 'server.js + tools.js'],
    ['outside of the package', { bin: '../../secret.js' }, ['index.js'], 'index.js'],
    ['wrong types', { bin: 7, main: [], exports: 1, scripts: 'x' }, ['index.js'], 'index.js'],
    [
      'a route of a framework',
      {},
      ['src/index.ts', 'app/api/[transport]/route.ts'],
      'src/index.ts app/api/[transport]/route.ts',
    ],
  ])('%s', (_, more, names, expected) =>
    expect(
      find({ '/p/package.json': manifest(more), ...Object.fromEntries(names.map((name) => [`/p/${name}`, SERVER])) }),
    ).toEqual([`p: ${expected}`]),
  );

  it('a program without an extension', () => {
    const script = (text: string): Record<string, string> => ({
      '/p/package.json': manifest({ bin: 'bin/run' }),
      '/p/bin/run': text,
      '/p/index.js': SERVER,
    });
    expect(find(script(`#!/usr/bin/env node\n${SERVER}`))).toEqual(['p: bin/run + index.js']);
    expect(find(script('#!/bin/sh\nexec node index.js'))).toEqual(['p: index.js']);
  });

  it.each([
    ['wrangler.jsonc', '{ // c\n"main": "src/worker-app.ts", }'],
    ['wrangler.toml', 'name = "x"\nmain = "src/worker-app.ts"\n'],
  ])('%s', (name, text) =>
    expect(
      find({
        '/p/package.json': manifest(),
        [`/p/${name}`]: text,
        '/p/src/worker-app.ts': SERVER,
        '/p/src/index.ts': '',
      }),
    ).toEqual(['p: src/worker-app.ts']),
  );
});

describe('a target inside a package', () => {
  const files = {
    '/p/package.json': manifest({ bin: 'dist/cli.js', main: 'dist/index.js' }),
    '/p/src/cli.ts': START,
    '/p/src/index.ts': SERVER,
    '/p/src/tools/a.ts': SERVER,
    '/p/dist/cli.js': START,
    '/p/dist/index.js': SERVER,
  };
  it.each([
    ['/p/src', 'p: cli.ts index.ts + tools/a.ts'],
    ['/p/dist', 'p: cli.js index.js'],
    ['/p/src/tools', 'p: /p/src/cli.ts /p/src/index.ts + a.ts'],
    ['/p/src/tools/a.ts', 'p: /p/src/tools/a.ts'],
    ['/p/package.json', 'p: src/cli.ts src/index.ts + src/tools/a.ts'],
  ])('%s', (target, expected) => expect(find(files, target)).toEqual([expected]));

  it('installed, as it is published', () => {
    const at = '/p/node_modules/server';
    const own = {
      [`${at}/package.json`]: manifest({ bin: 'dist/cli.js' }),
      [`${at}/dist/cli.js`]: SERVER,
      [`${at}/src/cli.ts`]: SERVER,
    };
    expect(find(own, `${at}/dist`)).toEqual(['p: cli.js']);
    expect(find(own, at)).toEqual(['p: dist/cli.js + src/cli.ts']);
  });

  it('without a package', () =>
    expect(find({ '/q/index.js': SERVER, '/q/tools.js': SERVER }, '/q')).toEqual(['none: index.js + tools.js']));
});

describe('a repository of several packages', () => {
  const member = (name: string, more: object = {}): string => json({ name, ...more });
  const files = {
    '/w/package.json': json({ name: 'w', workspaces: ['packages/*'] }),
    '/w/packages/one/package.json': member('one', { ...depending, bin: 'dist/index.js' }),
    '/w/packages/one/src/index.ts': SERVER,
    '/w/packages/two/package.json': member('two', { dependencies: { core: 'workspace:*' }, bin: 'dist/index.js' }),
    '/w/packages/two/src/index.ts': `import { register } from 'core';`,
    '/w/packages/core/package.json': member('core', depending),
    '/w/packages/core/src/index.ts': SERVER,
    '/w/packages/site/package.json': member('site', { scripts: { start: 'vite' } }),
    '/w/packages/site/src/index.ts': '',
    '/w/packages/test-client/package.json': member('test-client', { ...depending, bin: 'src/index.ts' }),
    '/w/packages/test-client/src/index.ts': SERVER,
    '/w/examples/demo/package.json': member('demo', depending),
    '/w/examples/demo/index.ts': SERVER,
  };
  it('each server on its own, its libraries with it', () =>
    expect(find(files, '/w')).toEqual(['one: src/index.ts', 'two: src/index.ts']));
  it('a member', () => expect(find(files, '/w/packages/one')).toEqual(['one: src/index.ts']));
  it('a folder of members', () =>
    expect(find(files, '/w/packages')).toEqual(['one: src/index.ts', 'two: src/index.ts']));
  it('a library that is named', () => expect(find(files, '/w/packages/core')).toEqual(['core: src/index.ts']));
  it('a member that is none', () =>
    expect(find(files, '/w/packages/site')).toBe('no MCP library is used in the source of site (1 file)'));
  it('an example that is named', () => {
    expect(find(files, '/w/examples/demo')).toEqual(['demo: index.ts']);
    expect(find(files, '/w/examples')).toEqual(['demo: index.ts']);
  });
  it('examples when there is nothing else', () => {
    const examples = Object.fromEntries(Object.entries(files).filter(([name]) => name.startsWith('/w/examples')));
    expect(find(examples, '/w')).toEqual(['demo: index.ts']);
  });
  it('a root that is a server too', () =>
    expect(
      find(
        { ...files, '/w/package.json': manifest({ name: 'w', workspaces: ['packages/*'] }), '/w/index.ts': SERVER },
        '/w',
      ),
    ).toEqual(['w: index.ts', 'one: src/index.ts', 'two: src/index.ts']));
  it('packages that no workspace declares', () =>
    expect(
      find(
        {
          '/r/a/package.json': manifest({ name: 'a' }),
          '/r/a/index.js': SERVER,
          '/r/b/package.json': manifest({ name: 'b' }),
          '/r/b/index.js': SERVER,
        },
        '/r',
      ),
    ).toEqual(['a: index.js', 'b: index.js']));
});

describe('what is not read', () => {
  const PYPROJECT = '[project]\nname = "mcp-x"\n\n[project.scripts]\nother = "x:o"\nmcp-x = "x:main"\n';
  it.each<[string, Record<string, string>, string, string]>([
    ['Python', { 'pyproject.toml': PYPROJECT, 'src/x/server.py': '' }, 'Python (pyproject.toml)', 'uv run mcp-x'],
    [
      'Python without scripts',
      { 'pyproject.toml': '[project]\nname = "mcp-x"\n' },
      'Python (pyproject.toml)',
      'uvx mcp-x',
    ],
    [
      'Python by Poetry',
      { 'pyproject.toml': "[tool.poetry.scripts]\nserve = 'x:main'\n" },
      'Python (pyproject.toml)',
      'uv run serve',
    ],
    ['Python with a file', { 'requirements.txt': 'mcp', 'main.py': '' }, 'Python (requirements.txt)', 'python main.py'],
    [
      'Go',
      { 'go.mod': 'module x', 'cmd/tool/main.go': '', 'cmd/mcp-x/main.go': '' },
      'Go (go.mod)',
      'go run ./cmd/mcp-x',
    ],
    ['Go without commands', { 'go.mod': 'module x' }, 'Go (go.mod)', 'go run .'],
    ['Rust', { 'Cargo.toml': '[package]\nname = "x"\n' }, 'Rust (Cargo.toml)', 'cargo run --quiet --bin x'],
    ['Java', { 'pom.xml': '' }, 'Java (pom.xml)', 'java -jar target/SERVER.jar'],
    ['Kotlin', { 'build.gradle.kts': '' }, 'Java or Kotlin (build.gradle.kts)', 'java -jar build/libs/SERVER.jar'],
    ['C#', { 'src/X.csproj': '' }, 'C# (src/X.csproj)', '--cwd src -- dotnet run --project X.csproj'],
    ['Ruby', { Gemfile: '', 'exe/mcp-x': '' }, 'Ruby (Gemfile)', 'bundle exec mcp-x'],
    ['PHP', { 'composer.json': '{"bin":["bin/serve"]}' }, 'PHP (composer.json)', 'php bin/serve'],
    [
      'below',
      { 'servers/a/pyproject.toml': PYPROJECT },
      'Python (servers/a/pyproject.toml)',
      '--cwd servers/a -- uv run mcp-x',
    ],
    [
      'with a web page',
      { 'go.mod': '', 'ui/package.json': '{"name":"ui"}', 'ui/index.ts': '' },
      'Go (go.mod)',
      'go run .',
    ],
    [
      'a name that is no name',
      { 'pyproject.toml': '[project.scripts]\n"x" = "y"\nz = "$(rm -rf /)"\n' },
      'Python (pyproject.toml)',
      'uv run x',
    ],
  ])('%s', (_, names, language, command) => {
    const disk = memoryDisk(Object.fromEntries(Object.entries(names).map(([name, text]) => [`/p/${name}`, text])));
    const found = findProjects('/p', disk);
    if (Array.isArray(found)) throw new Error('something is read');
    const { reason, hint } = foreignAnswer(found, '.', '/p');
    expect(reason).toBe(`a server in ${language} is not read from source`);
    expect(hint).toBe(`Audit it while it runs: \`mcp-audit ${command.startsWith('--cwd ') ? '' : '-- '}${command}\`.`);
  });

  it.each([
    ['from inside', '/p/server', '/p/server', '-- uv run mcp-x'],
    ['from above', '/p/server', '/p', '--cwd server -- uv run mcp-x'],
    ['from beside', '/p/server', '/p/other', '--cwd ../server -- uv run mcp-x'],
    ['from below', '/p/server', '/p/server/src', '--cwd .. -- uv run mcp-x'],
    ['a file', '/p/server/src/go main.go', '/p', '--cwd server/src -- go run "go main.go"'],
    ['a folder with a space', '/p/my server', '/p', '--cwd "my server" -- go run .'],
    ['a folder that a shell would run', '/p/$(x)', '/p', '--cwd FOLDER -- go run .'],
    ['a folder like a flag', '/p/-x', '/p', '--cwd ./-x -- go run .'],
  ])('the command can be pasted %s', (_, target, root, command) => {
    const disk = memoryDisk({
      '/p/server/pyproject.toml': PYPROJECT,
      '/p/server/src/go main.go': '',
      '/p/my server/go.mod': '',
      '/p/$(x)/go.mod': '',
      '/p/-x/go.mod': '',
    });
    const found = findProjects(target, disk);
    if (Array.isArray(found)) throw new Error('something is read');
    expect(foreignAnswer(found, 'x', root).hint).toBe(`Audit it while it runs: \`mcp-audit ${command}\`.`);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['a file that is not there', {}, '/none', 'x does not exist'],
    ['no sources', { '/p/README.md': '' }, '/p', 'x holds no TypeScript or JavaScript'],
    [
      'no MCP',
      { '/p/package.json': json({ name: 'p' }), '/p/a.ts': '', '/p/b.ts': '' },
      '/p',
      'no MCP library is used in the source of p (2 files)',
    ],
    ['no MCP, no package', { '/p/a.ts': '' }, '/p', 'no MCP library is used in x (1 file)'],
    [
      'only a client',
      {
        '/p/package.json': json({ name: 'p' }),
        '/p/a.ts': `import { Client } from '@modelcontextprotocol/sdk/client/index.js'`,
      },
      '/p',
      'no MCP library is used in the source of p (1 file)',
    ],
    ['a Python file', { '/p/server.py': '' }, '/p/server.py', 'a server in Python (server.py) is not read from source'],
    ['a picture', { '/p/a.png': '' }, '/p/a.png', 'x holds no TypeScript or JavaScript'],
  ])('%s', (_, files, target, expected) => expect(find(files, target)).toBe(expected));

  it('a server beside a Python project is read', () =>
    expect(
      find({ '/p/pyproject.toml': PYPROJECT, '/p/ts/package.json': manifest(), '/p/ts/index.ts': SERVER }),
    ).toEqual(['p: index.ts']));
});

describe('mentions', () => {
  it.each([
    `server.registerTool('a', {}, f)`,
    `server.tool("a", f)`,
    `server\n  .tool<Shape>('a')`,
    `server.setRequestHandler(ListToolsRequestSchema, list)`,
    `case 'tools/list':`,
    `new FastMCP({}).addTool(tool)`,
    `class Demo extends McpAgent {}`,
    `class T extends MCPTool {}`,
    `@Tool({ name: 'a' })`,
    `export const handler = createMcpHandler((server) => {})`,
    `import { type ToolMetadata } from "xmcp";`,
  ])('a registration: %s', (text) => expect(mentionsServer(text)).toBe(true));

  it.each([``, `const tools = [];`, `toolbox.open()`, `recreateTools()`, `import x from 'xmcp-like'`])(
    'none: %s',
    (text) => expect(mentionsServer(text)).toBe(false),
  );

  it.each([
    [`import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'`, true],
    [`const x=require("fastmcp")`, true],
    [`import{a}from"@tmcp/adapter-zod"`, true],
    [`await import('agents/mcp')`, true],
    [`import { z } from "npm:@modelcontextprotocol/sdk@^1.9.0/server/mcp.js"`, true],
    [`import '@modelcontextprotocol/sdk/client/index.js'`, false],
    [`const list = 'agents'`, false],
    [`import x from 'fastmcp-like'`, false],
  ])('a package: %s', (text, expected) => expect(mentionsPackage(text)).toBe(expected));

  it.each([
    ' '.repeat(500_000),
    '. '.repeat(200_000),
    `from${' '.repeat(500_000)}`,
    `"a/`.repeat(200_000),
    `from '@`.repeat(100_000),
  ])('takes no longer on hostile text %#', (text) => {
    const start = performance.now();
    expect([mentionsServer(text), mentionsPackage(text)]).toEqual([false, false]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('knows families', () => expect([isMcpPackage('@frontmcp/sdk'), isMcpPackage('__proto__')]).toEqual([true, false]));
});
