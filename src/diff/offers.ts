import type { Item } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import { isObject } from '../model/schema.ts';
import type { Offer, ToolServer } from '../model/server.ts';
import { few } from '../text/few.ts';
import { isSame } from './canonical.ts';
import { changed, type Change, type Spot } from './change.ts';

/**
 * The prompts and resource templates of two readings. Resources themselves are content, and come and go. A tool list in a file has
 * none of them, which says nothing: they are compared where both have some.
 */
export function* compareOffers(before: ToolServer, after: ToolServer): Generator<Change> {
  for (const kind of ['prompt', 'resource'] as const) {
    const [a, b] = [before, after].map((server) => server[`${kind}s`].filter(isOffered)) as [
      Item<Offer>[],
      Item<Offer>[],
    ];
    if (a.length === 0 || b.length === 0) continue;
    const named = groupBy(b, ({ data }) => data.name);
    const taken = new Set<Item<Offer>>();
    for (const old of a) {
      const twin = named.get(old.data.name)?.[old.address.nth - 1];
      if (twin === undefined) {
        yield changed(
          `${kind}-removed`,
          { at: { ...old.address, server: after.id }, was: old.address },
          { name: old.data.name },
        );
        continue;
      }
      taken.add(twin);
      yield* compareOffer(kind, old, twin);
    }
    for (const young of b)
      if (!taken.has(young))
        yield changed(
          `${kind}-added`,
          { at: young.address, was: { ...young.address, server: before.id } },
          { name: young.data.name },
        );
  }
}

/** A resource that is one document is not. */
export const isOffered = ({ address, data }: Item<Offer>): boolean =>
  address.kind !== 'resource' || typeof data.raw['uriTemplate'] === 'string';

function* compareOffer(kind: 'prompt' | 'resource', before: Item<Offer>, after: Item<Offer>): Generator<Change> {
  const spot: Spot = { at: after.address, was: before.address };
  const { name } = after.data;
  const [a, b] = [before.data.raw, after.data.raw];
  const members = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isSame(a[key], b[key]));
  const were = required(a);
  for (const argument of required(b))
    if (!were.has(argument)) yield changed('prompt-argument-required', spot, { name, argument });
  if (members.length > 0) yield changed(`${kind}-changed`, spot, { name, members: few(members).names });
}

const required = ({ arguments: list }: Readonly<Record<string, unknown>>): ReadonlySet<string> =>
  new Set(
    (Array.isArray(list) ? list.filter(isObject) : []).flatMap(({ name, required: is }) =>
      is === true && typeof name === 'string' ? [name] : [],
    ),
  );
