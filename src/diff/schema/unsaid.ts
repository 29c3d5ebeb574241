import { join, segments } from '../../model/pointer.ts';
import type { JsonSchema } from '../../model/schema.ts';
import type { Change, Spot } from '../change.ts';
import { textChanges } from '../texts.ts';
import { nameOf } from './site.ts';

/** What a model reads in a schema whatever it bounds. */
const TEXTS: ReadonlySet<string> = new Set(['title', 'description', '$comment']);
/** Values, compared as such; what stands in them is data. */
const VALUES: ReadonlySet<string> = new Set(['default', 'const', 'enum', 'examples', 'example']);
const DEEPEST = 500;

interface Texts {
  /** By the pointer of each. */
  readonly at: ReadonlyMap<string, string>;
  /** The pointers of all that can hold texts. */
  readonly places: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/**
 * The texts that came, went or changed where the comparison of what is taken does not look: in branches, in definitions that
 * nothing refers to, in comments. Order alone is no change, nor is a text in what is told as new. Linear.
 */
export function* unsaidTexts(
  role: 'input' | 'output',
  before: JsonSchema,
  after: JsonSchema,
  spot: Spot,
  told: readonly Change[],
): Generator<Change> {
  const [old, young] = [textsOf(before), textsOf(after)];
  const known = new Set(told.map(keyOf));
  const toldAt = new Set(told.map(({ at }) => at.pointer));
  for (const pointer of new Set([...old.at.keys(), ...young.at.keys()])) {
    const [was, is] = [old.at.get(pointer), young.at.get(pointer)];
    if (was === is) continue;
    const came = is !== undefined && !old.all.has(is) && !isToldAsNew(pointer) ? is : undefined;
    const gone = was !== undefined && !young.all.has(was) && young.places.has(above(pointer)) ? was : undefined;
    if (came === undefined && (gone === undefined || is !== undefined)) continue;
    for (const change of changesAt(pointer, gone, came)) {
      if (known.has(keyOf(change))) continue;
      known.add(keyOf(change));
      yield change;
    }
  }

  function* changesAt(pointer: string, was: string | undefined, is: string | undefined): Generator<Change> {
    const place = above(pointer);
    const key = pointer.slice(place.length + 1);
    const noted = (value: string | undefined) => (key === 'title' ? { title: value } : { description: value });
    const here = (address: Spot['at']) => ({ ...address, pointer: `${address.pointer}${place}` });
    const path = key === '$comment' ? `${pathOf(place)} ${key}`.trim() : pathOf(place);
    const own = (address: Spot['at']) => ({ ...address, pointer: address.pointer.replace(/[^/]*$/, () => key) });
    for (const change of textChanges(
      { at: here(spot.at), was: here(spot.was) },
      noted(was),
      noted(is),
      nameOf(path, role),
    ))
      yield { ...change, at: own(change.at), was: own(change.was) };
  }

  /** Whether something around a text was not there, and is told. */
  function isToldAsNew(pointer: string): boolean {
    for (let to = pointer.lastIndexOf('/'); to > 0; to = pointer.lastIndexOf('/', to - 1)) {
      const around = pointer.slice(0, to);
      if (old.places.has(around)) return false;
      if (toldAt.has(`${spot.at.pointer}${around}`)) return true;
    }
    return false;
  }
}

const above = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** What is said of a text, wherever it stands: a definition is told where it is used. */
const keyOf = ({ data, words }: Change): string => JSON.stringify([{ ...data, of: undefined }, words]);

function textsOf(schema: JsonSchema): Texts {
  const at = new Map<string, string>();
  const places = new Set<string>();
  const visit = (value: unknown, pointer: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
    places.add(pointer);
    for (const [key, each] of Object.entries(value)) {
      if (typeof each === 'string') {
        if (TEXTS.has(key) && each !== '') at.set(join(pointer, key), each);
      } else if (!VALUES.has(key) || !Array.isArray(each)) visit(each, join(pointer, key), depth + 1);
    }
  };
  visit(schema, '', 0);
  return { at, places, all: new Set(at.values()) };
}

/** `filter.tags[]`; of what stands in no property, where it stands. */
function pathOf(pointer: string): string {
  const path = segments(pointer);
  const names: string[] = [];
  for (let i = 0; i < path.length; i++) {
    const segment = path[i]!;
    if (['properties', '$defs', 'definitions', 'patternProperties'].includes(segment) && i + 1 < path.length)
      names.push(segment === 'properties' ? path[++i]! : `${segment}/${path[++i]!}`);
    else if (segment === 'items') names.push(`${names.pop() ?? ''}[]`);
  }
  return names.join('.');
}
