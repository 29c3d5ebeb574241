import { createHash } from 'node:crypto';

import { Refusal } from './answer.ts';

/** A stretch of a list, and how to get the next. */
export interface Page<T> {
  readonly items: T[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * The items from where the cursor says. Nothing is kept between calls: the cursor holds the place and a hash of the whole list,
 * so that pages of two different answers are never put together. Throws a `Refusal`.
 */
export function pageOf<T>(all: readonly T[], identity: unknown, most: number, cursor: string | undefined): Page<T> {
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('base64url').slice(0, 12);
  const [, at, of] = cursor === undefined ? [] : (/^(\d{1,6})\.([\w-]{12})$/.exec(cursor) ?? []);
  if (cursor !== undefined && of !== hash)
    throw new Refusal(
      'stale_cursor',
      at === undefined ? '`cursor` is none that this tool gave' : 'what is audited has changed since the last page',
      'Call again without `cursor`, with the same other arguments on every page.',
    );
  const from = Number(at ?? 0);
  const items = all.slice(from, from + most);
  const next = from + items.length;
  return { items, nextCursor: next < all.length ? `${next}.${hash}` : null };
}
