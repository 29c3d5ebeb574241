import { isOpposite, negated } from '../conditions.ts';
import type { Declared } from '../records.ts';
import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import type { Condition } from '../values.ts';

/** One item of a server, however often and on however many sides of tests the program registers it. */
export interface Entry extends Declared {
  /** Where the item differs from another registration of it, and what decides between them: by member of the entry. */
  readonly varies: ReadonlyMap<string, string>;
}

export const keyOf = ({ file, node }: Spot): string => `${file.path}:${node.pos}:${node.end}:${node.kind}`;

/** How an item is known: tools and prompts by name, resources by URI. */
export const nameOf = ({ json }: Declared): string => {
  const name = [json['uri'], json['uriTemplate'], json['name']].find((known) => typeof known === 'string');
  return typeof name === 'string' ? name : '';
};

/**
 * The items of one list as a client would find them. What is registered twice from the same place with the same words is
 * one item: the machine met the code twice. The same name under two tests is one item as well, since nobody knows that
 * both are ever there, which is certain when they are the two sides of one test. Everything else that stands twice is a
 * duplicate, and stays. `made`: the test under which the server itself is made.
 */
export function collapse(list: readonly Declared[], made?: Condition): Entry[] {
  const entries: Entry[] = [];
  const byOrigin = new Map<string, number>();
  const byName = new Map<string, number>();
  for (const declared of list) {
    const entry: Entry = { ...declared, when: within(made, declared.when), varies: new Map() };
    const name = nameOf(entry);
    const origin = [name, keyOf(entry.spot), keyOf(wordsOf(entry) ?? entry.spot)].join('\0');
    const first = name === '' ? undefined : byName.get(name);
    const same = byOrigin.get(origin) ?? (first !== undefined && !together(entries[first]!, entry) ? first : undefined);
    if (same !== undefined) {
      entries[same] = unite(entries[same]!, entry);
      continue;
    }
    byOrigin.set(origin, entries.length);
    if (first === undefined) byName.set(name, entries.length);
    entries.push(entry);
  }
  return entries;
}

/** Where its name, or else the item, was written. */
const wordsOf = ({ trail }: Declared): Spot | undefined =>
  (trail.parts?.get('uri') ?? trail.parts?.get('name'))?.spot ?? trail.spot;

/** The test that an item depends on, given that its server is made. One without words is one nobody needs to know of. */
const within = (made: Condition | undefined, when: Condition | undefined): Condition | undefined =>
  when?.text === '' || (made && when && isSameTest(made, when)) ? undefined : when;

const isSameTest = (a: Condition, b: Condition): boolean => a.text === b.text && keyOf(a.spot) === keyOf(b.spot);

/** Two registrations of which one comes with the other. */
const together = ({ when: a }: Declared, { when: b }: Declared): boolean =>
  a === undefined || b === undefined ? a === b : isSameTest(a, b);

/** Two registrations of one item, as the likelier of them, or the one that was read better, has it. */
export function unite(a: Entry, b: Entry): Entry {
  const swap = likelihood(b) > likelihood(a) || (likelihood(b) === likelihood(a) && holes(b.trail) < holes(a.trail));
  const [kept, other] = swap ? [b, a] : [a, b];
  const test = other.when?.text ?? (kept.when ? negated(kept.when.text) : 'another of its registrations runs');
  const varies = new Map([...other.varies, ...kept.varies]);
  const isRead = ({ trail }: Entry, field: string): boolean => holes(trail.parts?.get(field) ?? {}) === 0;
  for (const field of new Set([...Object.keys(kept.json), ...Object.keys(other.json)]))
    if (isRead(kept, field) && isRead(other, field) && !sameJson(own(kept.json, field), own(other.json, field)))
      varies.set(field, test);
  const handlers = [...new Set([...(kept.handlers ?? []), ...(other.handlers ?? [])])];
  return { ...kept, when: either(a.when, b.when), varies, handlers: handlers.slice(0, MOST_HANDLERS) };
}

/** Of one tool, from as many registrations. */
const MOST_HANDLERS = 12;

const likelihood = ({ when }: Declared): number => (when?.unlikely ? 0 : 1);

/** What must hold for one of two registrations to run; nothing where they are the two sides of one test. */
function either(a: Condition | undefined, b: Condition | undefined): Condition | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (keyOf(a.spot) !== keyOf(b.spot)) return { text: joined(a.text, b.text), spot: a.spot };
  if (a.text === b.text) return a;
  return isOpposite(a.text, b.text) ? undefined : { text: joined(a.text, b.text), spot: a.spot };
}

/** Two tests in words; of many, the first two. */
const joined = (a: string, b: string): string => (a.includes(' or ') ? a : `${a} or ${b}`);

const own = (json: Readonly<Record<string, unknown>>, field: string): unknown =>
  Object.hasOwn(json, field) ? json[field] : undefined;

export const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** How many parts could not be read; counting ends early, since many are many. */
function holes(trail: Trail): number {
  let count = 0;
  const stack = [trail];
  for (let at = stack.pop(); at && count < 1000; at = stack.pop()) {
    if (at.opaque !== undefined) count++;
    else if (at.parts) stack.push(...at.parts.values());
  }
  return count;
}
