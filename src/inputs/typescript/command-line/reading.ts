import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { isNullish, isString, type Opaque, type Value } from '../values.ts';

/** A member of what a program tells a parser; `undefined` where it says nothing. */
export function said(machine: Machine, spec: Value | undefined, key: string, spot: Spot): Value | undefined {
  if (!spec || isNullish(spec)) return undefined;
  const value = machine.get(spec, key, spot);
  return value.kind === 'primitive' && value.value === undefined && value.assumed === undefined ? undefined : value;
}

/** Whether a value is true as far as anybody can say. */
export function holds(machine: Machine, value: Value | undefined, spot: Spot): boolean {
  if (!value) return false;
  const truth = machine.test(value, spot);
  return typeof truth === 'boolean' ? truth : truth.preferred === 'yes';
}

/** Whether a member of what a program tells a parser is true. */
export const says = (machine: Machine, spec: Value | undefined, key: string, spot: Spot): boolean =>
  holds(machine, said(machine, spec, key, spot), spot);

/** A text, or the texts of a list. */
export function texts(value: Value | undefined): string[] {
  if (isString(value)) return [value.value];
  return value?.kind === 'array'
    ? value.elements.flatMap((each) => (isString(each.value) ? [each.value.value] : []))
    : [];
}

export const textOf = (value: Value | undefined): string | undefined => (isString(value) ? value.value : undefined);

/** Options by name: each with what is said of it. Gives back why there may be more. */
export function eachOption(
  machine: Machine,
  specs: Value | undefined,
  spot: Spot,
  visit: (name: string, spec: Value, key: Spot) => void,
): Opaque | undefined {
  if (!specs || isNullish(specs)) return undefined;
  const { entries, open } = machine.entries(specs, spot);
  for (const { name, value, key } of entries) {
    machine.step();
    visit(name, value, key ?? value.spot ?? spot);
  }
  return open;
}
