import { createHash } from 'node:crypto';

import type { Audit, Shard } from '../engine/audit.ts';
import { plural } from '../text/numbers.ts';
import { UserError } from '../user-error.ts';
import type { Chosen } from './chosen.ts';
import type { Io } from './io.ts';
import type { Target } from './target.ts';

/** Jobs of one matrix of GitHub are at most 256; a list may be split for several. */
const MOST = 10_000;

/** `2/5` of `--shard`. Throws a `UserError`. */
export function readShard(text: string): Shard {
  const [, first = '', second = ''] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  const [index, of] = [Number(first), Number(second)];
  if (first !== '' && index <= of && of <= MOST) return { index, of };
  throw new UserError(`--shard takes the part and how many there are, not \`${text}\``, {
    hints: [
      first !== '' && index > of
        ? `there are ${of}, and the last is \`${of}/${of}\``
        : 'the first of four is `--shard 1/4`, the last `--shard 4/4`',
    ],
  });
}

/** What `--shard` makes of a call. */
interface Sharded {
  /** The targets of this part. */
  of(all: Chosen, io: Io): Chosen;
  /** The audit of them, as that of a part. */
  marked(audit: Audit): Audit;
}

/** Throws a `UserError` for a part that there is not, and for what a part cannot be asked for. */
export function shardOf(text: string, { quiet, updateBaseline }: ShardedFlags): Sharded {
  const shard = readShard(text);
  if (updateBaseline)
    throw new UserError(
      '--update-baseline and --shard contradict each other: a part would write only its own findings',
      {
        hints: ['write the baseline in a call without `--shard`'],
      },
    );
  return {
    of: (all, io) => inShard(all, shard, io, quiet),
    marked: (audit) => asShard(audit, shard),
  };
}

interface ShardedFlags {
  readonly quiet?: boolean;
  readonly updateBaseline?: boolean;
}

/**
 * The targets of one part: as many in each, give or take one, and the same on every machine in whatever order they are named.
 * Whether all that was asked for is there cannot be told from a part, so nothing is said to be missing from it, and servers
 * are not put side by side.
 */
function inShard({ targets, fleet }: Chosen, shard: Shard, { stderr }: Io, quiet = false): Chosen {
  const own = partOf(targets, shard);
  if (!quiet) {
    const { index, of } = shard;
    stderr.write(
      own.length === 0
        ? `shard ${index}/${of}: none of ${plural(targets.length, 'target')}, so there is nothing to audit\n`
        : `shard ${index}/${of}: ${own.length} of ${plural(targets.length, 'target')}\n`,
    );
    if (fleet) stderr.write('not put side by side: the servers of one shard are not all there are\n');
  }
  return { targets: own, areNamed: true };
}

/** Targets by what they are called: paths and variables may differ between machines. Sorted by a hash, so that no part gets all of one kind. */
export function partOf(targets: readonly Target[], { index, of }: Shard): Target[] {
  const sorted = targets
    .map((target, i) => ({ target, i, key: keyOf(target) }))
    .map((each) => ({ ...each, hash: createHash('sha256').update(each.key).digest('hex') }))
    .toSorted((a, b) => compare(a.hash, b.hash) || compare(detailOf(a.target), detailOf(b.target)) || a.i - b.i);
  return sorted
    .filter((_, place) => place % of === index - 1)
    .toSorted((a, b) => a.i - b.i)
    .map(({ target }) => target);
}

const keyOf = ({ label, name = '' }: Target): string => [label, name].join('\0');

/** What tells targets apart that are called the same. */
const detailOf = (target: Target): string =>
  target.kind === 'stdio'
    ? JSON.stringify([target.command, target.args, target.cwd ?? ''])
    : target.kind === 'http'
      ? target.url
      : '';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A part is clean where it has no targets: what was asked for is in the others. */
const asShard = (audit: Audit, shard: Shard): Audit =>
  audit.servers.length > 0 ? { ...audit, shard } : { ...audit, shard, status: 'audited', exitCode: 0 };
