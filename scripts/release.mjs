// `node scripts/release.mjs --dry-run`: everything of a release but what others would see. Checks that version, changelog, tag
// and what pages name agree, packs, and lets npm rehearse. With `--tag v1.2.3` for that tag; `--out DIR` keeps what
// .github/workflows/release.yml publishes: the package, `notes.md` and `dist-tag`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { distTagOf, problemsOf, sectionOf } from './release-checks.mjs';

try {
  release();
} catch (error) {
  fail(1, error.message);
}

function release() {
  const { tag, out: given } = flags();
  const { name, version } = readJson('package.json');
  const changelog = read('CHANGELOG.md');
  const locked = readJson('package-lock.json').packages?.['']?.version;
  const problems = problemsOf({ version, locked, changelog, pages: pages(), tag });
  if (problems.length > 0) fail(1, ...problems);

  const out = given ?? mkdtempSync(path.join(tmpdir(), 'mcp-audit-release-'));
  mkdirSync(out, { recursive: true });
  try {
    const packed = npm('pack', '--pack-destination', out).trim().split('\n').at(-1); // scripts of ours may print before
    writeFileSync(path.join(out, 'notes.md'), `${sectionOf(version, changelog).text}\n`);
    writeFileSync(path.join(out, 'dist-tag'), `${distTagOf(version)}\n`);
    const file = path.resolve(out, packed);
    npm('publish', file, '--dry-run', '--access', 'public', '--tag', distTagOf(version));
    console.log(`${name} ${version} could be released as \`${distTagOf(version)}\`: ${packed}`);
  } finally {
    if (given === undefined) rmSync(out, { recursive: true, force: true });
  }
}

function flags() {
  const options = { 'dry-run': { type: 'boolean' }, tag: { type: 'string' }, out: { type: 'string' } };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    fail(2, error.message.split('. ', 1)[0]);
  }
  if (!values['dry-run'])
    fail(2, 'only the workflow publishes, when a tag is pushed\n  help: rehearse it with `--dry-run`');
  return values;
}

function fail(code, ...problems) {
  for (const problem of problems) console.error(`error: ${problem}`);
  process.exit(code);
}

function npm(...args) {
  try {
    return execFileSync('npm', [...args, '--loglevel=error'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch {
    throw new Error(`\`npm ${args[0]}\` failed`);
  }
}

function read(file) {
  return readFileSync(file, 'utf8');
}

function readJson(file) {
  try {
    return JSON.parse(read(file));
  } catch (error) {
    throw new Error(`${file}: ${error.message}`, { cause: error });
  }
}

/** The texts that tell users which version to name. */
function pages() {
  const below = ['docs', '.github'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name).replaceAll('\\', '/')),
  );
  const files = ['README.md', 'CONTRIBUTING.md', ...below.filter((file) => /\.(?:md|ya?ml)$/.test(file))];
  return new Map(files.map((file) => [file, read(file)]));
}
