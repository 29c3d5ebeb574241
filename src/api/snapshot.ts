import { isFailed } from '../inputs/input.ts';
import { snapshotOf } from '../inputs/snapshot.ts';
import { begin, load } from './call.ts';
import { reachOptions } from './options.ts';
import type { Snapshot, SnapshotProblem } from './result.ts';

/** Reads the tool lists of the targets, and says of which that did not go well. */
export async function runSnapshotCall(what: unknown): Promise<Snapshot> {
  const options = reachOptions(what);
  const call = await begin(options);
  const results = await load(call, options);
  const loaded = results.flatMap((each) => (isFailed(each) ? [] : each));
  return {
    text: loaded.length === 0 ? '' : snapshotOf(loaded),
    problems: results.flatMap((each): SnapshotProblem[] => {
      if (isFailed(each))
        return [
          {
            server: each.id,
            status: 'not-evaluated',
            reason: each.reason,
            hint: each.hint ?? null,
          },
        ];
      if (each.server.complete) return [];
      const reason = each.partial ?? 'the tool list is not complete';
      return [{ server: each.server.id, status: 'partial', reason, hint: null }];
    }),
  };
}
