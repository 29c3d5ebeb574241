// Validates SARIF with Microsoft's multitool, by the rules of SARIF itself and by those of GitHub code scanning.
//   node scripts/check-sarif.mjs [FILE.sarif…]
// Without a file it audits a server with the built command, live and from a file, and takes those. Exits 1 on an error.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const tool = path.join(root, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
chmodSync(tool, 0o755); // its postinstall does that, unless scripts are off
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
  return ['live.sarif', 'files.sarif'].map((name) => path.join(scratch, name));
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
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  });
  if (error || status !== 0)
    throw new Error(`the multitool failed on ${file}: ${error?.message ?? `${stdout}${stderr}`}`);
  return JSON.parse(readFileSync(output, 'utf8')).runs.flatMap(
    ({ tool: { driver }, results = [], invocations = [] }) => [
      ...results.map(({ ruleId, level = 'warning', message, locations }) => ({
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
