import { birth, choose, ObjectValue, type Undecided, type Value } from '../values.ts';

/** How a statement ended; `undefined` is normally. */
export type Completion =
  | { readonly type: 'return'; readonly value: Value }
  | { readonly type: 'break' | 'continue'; readonly label: string | undefined }
  | undefined;

/** A return that happened on one side of an undecided test while the other side went on. */
export interface Pending {
  /** Turned so that `yes` is the side that returned. */
  readonly test: Undecided;
  readonly value: Value;
}

/** One call of a function of the program, or one module. */
export class Frame {
  /** What is younger was made by this call. */
  readonly born = birth();
  readonly pending: Pending[] = [];
  /** What a generator has yielded. */
  readonly yields: Value[] = [];

  /** The value of the whole call, given how its body ended. */
  result(last: Value): Value {
    return this.pending.reduceRight((rest, { test, value }) => blend(value, rest, test, this.born), last);
  }
}

/** Larger objects are tables, not answers. */
const MOST_MEMBERS = 30;

/**
 * What a function gives on both sides of a test of which one is likely: two answers it made itself are joined member by
 * member, so that `return { disabled: true }` behind a flag stays visible as a flag.
 */
function blend(yes: Value, no: Value, test: Undecided, since: number): Value {
  const fresh = (value: Value): value is ObjectValue =>
    value.kind === 'object' &&
    value.born >= since &&
    !value.of &&
    !value.base &&
    !value.proto &&
    !value.open &&
    value.properties.size <= MOST_MEMBERS;
  if (!test.preferred || !fresh(yes) || !fresh(no)) return choose(yes, no, test);
  const [taken, other] = test.preferred === 'yes' ? [yes, no] : [no, yes];
  const when = test.preferred === 'yes' ? test.no : test.yes;
  const made = new ObjectValue(taken.spot);
  for (const [name, property] of taken.properties) {
    const second = other.properties.get(name);
    const plain = second && !second.get && !property.get && !second.when && !property.when;
    made.properties.set(
      name,
      plain
        ? {
            ...property,
            value:
              test.preferred === 'yes'
                ? choose(property.value, second.value, test)
                : choose(second.value, property.value, test),
          }
        : property,
    );
  }
  for (const [name, property] of other.properties)
    if (!made.properties.has(name)) made.properties.set(name, { ...property, when: property.when ?? when });
  return made;
}
