import type { Machine } from '../machine/machine.ts';
import { Exhausted, Thrown } from '../machine/signals.ts';
import { isNullish, ObjectValue, Opaque, Primitive, type HostValue, type Value } from '../values.ts';
import { somewhere } from './nowhere.ts';
import type { Io } from './schema-value.ts';
import { TARGET } from './sdk-v2.ts';

const standards = new WeakMap<Machine, WeakMap<object, HostValue>>();

/** `~standard` of a library's schema: one for each, so that what the program puts on it is there when it is asked again. */
export function standardOf(real: object, machine: Machine, make: () => HostValue): HostValue {
  const known = standards.get(machine) ?? new WeakMap<object, HostValue>();
  standards.set(machine, known);
  const host = known.get(real) ?? make();
  known.set(real, host);
  return host;
}

/** What a converter may cost: many times what a walk through a large schema does. */
const BUDGET = 100_000;
/** After so many that cost more, converters are not asked any longer. */
const MOST_EXHAUSTED = 5;
const exhausted = new WeakMap<Machine, number>();
const MUCH = 'takes more work than is done here';

/**
 * What the converter of the program itself gives: `~standard.jsonSchema` of Standard JSON Schema, on an object of its own or
 * put on a schema of a library. `undefined` for a schema that brings none along.
 */
export function ownJsonSchema(value: Value, io: Io, machine: Machine): Value | undefined {
  if (value.kind !== 'object' && value.kind !== 'host') return undefined;
  const spot = somewhere(value.spot);
  const standard = machine.get(value, '~standard', spot);
  const isOwn = standard.kind === 'object' || (standard.kind === 'host' && standard.own.properties.has('jsonSchema'));
  if (!isOwn || isNullish(machine.get(standard, 'validate', spot))) return undefined;
  const converters = machine.get(standard, 'jsonSchema', spot);
  if (isNullish(converters)) return undefined;
  const options = new ObjectValue(spot);
  options.properties.set('target', { value: new Primitive(TARGET, spot) });
  const unread = (why: string): Opaque => new Opaque(`a converter of its own that ${why}`, standard.spot ?? spot);
  const spent = exhausted.get(machine) ?? 0;
  if (spent >= MOST_EXHAUSTED) return unread(MUCH);
  try {
    return machine.task(BUDGET, () => machine.call(machine.get(converters, io, spot), [options], spot, converters));
  } catch (error) {
    if (error instanceof Thrown) return unread('throws');
    if (!(error instanceof Exhausted)) throw error;
    exhausted.set(machine, spent + 1);
    return unread(MUCH);
  }
}
