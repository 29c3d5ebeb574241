// What is compared with: a list that a file holds, or the source as it stands at another commit.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

import { WrongCall } from './runner.mjs';

/** What a pull request brought runs nothing: neither hooks that a tool of it has put in place, nor a folder that looks like a repository. */
const TAME = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'safe.bareRepository=explicit'];

export const git = (args, cwd, env = {}) =>
  execFileSync('git', [...TAME, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  }).replace(/\n$/, ''); // names of files may end with blanks

/** Whether there is such a file or folder; what nothing can be called is not there. */
export function isThere(file, kind) {
  try {
    return statSync(file)[kind]();
  } catch {
    return false;
  }
}

/** Reads the input `base`. Gives `{ file }` or `{ commit }`, nothing where nothing is compared. */
export function baseOf(inputs, cwd) {
  const { base } = inputs;
  if (base === undefined) {
    const idle = ['max-growth', 'fail-on-change'].find(
      (name) => inputs[name] !== undefined && inputs[name] !== 'never',
    );
    if (idle) throw new WrongCall(`\`${idle}\` is given, and there is nothing to compare with`, 'name a `base`');
    return undefined;
  }
  if (inputs.shard)
    throw new WrongCall(
      '`shard` audits a part, and `base` is compared with the whole',
      'compare in a job of its own, without `shard`',
    );
  if (inputs['probe-plan'])
    throw new WrongCall('`probe-plan` audits nothing, so `base` has nothing to be compared with');
  if (isThere(path.resolve(cwd, base), 'isFile')) return { file: path.isAbsolute(base) ? base : `./${base}` }; // neither a flag nor an address
  const commit = commitOf(base, cwd);
  const live = inputs.command
    ? 'a command'
    : inputs['client-config']
      ? 'the servers of a client'
      : inputs.targets?.find((target) => /^(?:https?:\/\/|npm:)/i.test(target));
  if (live) throw notAtCommit(base, live);
  return { commit };
}

/** What stood at a commit would have to be built and started, and none of it is. */
export const notAtCommit = (base, live) =>
  new WrongCall(
    `\`base: ${base}\` is a commit, whose source can be read, and what is audited is ${live}`,
    'compare with a file: commit what `mcp-audit snapshot -o tools.json` writes, and set `base: tools.json`',
  );

function commitOf(base, cwd) {
  try {
    if (base.startsWith('-')) throw new Error('a flag');
    return git(['rev-parse', '--verify', '--quiet', `${base}^{commit}`], cwd);
  } catch (error) {
    const told = String(error.stderr ?? '').trim();
    throw new WrongCall(
      `\`base: ${base}\` is no file, and no commit of this checkout${told && `: ${told}`}`,
      'actions/checkout gets one commit only; with `fetch-depth: 2`, `base: HEAD^1` is what a pull request is merged into',
    );
  }
}
