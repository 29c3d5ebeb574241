// Second step: the audit. It writes every report, ends with 0 whatever was found, and hands on how it ended.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { flagsOf, readInputs, targetsOf } from './inputs.mjs';
import { countsOf, scoreOf, tokensOf } from './report.mjs';
import { annotate, audit, fromWorkspace, setOutput, step, unobeyed } from './runner.mjs';

const { MCP_AUDIT_FOLDER: folder, MCP_AUDIT_INPUTS: json } = process.env;

await step(async () => {
  const inputs = readInputs(json);
  const report = path.join(folder, 'report.json');
  const formats = [
    'terminal',
    `json=${report}`,
    `markdown=${path.join(folder, 'summary.md')}`,
    `github=${path.join(folder, 'annotations.txt')}`,
    ...(inputs.sarif ? [`sarif=${inputs.sarif}`] : []),
    ...(inputs.format ?? []),
  ];
  const args = [
    ...flagsOf(inputs),
    ...(inputs['probe-plan'] ? [] : formats.map((format) => `--format=${format}`)), // a plan makes no report
    ...targetsOf(inputs),
  ];
  const { code, stderr } = await unobeyed(() => audit(args));
  setOutput('exit-code', String(code));
  if (!existsSync(report)) {
    if (code !== 0) annotate('error', stderr || `mcp-audit ended with ${code} and wrote no report`);
    return;
  }
  setOutput('report', report);
  const { servers, findings } = JSON.parse(readFileSync(report, 'utf8'));
  const { overall, grade } = scoreOf(servers);
  setOutput('score', overall ?? '');
  setOutput('grade', grade ?? '');
  if (servers.some(({ status }) => status !== 'not-evaluated')) {
    const { all, errors, warnings } = countsOf(findings);
    setOutput('findings', all);
    setOutput('errors', errors);
    setOutput('warnings', warnings);
  }
  setOutput('tokens', tokensOf(servers) ?? '');
  if (inputs.sarif && existsSync(inputs.sarif)) setOutput('sarif', fromWorkspace(inputs.sarif));
});
