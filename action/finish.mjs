// Last step but one: the step summary, the body of the comment, and how it all ended.
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { commentOf, sinceBase } from './comment.mjs';
import { readInputs } from './inputs.mjs';
import { capped } from './markdown.mjs';
import { listsOnly } from './report.mjs';
import { fromWorkspace, setOutput, step } from './runner.mjs';

const { GITHUB_STEP_SUMMARY, MCP_AUDIT_CODES: codes, MCP_AUDIT_FOLDER: folder, MCP_AUDIT_INPUTS: json } = process.env;

/** GitHub takes a summary of 1 MiB from a step, and drops the whole of a larger one. */
const SUMMARY = 1024 * 1024;
/** GitHub refuses a comment of more characters than 65,536, and no byte is more than one. */
const COMMENT = 65_000;

const read = (name) => {
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};
const readJson = (name) => {
  const text = read(name);
  return text && JSON.parse(text);
};

await step(() => {
  const inputs = readInputs(json);
  const [report, summary] = [readJson('report.json'), read('summary.md')];
  if (report && summary) {
    const { base } = inputs;
    const lock = readJson('lock-report.json');
    const before = lock ? listsOnly(lock) : readJson('base-report.json');
    const since = base && { report, before, diff: read('diff.md'), base };
    if (inputs.summary && GITHUB_STEP_SUMMARY) {
      const room = SUMMARY - (statSync(GITHUB_STEP_SUMMARY, { throwIfNoEntry: false })?.size ?? 0);
      appendFileSync(GITHUB_STEP_SUMMARY, capped(since ? `${summary}\n${sinceBase(since)}` : summary, room));
    }
    if (inputs.comment) {
      mkdirSync(path.dirname(path.resolve(inputs.comment)), { recursive: true });
      writeFileSync(inputs.comment, capped(commentOf(summary, since), COMMENT));
      setOutput('comment', fromWorkspace(inputs.comment));
    }
  }
  // 2 outranks 1: what was not audited is worse than what was found
  setOutput('exit-code', String(Math.max(...codes.split(' ').filter(Boolean).map(Number))));
});
