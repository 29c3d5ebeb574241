// Third step, with a base: what was listed there, held against what is listed now. Of a commit nothing is run.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { baseOf, notAtCommit } from './base.mjs';
import { flagsOf, JUDGING, REACHING, readInputs, targetsOf } from './inputs.mjs';
import { annotate, audit, setOutput, step } from './runner.mjs';
import { treeOf } from './tree.mjs';

const { MCP_AUDIT_FOLDER: folder, MCP_AUDIT_INPUTS: json } = process.env;

await step(async () => {
  const inputs = readInputs(json);
  const base = baseOf(inputs, process.cwd());
  if (base === undefined) return; // blanks
  if (base.commit && isRunning()) {
    // It is the configuration that says so, and the report on what was audited is still to be written.
    annotate('error', notAtCommit(inputs.base, 'a running server').message);
    setOutput('exit-code', '2');
    return;
  }
  const head = path.join(folder, 'head.json');
  const before = base.file ?? path.join(folder, 'base.json');
  // A target that is named: without one, the configuration at that commit would be read, which may be code or name commands.
  const source = [...flagsOf(inputs, ['timeout', 'source']), ...(inputs.targets ?? ['.'])];
  const read = base.commit
    ? [snapshot(source, before, treeOf(base.commit, '.', folder)), snapshot(source, head)]
    : [snapshot([...flagsOf(inputs, REACHING), ...targetsOf(inputs)], head)];
  const told = (await Promise.all(read)).map(({ stderr }) => stderr);

  const isRead = existsSync(before) && existsSync(head);
  const { code, stderr, isLimited } = isRead ? await compare(before, head, inputs) : { code: 2, stderr: '' };
  // What nobody asked to fail on is only told; what somebody did, and cannot be known, is no pass.
  const isAsked = isLimited || inputs['max-growth'] !== undefined || inputs['fail-on-change'] !== 'never';
  if (code === 2)
    annotate(isAsked ? 'error' : 'warning', ['not compared with the base', ...told, stderr].filter(Boolean).join('\n'));
  setOutput('exit-code', isAsked ? String(code) : '0');
});

function isRunning() {
  const { servers } = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));
  return servers.some(({ input }) => input === 'live' || input === 'npm');
}

function snapshot(args, file, cwd) {
  return audit(['snapshot', `--output=${file}`, ...args], { cwd, quiet: true });
}

/** Writes what changed as Markdown, and the report on the base, whose findings are then not new. */
async function compare(before, head, inputs) {
  const report = path.join(folder, isLock(before) ? 'lock-report.json' : 'base-report.json');
  await audit([...flagsOf(inputs, JUDGING), '--fail-on=never', `--format=json=${report}`, before], { quiet: true });
  const changes = path.join(folder, 'diff.json');
  const { code, stderr } = await audit(
    [
      'diff',
      ...(inputs['fail-on-change'] ? [`--fail-on=${inputs['fail-on-change']}`] : []),
      ...flagsOf(inputs, ['max-growth']),
      `--format=markdown=${path.join(folder, 'diff.md')}`,
      `--format=json=${changes}`,
      before,
      head,
    ],
    { quiet: true },
  );
  if (!existsSync(changes)) return { code, stderr };
  // `--fail-on never` lets growth pass as well, and here the limit stands on its own; the configuration may have set it.
  const { grown, limits } = JSON.parse(readFileSync(changes, 'utf8'));
  return { code: Math.max(code, grown.length > 0 ? 1 : 0), stderr, isLimited: limits.maxGrowth !== null };
}

/** As `mcp-audit lock` begins its file. */
function isLock(file) {
  return /^\s*\{\s*"lockVersion"/.test(readFileSync(file, 'utf8').slice(0, 200));
}
