// Validates SARIF with Microsoft's multitool, by the rules of SARIF itself and by those of GitHub code scanning.
//   node scripts/check-sarif.mjs [FILE.sarif…]
// Without a file it audits servers with the built command, live, from a file and from their source, and takes those. Exits 1
// on an error.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const tool = path.join(root, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
chmodSync(tool, 0o755); // its postinstall does that, unless scripts are off
/** Its rule SARIF2006 gets every URI of a file, and waits for each. A proxy that is not there ends that at once; what it then says is left out. */
const OFFLINE = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) =>
    [name, name.toUpperCase()].map((each) => [each, 'http://127.0.0.1:9']),
  ),
);
const scratch = mkdtempSync(path.join(tmpdir(), 'check-sarif-'));
let errors = 0;
try {
  for (const file of process.argv.length > 2 ? process.argv.slice(2) : generate())
    errors += report(file, validate(file));
} finally {
  rmSync(scratch, { recursive: true });
}
process.exitCode = errors > 0 ? 1 : 0;

/** One run with an anchor, and one file with an audited, a partial and an absent list. */
function generate() {
  const server = [
    process.execPath,
    path.join(root, 'node_modules/@modelcontextprotocol/server-filesystem/dist/index.js'),
    '.',
  ];
  writeFileSync(path.join(scratch, 'server.ts'), '// the anchor\n');
  audit(['snapshot', '-o', 'whole.json', '--', ...server], 0);
  const snapshot = JSON.parse(readFileSync(path.join(scratch, 'whole.json'), 'utf8'));
  writeFileSync(
    path.join(scratch, 'cut.json'),
    JSON.stringify({ tools: snapshot.tools.slice(0, 3), nextCursor: 'more' }),
  );
  audit(['--fail-on', 'never', '--anchor', 'server.ts:1', '-f', 'sarif=live.sarif', '--', ...server], 0);
  audit(['whole.json', 'cut.json', 'absent.json', '-f', 'sarif=files.sarif'], 2);
  fromSource();
  return ['live.sarif', 'files.sarif', 'source.sarif', 'merged.sarif'].map((name) => path.join(scratch, name));
}

/** Servers as their source has them: a comment, overrides and a baseline silence some of what is found, and a level is set. */
function fromSource() {
  const names = ['moved', 'production/retry-storm', 'production/phantom-health'];
  for (const name of names)
    cpSync(path.join(root, 'test/fixtures', name), path.join(scratch, name), { recursive: true });
  writeFileSync(
    path.join(scratch, 'mcp-audit.config.json'),
    JSON.stringify({
      targets: names.map((name) => `./${name}`),
      overrides: [
        {
          tools: 'delete_*',
          rules: { 'tool-effects-unstated': 'off' },
          reason: 'a [link](https://example.com) of its own',
          until: '2999-12-31',
        },
        { servers: 'moved-server', rules: { 'annotations-missing': 'error' } },
      ],
    }),
  );
  const flags = ['--fail-on', 'never', '--config', 'mcp-audit.config.json'];
  audit([...flags, '-f', 'sarif=all.sarif', '--no-baseline'], 0);
  const { runs } = JSON.parse(readFileSync(path.join(scratch, 'all.sarif'), 'utf8'));
  if (runs.length < names.length || runs.some(({ results }) => results.length === 0))
    throw new Error('a server was not found, or nothing on it');
  audit(['moved', ...flags, '--update-baseline', '--rule', 'param-description-missing=info'], 0);
  audit([...flags, '-f', 'sarif=source.sarif'], 0);
  const [kinds, levels] = resultsIn('source.sarif', ({ suppressions = [], level }) => [suppressions[0]?.kind, level]);
  if (!kinds.has('inSource') || !kinds.has('external')) throw new Error('nothing is suppressed');
  if (!levels.has('error')) throw new Error('no level is set');
  for (const i of [1, 2]) audit([...flags, '--shard', `${i}/2`, '-f', `sarif=shard-${i}.sarif`], 0);
  audit(['merge', 'shard-1.sarif', 'shard-2.sarif', '-f', 'sarif=merged.sarif'], 0);
}

/** What all results of a file say, one set for each thing asked. */
function resultsIn(name, ask) {
  const { runs } = JSON.parse(readFileSync(path.join(scratch, name), 'utf8'));
  const all = runs.flatMap(({ results }) => results.map(ask));
  return [0, 1].map((i) => new Set(all.map((each) => each[i])));
}

function audit(args, expected) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
    cwd: scratch,
    encoding: 'utf8',
  });
  if (status !== expected)
    throw new Error(`mcp-audit ${args.join(' ')} exits with ${status}, not ${expected}:\n${stdout}${stderr}`);
}

/** The exit code of the tool is 0 whatever it finds, so its own SARIF is read. The file comes first: list options swallow what follows them. */
function validate(file) {
  const output = path.join(scratch, 'out.sarif');
  const args = [
    'validate',
    path.resolve(file),
    '--rule-kind',
    'Sarif;Ghas',
    '--level',
    'Error;Warning;Note',
    '-o',
    output,
    '--log',
    'ForceOverwrite',
  ];
  const { status, error, stdout, stderr } = spawnSync(tool, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, ...OFFLINE, no_proxy: '', NO_PROXY: '', DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  });
  if (error || status !== 0)
    throw new Error(`the multitool failed on ${file}: ${error?.message ?? `${stdout}${stderr}`}`);
  return JSON.parse(readFileSync(output, 'utf8')).runs.flatMap(
    ({ tool: { driver }, results = [], invocations = [] }) => [
      ...results
        .filter(({ ruleId }) => ruleId !== 'SARIF2006')
        .map(({ ruleId, level = 'warning', message, locations }) => ({
          ruleId,
          level,
          text: textOf(
            message,
            driver.rules?.find(({ id }) => ruleId === id),
          ),
          line: locations?.[0]?.physicalLocation?.region?.startLine,
        })),
      ...invocations.flatMap(({ toolExecutionNotifications = [] }) =>
        toolExecutionNotifications
          .filter(({ level }) => level === 'error')
          .map(({ message }) => ({ ruleId: 'notification', level: 'error', text: message.text })),
      ),
    ],
  );
}

function textOf({ text, id, arguments: values = [] }, rule) {
  const template = text ?? rule?.messageStrings?.[id]?.text ?? id;
  return template.replace(/\{(\d+)\}/g, (_, i) => values[i]);
}

function report(file, found) {
  const of = (level) => found.filter((each) => each.level === level);
  console.log(`${file}: ${of('error').length} errors, ${of('warning').length} warnings, ${of('note').length} notes`);
  for (const level of ['error', 'warning', 'note']) {
    for (const [ruleId, all] of byRule(of(level))) {
      const shown = all.slice(0, level === 'note' ? 1 : 5);
      for (const { line, text } of shown)
        console.log(`  ${level} ${ruleId}${line ? ` line ${line}` : ''}: ${text.slice(0, 300)}`);
      if (all.length > shown.length) console.log(`    and ${all.length - shown.length} more of ${ruleId}`);
    }
  }
  return of('error').length;
}

function byRule(found) {
  const groups = new Map();
  for (const each of found) groups.set(each.ruleId, [...(groups.get(each.ruleId) ?? []), each]);
  return groups;
}
