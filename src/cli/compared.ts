import type { Config } from '../config/config.ts';
import type { Beside } from '../diff/comparison.ts';
import { factsOf } from '../facts/facts.ts';
import type { Given } from '../facts/given.ts';
import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import type { ToolServer } from '../model/server.ts';
import { withoutLogCommands } from '../text/log-commands.ts';
import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';
import { loadTargets, type LoadOptions } from './load.ts';
import { signsOf } from './signs.ts';
import type { Target } from './target.ts';

/** Loads one target for a comparison: its lists and nothing else. */
export async function loadOne(target: Target, options: LoadOptions, io: Io): Promise<readonly (Loaded | Failed)[]> {
  return loadTargets([target], { ...options, checks: false }, io);
}

/** Says what could not be read, and whether anything could. */
export function sayFailed(results: readonly (Loaded | Failed)[], { stderr }: Io): readonly Loaded[] {
  for (const each of results)
    if (isFailed(each))
      stderr.write(
        withoutLogCommands(
          `error: ${subjectOf(each)}${printable(each.reason, 2_000)}\n${each.detail ? `${indent(each.detail)}\n` : ''}${each.hint ? `  help: ${printable(each.hint, 2_000)}\n` : ''}`,
        ),
      );
  return results.filter((each): each is Loaded => !isFailed(each));
}

/** Which server, and where; each file is named once. */
function subjectOf({ id, reason, place }: Failed): string {
  const where = place ? `${place.file}:${place.start.line}:${place.start.column}: ` : '';
  return reason.includes(id) || where.startsWith(id) ? where : `${printable(id)}: ${where}`;
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  | ${printable(line, 500)}`)
    .join('\n');

/** What is found out of two servers beside their lists: which tools belong together, and what the texts that came do. */
export function besideOf(
  before: readonly Loaded[],
  after: readonly Loaded[],
  { toolsets }: Config,
): (before: ToolServer, after: ToolServer) => Beside {
  const loaded = new Map([...before, ...after].map((each) => [each.server, each]));
  const given: Given = toolsets
    ? { toolsets: Object.entries(toolsets).map(([name, patterns]) => ({ name, patterns })) }
    : {};
  const groupingOf = (server: ToolServer) => factsOf(server, given).toolsets();
  return (a, b) => ({
    groupings: { before: groupingOf(a), after: groupingOf(b) },
    signs: signsOf(loaded.get(a)!, loaded.get(b)!),
  });
}
