import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { folder } from '../cli/run.ts';
import { readIn, root } from './workspace.ts';

interface State {
  readonly version: string;
  readonly locked: string;
  readonly changelog: string;
  readonly pages: ReadonlyMap<string, string>;
  readonly tag?: string;
}
interface Checks {
  problemsOf(state: State): readonly string[];
  sectionOf(version: string, changelog: string): { readonly text: string } | undefined;
  distTagOf(version: string): string;
}
const { problemsOf, sectionOf, distTagOf } = (await import(
  pathToFileURL(path.join(root, 'scripts/release-checks.mjs')).href
)) as Checks;

const CHANGELOG = '# Changelog\n\n## 1.2.0 (2027-01-02)\n\n- More.\n\n## 1.1.0 (2026-12-01)\n\n- Less.\n';
const state = (more: Partial<State> = {}): State => ({
  version: '1.2.0',
  locked: '1.2.0',
  changelog: CHANGELOG,
  pages: new Map(),
  tag: 'v1.2.0',
  ...more,
});
const page = (text: string): Partial<State> => ({ pages: new Map([['docs/ci.md', text]]) });
const REPOSITORY = 'https://github.com/mcp-audit/mcp-audit';

describe('what must agree', () => {
  it.each<readonly [string, Partial<State>]>([
    ['all of it', {}],
    ['no tag yet, and no date', { changelog: CHANGELOG.replace('(2027-01-02)', '(unreleased)'), locked: '1.2.0' }],
    ['the Action by its tag', page('- uses: mcp-audit/mcp-audit@v1.2.0\n')],
    ['by a commit', page(`- uses: mcp-audit/mcp-audit@${'a1'.repeat(20)} # v1.2.0\n`)],
    ['the package, at the end of a sentence', page('Call npx mcp-audit@1.2.0.')],
    ['the hooks', page(`- repo: ${REPOSITORY}\n  rev: v1.2.0\n`)],
    ['any version', page('`mcp-audit/mcp-audit@v…`, `mcp-audit@…`, `rev: v…`')],
    ['packages and actions of others', page('npm:@scope/server@1.0.0, not-mcp-audit@1.0.0, actions/checkout@v7')],
    ['a first version', { version: '0.1.0', locked: '0.1.0', tag: 'v0.1.0', changelog: '## 0.1.0\n\n- All.\n' }],
    [
      'one before a release',
      { version: '2.0.0-rc.1', locked: '2.0.0-rc.1', tag: 'v2.0.0-rc.1', changelog: '## 2.0.0-rc.1\n\n- All.\n' },
    ],
  ])('%s', (name, more) => {
    const { tag, ...untagged } = state(more);
    expect(problemsOf(name.startsWith('no tag') ? untagged : { ...untagged, tag: tag! })).toEqual([]);
  });

  it.each<readonly [string, Partial<State>, readonly string[]]>([
    ['no version', { version: '1.2' }, ['package.json: `1.2` is no version']],
    ['build metadata', { version: '1.2.0+5' }, ['package.json: `1.2.0+5` is no version']],
    ['another tag', { tag: 'v1.3.0' }, ['the tag is `v1.3.0`, and package.json has 1.2.0: `v1.2.0`']],
    ['a tag without v', { tag: '1.2.0' }, ['the tag is `1.2.0`, and package.json has 1.2.0: `v1.2.0`']],
    [
      'an older lock',
      { locked: '1.1.0' },
      ['package-lock.json has 1.1.0, and package.json 1.2.0: run `npm install --package-lock-only`'],
    ],
    ['no section', { changelog: '# Changelog\n\n## 1.20.0\n\n- x\n' }, ['CHANGELOG.md: no section `## 1.2.0`']],
    [
      'an empty section',
      { changelog: '## 1.2.0\n\n## 1.1.0\n\n- x\n' },
      ['CHANGELOG.md:1: the section of 1.2.0 is empty'],
    ],
    [
      'an old section',
      { changelog: '# C\n\n## 1.3.0\n\n- x\n\n## 1.2.0\n\n- x\n' },
      ['CHANGELOG.md:7: the section of 1.2.0 is not the first'],
    ],
    [
      'a section that is not dated',
      { changelog: CHANGELOG.replace('(2027-01-02)', '(unreleased)') },
      ['CHANGELOG.md:3: the section says `1.2.0 (unreleased)`, and the tag is there: write the date'],
    ],
    [
      'one that says so in other letters',
      { changelog: CHANGELOG.replace('(2027-01-02)', '- Unreleased') },
      ['CHANGELOG.md:3: the section says `1.2.0 - Unreleased`, and the tag is there: write the date'],
    ],
    [
      'the Action of another version',
      page('a\n\n- uses: mcp-audit/mcp-audit@v1.1.0\n'),
      ['docs/ci.md:3: names 1.1.0, and this is 1.2.0'],
    ],
    ['that of a major version', page('mcp-audit/mcp-audit@v1'), ['docs/ci.md:1: names 1, and this is 1.2.0']],
    ['a branch', page('mcp-audit/mcp-audit@main'), ['docs/ci.md:1: names main, and this is 1.2.0']],
    ['the package of another', page('`npx mcp-audit@1.1.0 merge`'), ['docs/ci.md:1: names 1.1.0, and this is 1.2.0']],
    [
      'the hooks of another',
      page(`- repo: ${REPOSITORY}\n  rev: v1.1.0`),
      ['docs/ci.md:2: names 1.1.0, and this is 1.2.0'],
    ],
    [
      'several at once',
      { tag: 'v9.0.0', locked: '1.0.0', changelog: '' },
      [
        'the tag is `v9.0.0`, and package.json has 1.2.0: `v1.2.0`',
        'package-lock.json has 1.0.0, and package.json 1.2.0: run `npm install --package-lock-only`',
        'CHANGELOG.md: no section `## 1.2.0`',
      ],
    ],
  ])('not %s', (_, more, problems) => expect(problemsOf(state(more))).toEqual(problems));

  it('the notes are the section, and what comes before a release is not the latest', () => {
    expect(sectionOf('1.2.0', CHANGELOG)!.text).toBe('- More.');
    expect(['1.2.0', '1.2.0-rc.1'].map(distTagOf)).toEqual(['latest', 'next']);
  });
});

describe('node scripts/release.mjs', () => {
  /** A repository about to be released, and an `npm` that notes how it was called. */
  const release = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const cwd = folder({
      'package.json': '{ "name": "mcp-audit", "version": "1.2.0" }',
      'package-lock.json': '{ "packages": { "": { "version": "1.2.0" } } }',
      'CHANGELOG.md': CHANGELOG,
      'README.md': 'uses: mcp-audit/mcp-audit@v1.2.0',
      'CONTRIBUTING.md': '',
      'docs/workflows/a.yml': '',
      '.github/workflows/b.yml': '',
      npm: '#!/bin/sh\necho "$@" >> called\n[ "$1" = pack ] && echo mcp-audit-1.2.0.tgz\nexit 0\n',
      ...files,
    });
    chmodSync(path.join(cwd, 'npm'), 0o755);
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/release.mjs'), ...args], {
      cwd,
      encoding: 'utf8',
      env: { PATH: `${cwd}:${process.env['PATH']}` },
    });
    return { cwd, status, stdout, stderr, called: readIn(cwd, 'called')?.trim().split('\n') ?? [] };
  };

  it('packs, lets npm rehearse, and keeps what the workflow publishes', () => {
    const { cwd, status, stdout, called } = release({}, '--dry-run', '--tag', 'v1.2.0', '--out', 'release');
    expect([status, stdout]).toEqual([0, 'mcp-audit 1.2.0 could be released as `latest`: mcp-audit-1.2.0.tgz\n']);
    expect(called).toEqual([
      'pack --pack-destination release --loglevel=error',
      `publish ${path.join(cwd, 'release/mcp-audit-1.2.0.tgz')} --dry-run --access public --tag latest --loglevel=error`,
    ]);
    expect([readIn(cwd, 'release/notes.md'), readIn(cwd, 'release/dist-tag')]).toEqual(['- More.\n', 'latest\n']);
  });

  it.each<readonly [Readonly<Record<string, string>>, readonly string[], number, string]>([
    [{}, [], 2, 'error: only the workflow publishes, when a tag is pushed'],
    [{}, ['--dry-run', '--tag', 'v1.2.1'], 1, 'error: the tag is `v1.2.1`'],
    [
      { 'docs/workflows/a.yml': 'uses: mcp-audit/mcp-audit@v1.1.0' },
      ['--dry-run'],
      1,
      'error: docs/workflows/a.yml:1: names 1.1.0',
    ],
    [
      { '.github/workflows/b.yml': 'run: npx mcp-audit@1.1.0' },
      ['--dry-run'],
      1,
      'error: .github/workflows/b.yml:1: names 1.1.0',
    ],
    [{}, ['--dry-run', '--tagg', 'v1.2.0'], 2, "error: Unknown option '--tagg'"],
    [{}, ['--dry-run', '--tag', '$(touch pwned)'], 1, 'error: the tag is `$(touch pwned)`'],
    [{ 'package.json': '{ "version": ' }, ['--dry-run'], 1, 'error: package.json: '],
    [{ 'package.json': '[]' }, ['--dry-run'], 1, 'error: package.json: `undefined` is no version'],
    [{ 'package-lock.json': '{}' }, ['--dry-run'], 1, 'error: package-lock.json has undefined'],
    [{ 'docs/guide.md/x': '' }, ['--dry-run', '--tag', 'v1'], 1, 'error: the tag is `v1`'],
  ])('stops before npm is called: %j %j', (files, args, code, message) => {
    const { status, stderr, called } = release(files, ...args);
    expect([status, called]).toEqual([code, []]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('says what npm did not do, and takes the last line it prints for the file', () => {
    const failed = release({ npm: '#!/bin/sh\necho "npm error no" >&2\nexit 7\n' }, '--dry-run');
    expect([failed.status, failed.stderr]).toEqual([1, 'npm error no\nerror: `npm pack` failed\n']);
    const chatty = release({ npm: '#!/bin/sh\n[ "$1" = pack ] && printf "> build\\nx.tgz\\n"\nexit 0\n' }, '--dry-run');
    expect(chatty.stdout).toBe('mcp-audit 1.2.0 could be released as `latest`: x.tgz\n');
  });
});

describe('the release workflow', () => {
  const { jobs } = parse(readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
  };
  const fake = (name: string, more = ''): string => `#!/bin/sh\necho ${name} "$@" >> "$NOTES"\n${more}\n`;
  /** Runs what a job runs, with `npm` and `gh` that only note how they were called. */
  const ran = (job: string, cwd: string, version: string, gh = ''): string[] => {
    const bin = folder({ npm: fake('npm'), gh: fake('gh', gh) });
    for (const name of ['npm', 'gh']) chmodSync(path.join(bin, name), 0o755);
    const NOTES = path.join(bin, 'notes');
    for (const { run } of jobs[job]!.steps)
      if (run !== undefined)
        execFileSync('bash', ['-e', '-c', run], {
          cwd,
          env: {
            PATH: `${bin}:${process.env['PATH']}`,
            NOTES,
            GITHUB_REPOSITORY: 'o/r',
            GITHUB_REF_NAME: `v${version}`,
            GITHUB_SHA: 'c0ffee',
          },
        });
    return readFileSync(NOTES, 'utf8').trim().split('\n');
  };
  const built = (version: string): string =>
    folder({ [`mcp-audit-${version}.tgz`]: '', 'notes.md': '', 'dist-tag': `${distTagOf(version)}\n` });

  it('rehearses with the script that anybody can run', () =>
    expect(jobs['build']!.steps.map(({ run }) => run)).toContain(
      'node scripts/release.mjs --dry-run --tag "$GITHUB_REF_NAME" --out release',
    ));
  it.each([
    ['1.2.0', 'latest'],
    ['2.0.0-rc.1', 'next'],
  ])('publishes %s as %s, with provenance', (version, tag) =>
    expect(ran('publish', built(version), version)).toEqual([
      `npm publish ./mcp-audit-${version}.tgz --provenance --access public --tag ${tag}`,
    ]),
  );
  const written = (version: string, kind: string): string =>
    `gh release create v${version} ./mcp-audit-${version}.tgz --repo o/r --verify-tag --title v${version} --notes-file notes.md ${kind}`;
  const moved = 'gh api --silent --method PATCH repos/o/r/git/refs/tags/v1 --raw-field sha=c0ffee --field force=true';
  it('writes the release, and moves the tag of the major version', () =>
    expect(ran('release', built('1.2.0'), '1.2.0')).toEqual([written('1.2.0', '--latest'), moved]));
  it('makes that tag where there is none', () =>
    expect(ran('release', built('1.2.0'), '1.2.0', 'case "$*" in *PATCH*) exit 1;; esac')).toEqual([
      written('1.2.0', '--latest'),
      moved,
      'gh api --silent --method POST repos/o/r/git/refs --raw-field ref=refs/tags/v1 --raw-field sha=c0ffee',
    ]));
  it('moves nothing before a release', () =>
    expect(ran('release', built('2.0.0-rc.1'), '2.0.0-rc.1')).toEqual([written('2.0.0-rc.1', '--prerelease')]));
});
