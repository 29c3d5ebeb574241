import type { Value } from '../values.ts';
import type { Machine } from './machine.ts';

/** How deep in what is known something is looked for, and among how many values at most. */
const DEEPEST = 2;
const MOST = 2_000;

/** The values and, two levels deep, what they hold: level by level. */
export function* within(
  m: Machine,
  values: readonly Value[],
  holds: (value: Value) => readonly Value[] = heldBy,
): Generator<Value> {
  let level = values;
  for (let deep = 0, count = 0; deep <= DEEPEST && level.length > 0; deep++) {
    const next: Value[] = [];
    for (const value of level) {
      if (count++ > MOST) return;
      m.step();
      yield value;
      for (const each of holds(value)) next.push(each);
    }
    level = next;
  }
}

/** What an object or a list holds. */
export function heldBy(value: Value): readonly Value[] {
  if (value.kind === 'array') return value.elements.map((element) => element.value);
  return value.kind === 'object' ? Array.from(value.properties.values(), (property) => property.value) : [];
}
