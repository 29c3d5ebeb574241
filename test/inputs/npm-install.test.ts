import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { temporaryFolder } from '../../src/inputs/npm/folder.ts';
import { install } from '../../src/inputs/npm/install.ts';
import { NpmProblem } from '../../src/inputs/npm/problem.ts';
import { npmSpec } from '../../src/inputs/npm/spec.ts';
import { publishedName, readTree } from '../../src/inputs/npm/tree.ts';
import { registry, type Registry } from './registry.ts';

const base = mkdtempSync(path.join(tmpdir(), 'mcp-audit-install-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const proof = path.join(base, 'it-ran');
const RUN = `node -e "fs.writeFileSync('${proof}','')"`;
const repository = path.join(base, 'repository');

let served: Registry;
beforeAll(async () => {
  mkdirSync(repository);
  writeFileSync(
    path.join(repository, 'package.json'),
    JSON.stringify({ name: 'from-git', version: '1.0.0', scripts: { prepare: RUN } }),
  );
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], { cwd: repository });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  const scripts = { preinstall: RUN, install: RUN, postinstall: RUN };
  served = await registry({
    plain: { '1.0.0': {}, '1.2.0': {}, '2.0.0-rc.1': { tag: 'next' } },
    '@scope/server': {
      '1.2.3': {
        manifest: {
          scripts,
          dependencies: { plain: '^1.0.0' },
          devDependencies: { absent: '1' },
          engines: { node: '>=99' },
        },
        files: { 'dist/index.js': 'export {}' },
      },
    },
    nested: { '1.0.0': { manifest: { dependencies: { plain: '2.0.0-rc.1', '@scope/server': '1.2.3' } } } },
    'from-a-repository': { '1.0.0': { manifest: { dependencies: { 'from-git': `git+file://${repository}` } } } },
    'out-of-the-folder': { '1.0.0': { manifest: { dependencies: { secrets: `file:${repository}` } } } },
  });
});

const variables = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: base,
  npm_config_registry: `${served.url}/`,
  npm_config_cache: path.join(base, 'cache'),
  ...more,
});

async function get(
  word: string,
  more: NodeJS.ProcessEnv = {},
  timeoutMs = 60_000,
  signal = new AbortController().signal,
) {
  const folder = temporaryFolder();
  try {
    await install(npmSpec(word)!, { folder: folder.path, variables: variables(more), signal, timeoutMs });
    const tree = readTree(folder.path);
    return { tree, left: readdirSync(path.join(folder.path, 'node_modules'), { recursive: true }).map(String) };
  } finally {
    folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  }
}
const problem = (word: string, ...more: [NodeJS.ProcessEnv?, number?, AbortSignal?]): Promise<NpmProblem> =>
  get(word, ...more).then(
    () => {
      throw new Error('it was installed');
    },
    (error: unknown) => {
      if (!(error instanceof NpmProblem)) throw error;
      return error;
    },
  );

describe('a package of the registry', { timeout: 60_000 }, () => {
  it('comes with its dependencies, and none of its scripts runs', async () => {
    const { tree, left } = await get('npm:@scope/server@1.2.3');
    expect(left).toContain(path.join('@scope', 'server', 'dist', 'index.js'));
    expect(tree.packages).toEqual(
      new Map([
        ['node_modules/@scope/server', '@scope/server@1.2.3'],
        ['node_modules/plain', 'plain@1.2.0'],
      ]),
    );
    expect(existsSync(proof)).toBe(false);
  });
  it.each([
    ['npm:plain', 'plain@1.2.0'],
    ['npm:plain@^1.0.0', 'plain@1.2.0'],
    ['npm:plain@1.0', 'plain@1.0.0'],
    ['npm:plain@next', 'plain@2.0.0-rc.1'],
  ])('%s is %s', async (word, version) => {
    expect([...(await get(word)).tree.packages.values()]).toEqual([version]);
  });
  it('is named without the folder it was read from', async () => {
    const { tree } = await get('npm:nested');
    expect(publishedName('node_modules/@scope/server/dist/index.js', tree)).toBe(
      'npm:@scope/server@1.2.3/dist/index.js',
    );
    expect(publishedName('node_modules/@scope/server/node_modules/plain/a.js', tree)).toBe('npm:plain@1.2.0/a.js');
    expect(publishedName('node_modules/nested/node_modules/bundled/a.js', tree)).toBe(
      'npm:nested@1.0.0/node_modules/bundled/a.js',
    );
    expect(publishedName('elsewhere.js', tree)).toBe('elsewhere.js');
  });
  it('is had although the settings of the user say otherwise', async () => {
    const home = mkdtempSync(path.join(base, 'home-'));
    writeFileSync(
      path.join(home, '.npmrc'),
      'ignore-scripts=false\nengine-strict=true\ndry-run=true\nglobal=true\nallow-git=all\ninstall-strategy=linked\nworkspaces=true\n',
    );
    expect([
      ...(await get('npm:@scope/server', { HOME: home, npm_config_dry_run: 'true' })).tree.packages.keys(),
    ]).toEqual(['node_modules/@scope/server', 'node_modules/plain']);
    expect(existsSync(proof)).toBe(false);
  });
  it('asks with the credentials of the user', async () => {
    const home = mkdtempSync(path.join(base, 'home-'));
    writeFileSync(path.join(home, '.npmrc'), `//${new URL(served.url).host}/:_authToken=hidden-token-1\n`);
    await get('npm:plain', { HOME: home, npm_config_cache: path.join(home, 'cache') });
    expect(served.headers.some(({ authorization }) => authorization === 'Bearer hidden-token-1')).toBe(true);
  });
});

describe('what a hostile package would like', { timeout: 60_000 }, () => {
  it.each([{}, { NODE_OPTIONS: '--no-warnings' }])('a dependency from git is not prepared: %j', async (more) => {
    const { message, hint } = await problem('npm:from-a-repository', more);
    expect(message).toBe('`from-a-repository` needs a package from git, and npm runs programs to get one');
    expect(hint).toContain('mcp-audit path/to/it');
    expect(existsSync(proof)).toBe(false);
  });
  it('a link to a folder of this machine is taken away', async () => {
    const { left } = await get('npm:out-of-the-folder');
    expect(left.some((name) => name.startsWith('secrets'))).toBe(false);
    expect(readFileSync(path.join(repository, 'package.json'), 'utf8')).toContain('from-git');
  });
});

describe('npm says no', { timeout: 60_000 }, () => {
  it.each([
    [
      'npm:absent-one',
      'the registry has no package `absent-one`',
      /^npm: Not Found - GET http:\/\/127\.0\.0\.1:\d+\/absent-one/,
    ],
    ['npm:plain@9', 'the registry has no version `9` of `plain`', /No matching version found for plain@9/],
    ['npm:private-one', 'the registry refuses to give `private-one`', /403/],
  ])('%s', async (word, says, detail) => {
    const refused = await problem(word);
    expect(refused.message).toContain(says);
    expect(refused.detail).toMatch(detail);
    expect(refused.detail).not.toMatch(/npm_abc|mcp-audit-npm/);
  });
  it('says no secret of the registry', async () => {
    const registry = served.url.replace('//', '//user:hunter2@').replace(/$/, '/a1b2c3d4e5f6a7b8c9d0e1f2');
    const { detail } = await problem('npm:absent-one', { npm_config_registry: `${registry}/` });
    expect(detail).toContain('[redacted]');
    expect(detail).not.toMatch(/hunter2|a1b2c3/);
  });
  it('without a network', async () => {
    const { message, detail } = await problem('npm:plain', {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: path.join(base, 'empty-cache'),
    });
    expect(message).toBe('the registry cannot be reached');
    expect(detail).toContain('ECONNREFUSED');
  });
  it('without npm', async () => {
    expect((await problem('npm:plain', { PATH: base })).message).toBe(
      'there is no `npm` on the PATH, and packages are had through it',
    );
  });
  it('is given up at the limit', async () => {
    const start = performance.now();
    const { message, hint } = await problem('npm:silent-one', {}, 1_500);
    expect(message).toBe('npm did not finish within 1.5s');
    expect(hint).toContain('--timeout');
    expect(performance.now() - start).toBeLessThan(6_000);
  });
  it('is ended by Ctrl-C', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 800);
    expect((await problem('npm:silent-one', {}, 60_000, controller.signal)).message).toBe('the audit was cancelled');
  });
});

describe('a package is named', () => {
  it.each([
    ['npm:server', 'server', 'latest'],
    ['npm:@scope/server', '@scope/server', 'latest'],
    ['npm:@scope/server@1.2.3-beta.1+build', '@scope/server', '1.2.3-beta.1+build'],
    ['npm:server@^1.2', 'server', '^1.2'],
    ['npm:server@~1.2.0', 'server', '~1.2.0'],
    ['npm:server@1.x', 'server', '1.x'],
    ['npm:server@*', 'server', '*'],
    ['npm:server@next', 'server', 'next'],
    ['NPM:Server.js@v1', 'Server.js', 'v1'],
  ])('%s', (word, name, wanted) => {
    expect(npmSpec(word)).toEqual({ name, wanted, label: `npm:${word.slice(4)}` });
  });
  it.each([
    'npm:',
    'npm:@scope',
    'npm:@scope/',
    'npm:server@',
    'npm:-g',
    'npm:--registry=http://evil.example',
    'npm:server --registry=x',
    'npm:server@1 2',
    'npm:server@>=1',
    'npm:server@1||2',
    'npm:server;ls',
    'npm:server@$(ls)',
    'npm:`ls`',
    'npm:../server',
    'npm:./server',
    'npm:/etc/passwd',
    'npm:~/server',
    'npm:.hidden',
    'npm:_private',
    'npm:a/b',
    'npm:@a/b/c',
    'npm:server@file:../x',
    'npm:server@npm:other@1',
    'npm:server@git+https://host/x.git',
    'npm:server@github:a/b',
    'npm:server@a/b',
    'npm:server@http://host/x.tgz',
    'npm:server@x.tgz',
    'npm:server@x.tar.gz',
    'npm:https://host/x.tgz',
    'npm://server',
    'npm:server@1\n',
    `npm:${'a'.repeat(300)}`,
  ])('not %j', (word) => expect(npmSpec(word)).toBeUndefined());
});
