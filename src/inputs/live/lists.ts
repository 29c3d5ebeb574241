import { isDeepStrictEqual } from 'node:util';

import { isObject } from '../../model/schema.ts';
import type { ListFact, ListMethod, PageFact } from '../../model/wire.ts';
import { printable } from '../../text/printable.ts';
import type { Limit } from './limit.ts';
import type { Peer } from './peer.ts';
import { LiveProblem, RpcError } from './problem.ts';

/** One list as far as it could be read. */
export interface ListRead {
  readonly items: readonly unknown[];
  readonly pages: readonly PageFact[];
  readonly fact: ListFact;
  /** Why it is not complete. */
  readonly problem?: LiveProblem;
}

export interface ListOptions {
  readonly declared: boolean;
  readonly maxPages: number;
  readonly limit: Limit;
  readonly progress?: (items: number) => void;
}

const FIELD = {
  'tools/list': 'tools',
  'prompts/list': 'prompts',
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
} as const;
/** All answers of one server together; a hundred pages of 16 MB would not fit into memory. */
const MAX_RECEIVED = 64 << 20;

/** Reads every page of one list. Never rejects: what stopped it is in `fact` and `problem`, what was read is kept. */
export async function readList(
  peer: Peer,
  method: ListMethod,
  { declared, maxPages, limit, progress }: ListOptions,
): Promise<ListRead> {
  const pages: PageFact[] = [];
  const batches: (readonly unknown[])[] = [];
  const sent = new Set<string>();
  const ended = (outcome: ListFact['outcome'], problem?: LiveProblem): ListRead => ({
    items: batches.flat(),
    pages,
    fact: {
      method,
      declared,
      outcome,
      ...(problem ? { reason: problem.message } : {}),
      ...(problem instanceof RpcError ? { code: problem.code } : {}),
    },
    ...(problem ? { problem } : {}),
  });
  for (let cursor: string | undefined; ;) {
    try {
      const result = await peer.request(method, cursor === undefined ? {} : { cursor }, limit);
      const { items, rest } = takeItems(method, result);
      pages.push({ method, ...(cursor === undefined ? {} : { cursor }), result: rest, items: items.length });
      batches.push(items);
      progress?.(pages.reduce((sum, page) => sum + page.items, 0));
      const { nextCursor } = rest;
      // `null` is wrong, but says that the list ends; a rule reports it.
      if (nextCursor === undefined || nextCursor === null) return ended('complete');
      if (typeof nextCursor !== 'string')
        return ended(
          'cut',
          new LiveProblem(
            `\`nextCursor\` is ${Array.isArray(nextCursor) ? 'a list' : typeof nextCursor === 'object' ? 'an object' : `a ${typeof nextCursor}`}, not a string: the next page cannot be asked for`,
          ),
        );
      if (sent.has(nextCursor)) {
        if (batches.slice(0, -1).some((batch) => isSame(batch, items))) batches.pop();
        return ended(
          'cut',
          new LiveProblem(
            `the server sent the cursor \`${printable(nextCursor, 80)}\` twice: its pages run in a circle`,
          ),
        );
      }
      if (pages.length >= maxPages) return ended('cut', new LiveProblem(`the list goes on after ${maxPages} pages`));
      if (peer.channel.received > MAX_RECEIVED) return ended('cut', new LiveProblem('the list goes on after 64 MB'));
      sent.add((cursor = nextCursor));
    } catch (error) {
      if (!(error instanceof LiveProblem)) throw error;
      return ended(error instanceof RpcError && pages.length === 0 ? 'rejected' : 'cut', error);
    }
  }
}

function takeItems(
  method: ListMethod,
  result: unknown,
): { items: readonly unknown[]; rest: Readonly<Record<string, unknown>> } {
  const field = FIELD[method];
  if (!isObject(result))
    throw new LiveProblem(
      `the server answered \`${method}\` with ${result === undefined ? 'neither a result nor an error' : 'a result that is no object'}`,
    );
  const items = result[field];
  if (!Array.isArray(items)) throw new LiveProblem(`the server answered \`${method}\` without a list in \`${field}\``);
  return { items, rest: Object.fromEntries(Object.entries(result).filter(([key]) => key !== field)) };
}

/** A server that does not understand cursors sends its first page again; its tools are listed once. */
function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  try {
    return isDeepStrictEqual(one, other);
  } catch {
    return false; // nested too deeply to compare
  }
}
