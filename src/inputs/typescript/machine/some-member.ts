import type { Spot } from '../syntax.ts';
import { type ArrayValue, Opaque, UNDEFINED, type Value } from '../values.ts';
import { heldBy, within } from './held.ts';
import type { Machine } from './machine.ts';
import { undecided } from './tests.ts';

/** Methods that make a list longer. */
const ADDS: ReadonlySet<string> = new Set(['push', 'unshift', 'splice']);

/** A member of something known under a name that nobody knows, as in `groups[tool.group]`: what is added to it may be in any of them. */
export class SomeMember extends Opaque {
  readonly of: Value;

  constructor({ reason, spot, from }: Opaque, of: Value) {
    super(reason, spot, from);
    this.of = of;
  }

  /** A call of a method of it. */
  call(m: Machine, name: string, args: readonly Value[], spot: Spot): Value {
    const unknown = new Opaque(this.reason, this.spot ?? spot, this.from);
    if (ADDS.has(name))
      for (const list of listsIn(m, this.of))
        m.branch(
          undecided(spot),
          () => m.call(m.get(list, name, spot), args, spot, list),
          () => UNDEFINED,
        );
    return m.call(unknown, args, spot);
  }
}

export const someMember = (of: Value, key: Opaque): Opaque =>
  of.kind === 'opaque' && !(of instanceof SomeMember)
    ? key
    : new SomeMember(key, of instanceof SomeMember ? of.of : of);

/** The lists in a value, itself left out. */
const listsIn = (m: Machine, value: Value): ArrayValue[] =>
  [...within(m, [value], optionsOrHeld)].slice(1).filter((each) => each.kind === 'array');

const optionsOrHeld = (value: Value): readonly Value[] =>
  value.kind === 'choice' ? value.options.map((option) => option.value) : heldBy(value);
