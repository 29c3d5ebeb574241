import type { Unit } from './unit.ts';

/** The tools whose calls come to each unit, as bits in the order of the tools. */
export class Reach {
  readonly #bits = new Map<Unit, Uint32Array>();

  constructor(units: readonly Unit[], roots: readonly (readonly Unit[])[]) {
    const size = (roots.length + 31) >> 5;
    for (const unit of units) this.#bits.set(unit, new Uint32Array(size));
    roots.forEach((of, i) => {
      for (const unit of of) this.#bits.get(unit)![i >> 5]! |= 1 << (i & 31);
    });
    for (const group of groupsOf(units)) this.#passOn(group);
  }

  /** Units that lead to each other are reached by the same tools. */
  #passOn(group: readonly Unit[]): void {
    const all = this.#bits.get(group[0]!)!;
    for (const unit of group.slice(1)) {
      merge(all, this.#bits.get(unit)!);
      this.#bits.set(unit, all);
    }
    for (const unit of group)
      for (const next of unit.leadsTo) {
        const bits = this.#bits.get(next)!;
        if (bits !== all) merge(bits, all);
      }
  }

  /** The places in the list of the tools that reach one of these. */
  of(units: Iterable<Unit>): number[] {
    let all: Uint32Array | undefined;
    for (const unit of units) {
      const bits = this.#bits.get(unit);
      if (bits && all) merge(all, bits);
      else if (bits) all = bits.slice();
    }
    const found: number[] = [];
    all?.forEach((word, i) => {
      for (let bit = 0; word >>> bit !== 0 && bit < 32; bit++) if ((word >>> bit) & 1) found.push(i * 32 + bit);
    });
    return found;
  }
}

function merge(into: Uint32Array, from: Uint32Array): void {
  for (let i = 0; i < into.length; i++) into[i]! |= from[i]!;
}

interface Visit {
  readonly unit: Unit;
  readonly next: Iterator<Unit>;
}

/**
 * The strongly connected parts of what leads to what, each before those it leads to (Tarjan, with a stack of our own:
 * chains of calls are as long as a program makes them).
 */
function groupsOf(units: readonly Unit[]): Unit[][] {
  const index = new Map<Unit, number>();
  const low = new Map<Unit, number>();
  const stack: Unit[] = [];
  const onStack = new Set<Unit>();
  const groups: Unit[][] = [];
  const visits: Visit[] = [];
  const enter = (unit: Unit): void => {
    index.set(unit, index.size);
    low.set(unit, index.get(unit)!);
    stack.push(unit);
    onStack.add(unit);
    visits.push({ unit, next: unit.leadsTo.values() });
  };
  const lower = (unit: Unit, to: number): void => void low.set(unit, Math.min(low.get(unit)!, to));
  for (const start of units) {
    if (index.has(start)) continue;
    enter(start);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { unit, next } = visit;
      const step = next.next();
      if (!step.done) {
        if (!index.has(step.value)) enter(step.value);
        else if (onStack.has(step.value)) lower(unit, index.get(step.value)!);
        continue;
      }
      visits.pop();
      const caller = visits.at(-1)?.unit;
      if (caller) lower(caller, low.get(unit)!);
      if (low.get(unit) !== index.get(unit)) continue;
      const group: Unit[] = [];
      for (let each = stack.pop()!; ; each = stack.pop()!) {
        onStack.delete(each);
        group.push(each);
        if (each === unit) break;
      }
      groups.push(group);
    }
  }
  return groups.toReversed();
}
