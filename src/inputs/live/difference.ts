import { join } from '../../model/pointer.ts';
import { isObject } from '../../model/schema.ts';
import type { ChangedPart, ListDifference, NamedTool } from '../../model/wire.ts';

/** So many of each are named. */
const MOST = 100;

interface Entry extends NamedTool {
  readonly key: string;
  readonly sent: unknown;
}

/** How a second reading of a list differs from the first; of two that are equal to the letter all is empty. */
export function differenceOf(first: readonly unknown[], second: readonly unknown[]): ListDifference {
  const [before, after] = [entriesOf(first), entriesOf(second)];
  const [earlier, later] = [byKey(before), byKey(after)];
  const both = before.filter(({ key }) => later.has(key));
  const kept = after.filter(({ key }) => earlier.has(key));
  const missing = before.filter(({ key }) => !later.has(key));
  const added = after.filter(({ key }) => !earlier.has(key));
  const moved = both.some(({ key }, i) => kept[i]!.key !== key);
  const changed = both.flatMap(({ name, nth, key, sent }): ChangedPart[] => {
    const found = firstDifference(sent, later.get(key)!.sent);
    return found ? [{ name, nth, ...found }] : [];
  });
  return {
    moved,
    missing: missing.slice(0, MOST).map(({ name, nth }) => ({ name, nth })),
    added: added.slice(0, MOST).map(({ name }) => name),
    changed: changed.slice(0, MOST),
  };
}

const byKey = (entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  new Map(entries.map((entry) => [entry.key, entry]));

/** Named as in the model: the second tool of a name is `nth` 2. */
function entriesOf(list: readonly unknown[]): Entry[] {
  const seen = new Map<string, number>();
  return list.map((sent) => {
    const name = isObject(sent) && typeof sent['name'] === 'string' ? sent['name'] : '';
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return { name, nth, key: `${nth}\0${name}`, sent };
  });
}

type Found = Pick<ChangedPart, 'pointer' | 'what'>;

/**
 * The first place where two values differ, a pointer into the first: a value before the order of keys. The pointer ends at
 * what is there; where a key is only in one, at the object around it. Depth is bounded by what a channel lets pass.
 */
function firstDifference(one: unknown, other: unknown): Found | undefined {
  let order: Found | undefined;
  const find = (a: unknown, b: unknown, pointer: string): Found | undefined => {
    if (Object.is(a, b)) return undefined;
    const here: Found = { pointer, what: 'value' };
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) return here;
      return firstOf(a.keys(), (i) => find(a[i], b[i], join(pointer, i)));
    }
    if (!isObject(a) || !isObject(b)) return here;
    const [keys, others] = [Object.keys(a), Object.keys(b)];
    if (keys.length !== others.length || !keys.every((key) => Object.hasOwn(b, key))) return here;
    if (keys.some((key, i) => others[i] !== key)) order ??= { pointer, what: 'order' };
    return firstOf(keys, (key) => find(a[key], b[key], join(pointer, key)));
  };
  return find(one, other, '') ?? order;
}

function firstOf<T>(all: Iterable<T>, find: (one: T) => Found | undefined): Found | undefined {
  for (const each of all) {
    const found = find(each);
    if (found) return found;
  }
  return undefined;
}
