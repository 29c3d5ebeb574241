import type { Spot } from '../syntax.ts';
import { type ArrayValue, Opaque, UNDEFINED, type Value } from '../values.ts';
import type { Machine } from './machine.ts';
import { undecided } from './tests.ts';

/** How deep in what is known the lists are looked for that may be meant, and how many values at most. */
const DEEPEST = 3;
const MOST = 2_000;

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

function listsIn(m: Machine, value: Value): ArrayValue[] {
  const lists: ArrayValue[] = [];
  let level = [value];
  for (let deep = 0, count = 0; deep < DEEPEST && level.length > 0; deep++) {
    const next: Value[] = [];
    for (const each of level) {
      if (count++ > MOST) return lists;
      m.step();
      if (each.kind === 'array') {
        if (deep > 0) lists.push(each);
        for (const element of each.elements) next.push(element.value);
      } else if (each.kind === 'object') for (const property of each.properties.values()) next.push(property.value);
      else if (each.kind === 'choice') next.push(...each.options.map((option) => option.value));
    }
    level = next;
  }
  return lists;
}
