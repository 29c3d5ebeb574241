import type { Spot } from './syntax.ts';
import {
  choose,
  Opaque,
  openAfter,
  type ClassValue,
  type Condition,
  type HostValue,
  type Undecided,
  type Value,
} from './values.ts';

let births = 0;
/** A number for what comes into being now: a branch need not take back what was born inside it. */
export const birth = (): number => births++;

/** Something that can change, and whose state a branch under an undecided test must be able to take back. */
export interface Mutable {
  /** From `birth()`, when it was made. */
  readonly born: number;
  /** What a copy of the state costs, in steps; left out for little. */
  readonly weight?: number;
  /** A shallow copy of the state. */
  save(): unknown;
  restore(state: unknown): void;
  /**
   * Joins what the two sides of an undecided test left behind. `side` says which of them an empty environment takes.
   * What only one side added stays, marked with the condition.
   */
  merge(before: unknown, yes: unknown, no: unknown, test: Undecided): void;
}

export interface Property {
  readonly value: Value;
  /** The property's name as written: `limit` in `limit: z.number()`. */
  readonly key?: Spot | undefined;
  /** Set when the property is there only on one side of an undecided test. */
  readonly when?: Condition | undefined;
  /** Set on accessors; `value` is then undefined. */
  readonly get?: Value | undefined;
  readonly set?: Value | undefined;
  readonly hidden?: boolean | undefined;
}

interface ObjectState {
  readonly properties: ReadonlyMap<string, Property>;
  readonly open: Opaque | undefined;
  readonly proto: Value | undefined;
}

/** A plain object, or an instance of a class. */
export class ObjectValue implements Mutable {
  readonly kind = 'object';
  readonly born = birth();
  readonly spot: Spot | undefined;
  properties: Map<string, Property>;
  /** The class it was made of. */
  readonly of: ClassValue | undefined;
  /** What stands behind an instance whose class extends a modelled one: unknown members are asked of it. */
  base: HostValue | undefined;
  /** Its prototype, when made by `Object.create`, `__proto__` or by `new` on a plain function; `null` for none. */
  proto: Value | undefined;
  /** Set when a spread or a computed key could not be read: other properties may exist. */
  open: Opaque | undefined;

  constructor(spot?: Spot, of?: ClassValue) {
    this.spot = spot;
    this.of = of;
    this.properties = new Map();
  }

  get weight(): number {
    return this.properties.size >> 2;
  }

  save(): unknown {
    return { properties: new Map(this.properties), open: this.open, proto: this.proto };
  }

  restore(state: unknown): void {
    const saved = state as ObjectState;
    this.properties = new Map(saved.properties);
    this.open = saved.open;
    this.proto = saved.proto;
  }

  merge(_before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    const [a, b] = [yes as ObjectState, no as ObjectState];
    this.open = openAfter(a.open, b.open, test);
    this.proto = test.preferred === 'no' ? b.proto : a.proto;
    if (a.proto !== b.proto && !test.preferred)
      this.open ??= new Opaque(`it depends on \`${test.yes.text}\``, test.yes.spot);
    this.properties = new Map();
    for (const [name, left] of a.properties) {
      const right = b.properties.get(name);
      this.properties.set(
        name,
        right === undefined
          ? { ...left, when: left.when ?? test.yes }
          : left === right
            ? left
            : { ...left, value: choose(left.value, right.value, test), when: left.when && right.when },
      );
    }
    for (const [name, right] of b.properties)
      if (!a.properties.has(name)) this.properties.set(name, { ...right, when: right.when ?? test.no });
  }
}

/** Prototypes in a row. */
export const LONGEST_CHAIN = 100;

export interface Element {
  readonly value: Value;
  /** Set where nothing is, as in `[, 1]`: `value` is then undefined, and most methods pass over it. */
  readonly hole?: true | undefined;
  readonly when?: Condition | undefined;
}

export class ArrayValue implements Mutable {
  readonly kind = 'array';
  readonly born = birth();
  readonly spot: Spot | undefined;
  elements: Element[];
  /** Set when a spread could not be read: other elements may exist. */
  open: Opaque | undefined;
  /** Members that are no elements, such as `raw` of a template's strings. */
  own: ObjectValue | undefined;

  constructor(elements: readonly (Value | Element)[] = [], spot?: Spot) {
    this.elements = elements.map((each) => ('kind' in each ? { value: each } : each));
    this.spot = spot;
  }

  get weight(): number {
    return this.elements.length >> 5;
  }

  save(): unknown {
    return { elements: this.elements.slice(), open: this.open };
  }

  restore(state: unknown): void {
    const saved = state as { elements: Element[]; open: Opaque | undefined };
    this.elements = saved.elements.slice();
    this.open = saved.open;
  }

  /** Elements both sides share stay as they are; those of one side follow, marked with its condition. */
  merge(_before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    const a = yes as { elements: Element[]; open: Opaque | undefined };
    const b = no as { elements: Element[]; open: Opaque | undefined };
    this.open = openAfter(a.open, b.open, test);
    let shared = 0; // mostly all but the last
    while (shared < a.elements.length && a.elements[shared] === b.elements[shared]) shared++;
    const [left, right] = [a.elements.slice(shared), b.elements.slice(shared)];
    const [inLeft, inRight] = [new Set(left), new Set(right)];
    this.elements = a.elements.slice(0, shared);
    for (const each of left) this.elements.push(inRight.has(each) ? each : { ...each, when: each.when ?? test.yes });
    for (const each of right) if (!inLeft.has(each)) this.elements.push({ ...each, when: each.when ?? test.no });
  }
}
