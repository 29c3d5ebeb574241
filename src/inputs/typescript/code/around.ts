import type { HandlerFact } from '../../../model/code.ts';
import { Cancels } from './cancel.ts';
import type { Reading } from './merge.ts';
import { Observers } from './observed.ts';
import type { Root } from './follow/roots.ts';
import type { Unit } from './follow/unit.ts';

type Around = Pick<HandlerFact, 'signal' | 'observed'>;

/** What becomes of a handler's signal, and what is told of its calls, by all that it comes to. */
export function aroundOf(reading: Reading): (root: Root) => Around {
  const { units } = reading.follower;
  const cancels = new Cancels(reading);
  const observers = new Observers(reading);
  const signals = gathered(units, (unit) => cancels.flags(unit));
  const told = gathered(units, (unit) => observers.flags(unit));
  const all = (of: ReadonlyMap<Unit, number>, root: Root): number =>
    root.units.reduce((flags, unit) => flags | (of.get(unit) ?? 0), 0);
  return (root) => ({
    signal: cancels.of(root, all(signals, root)),
    observed: observers.of(root, all(told, root)),
  });
}

/** Flags of units, with those of all that they lead to. */
function gathered(units: readonly Unit[], own: (unit: Unit) => number): ReadonlyMap<Unit, number> {
  const flags = new Map<Unit, number>();
  const callers = new Map<Unit, Unit[]>();
  const waiting: Unit[] = [];
  for (const unit of units) {
    flags.set(unit, own(unit));
    if (flags.get(unit) !== 0) waiting.push(unit);
    for (const next of unit.leadsTo) {
      const known = callers.get(next);
      if (known) known.push(unit);
      else callers.set(next, [unit]);
    }
  }
  for (let unit = waiting.pop(); unit; unit = waiting.pop())
    for (const caller of callers.get(unit) ?? []) {
      const before = flags.get(caller)!;
      const after = before | flags.get(unit)!;
      if (after === before) continue;
      flags.set(caller, after);
      waiting.push(caller);
    }
  return flags;
}
