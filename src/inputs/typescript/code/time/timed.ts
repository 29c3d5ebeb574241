import type { Reading } from '../merge.ts';
import type { Unit } from '../follow/unit.ts';

/** The functions that wait or have a timeout, and all that lead to them. */
export function leadingTo({ follower: { units, names }, waits, calls }: Reading): ReadonlySet<Unit> {
  const callers = new Map<Unit, Unit[]>();
  const waiting: Unit[] = [];
  for (const unit of units) {
    names.m.step();
    for (const next of unit.leadsTo) {
      const known = callers.get(next);
      if (known) known.push(unit);
      else callers.set(next, [unit]);
    }
    if (waits.in(unit).length > 0 || calls.timeoutsIn(unit).size > 0) waiting.push(unit);
  }
  const found = new Set(waiting);
  for (let unit = waiting.pop(); unit; unit = waiting.pop())
    for (const caller of callers.get(unit) ?? [])
      if (!found.has(caller)) {
        found.add(caller);
        waiting.push(caller);
      }
  return found;
}
