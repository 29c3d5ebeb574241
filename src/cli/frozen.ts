import path from 'node:path';

import { rules } from '../../rules/index.ts';
import { VERSION } from '../about.ts';
import { pairServers, type Sign } from '../diff/comparison.ts';
import { changesOf, countImpacts, diffServers, type Diff } from '../diff/diff.ts';
import { growth } from '../diff/tokens.ts';
import { ruleSetHash } from '../engine/rule-set.ts';
import { readBytes } from '../inputs/json/bytes.ts';
import { decode } from '../inputs/json/decode.ts';
import { displayPath, whyUnreadable } from '../inputs/json/load.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import { LOCK_FILE, readLock, type Generator, type Lock } from '../diff/lock.ts';
import { sayChange, sayImpacts, signed, toolsToShow } from '../reporters/diff/say.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { plural } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';
import { withDrift } from './drifted.ts';
import { signsOf } from './signs.ts';

/** What was loaded, held against the lock. */
export interface Held {
  /** The same, with what changed since it was locked, for rules. */
  readonly loaded: readonly (Loaded | Failed)[];
  readonly isSame: boolean;
  /** What differs, and how to accept it; nothing where nothing does. */
  readonly complaint: string;
}

export const generator = (): Generator => ({
  name: 'mcp-audit',
  version: VERSION,
  ruleSet: ruleSetHash(rules.toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1))),
});

/** The lock of the working directory, or the one that is named. */
export async function findLock(
  named: string | undefined,
  { cwd, signal }: Io,
): Promise<{ readonly lock: Lock | undefined; readonly file: string }> {
  const file = displayPath(named ?? LOCK_FILE, cwd);
  try {
    const { text, bad } = decode(await readBytes(path.resolve(cwd, file), signal));
    if (bad)
      throw new UserError('this lock is not valid UTF-8', {
        place: { file, ...bad },
        hints: ['write it anew: `mcp-audit lock`'],
      });
    return { lock: readLock(text, file), file };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { lock: undefined, file };
    if (error instanceof UserError || code === undefined) throw error;
    throw new UserError(whyUnreadable(error, file), { hints: ['name the file of a lock: `--lockfile FILE`'] });
  }
}

export interface Found {
  readonly lock: Lock;
  readonly file: string;
}

/** The lock that `--frozen` needs, looked for before anything is started. Throws a `UserError` where there is none. */
export async function neededLock(named: string | undefined, io: Io): Promise<Found> {
  const { lock, file } = await findLock(named, io);
  if (lock) return { lock, file };
  throw new UserError(`--frozen is given, and there is no ${file}`, {
    hints: ['write it and commit it: `mcp-audit lock`, with the same targets'],
  });
}

/** With `areNamed` the call names what is to be held against the lock: what it does not name is then not missing. */
export function holdToLock(results: readonly (Loaded | Failed)[], { lock, file }: Found, areNamed: boolean): Held {
  const read = results.filter((each): each is Loaded => !isFailed(each));
  const listed = new Map(read.map((each) => [each.server, each] as const));
  const locked = new Map(lock.servers.map((each) => [each.server, each]));
  const { pairs, alone, passed } = pairServers([...locked.keys()], [...listed.keys()]);
  const lines: string[] = [];
  const drifted = new Map<Loaded, Loaded>();
  for (const [before, after] of pairs) {
    const diff = diffServers(before, after);
    if (changesOf(diff).length === 0) continue;
    const own = listed.get(after)!;
    const signs = signsOf(locked.get(before)!, own);
    drifted.set(own, withDrift(own, diff, signs));
    lines.push(...differences(diff, signs));
  }
  const hasFailed = read.length < results.length;
  for (const { server, change } of alone) {
    if (change === 'added')
      lines.push(`  ${printable(server.id)}: not in the lock, with ${plural(server.tools, 'tool')}`);
    else if (!areNamed && !hasFailed)
      lines.push(`  ${printable(server.id)}: in the lock, and nothing lists it any more`);
  }
  if (passed.length > 0 && !areNamed && !hasFailed)
    lines.push(...passed.map((id) => `  ${printable(id)}: in the lock, and nothing lists it any more`));
  return {
    loaded: results.map((each) => (isFailed(each) ? each : (drifted.get(each) ?? each))),
    isSame: lines.length === 0,
    complaint: withoutLogCommands(lines.length === 0 ? otherRules(lock, file) : complaint(lines, file)),
  };
}

const complaint = (lines: readonly string[], file: string): string =>
  [
    `error: what is listed is not what ${file} has`,
    ...lines,
    `  help: \`mcp-audit diff ${file} TARGET\` shows every word of it`,
    `  help: to accept it, run \`mcp-audit lock\` with the same targets and commit ${file}`,
    '',
  ].join('\n');

/** Counts and findings of other rules cannot be compared; the lists can. */
function otherRules({ generator: { version, ruleSet } }: Lock, file: string): string {
  const own = generator();
  return ruleSet === own.ruleSet
    ? ''
    : `note: ${file} was written by mcp-audit ${printable(version, 30) || '(no version)'} with other rules than those of ${own.version}; the lists are the same\n`;
}

/** Tools that are told one by one, and changes of each. */
const MOST_TOOLS = 20;
const MOST_CHANGES = 4;

function differences(diff: Diff, signs: readonly Sign[]): string[] {
  const shown = toolsToShow({ ...diff, signs });
  const all = [
    ...(diff.server.length > 0 ? [{ name: 'the server', changes: diff.server }] : []),
    ...shown.map(({ name, changes }) => ({ name: printable(name, 60) || '(no name)', changes })),
  ];
  const left = all.length - MOST_TOOLS;
  const by = growth(diff.tokens.total);
  return [
    `  ${printable(diff.after.id)}: ${sayImpacts(countImpacts(changesOf(diff)))}${by === 0 ? '' : `; ${signed(by)} tokens`}`,
    ...all
      .slice(0, MOST_TOOLS)
      .flatMap(({ name, changes }) => [
        ...changes.slice(0, MOST_CHANGES).map((change) => `    ${name}: ${sayChange(change)}`),
        ...(changes.length > MOST_CHANGES
          ? [`    ${name}: and ${plural(changes.length - MOST_CHANGES, 'more change')}`]
          : []),
      ]),
    ...(left > 0 ? [`    and ${plural(left, 'more tool')}`] : []),
    ...signs.map(({ message, ruleId }) => `    steers: ${printable(message, 300)} (${ruleId})`),
  ];
}
