import type { Machine } from '../machine/machine.ts';
import { toJson } from '../schemas/to-json.ts';
import type { Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import type { Condition, Primitive, Value } from '../values.ts';

/** A member of a configuration object, with its name as written. */
export interface Part {
  readonly value: Value;
  readonly key?: Spot | undefined;
}

export type Parts = ReadonlyMap<string, Part>;

/** The member `key` of what the program passed; `undefined` when it has none, or it is `undefined`. */
export function member(target: Value, key: string, machine: Machine, spot: Spot): Part | undefined {
  const value = machine.get(target, key, spot);
  return isUndefined(value) ? undefined : { value, key: keyIn(target, key) };
}

const isUndefined = (value: Value): value is Primitive => value.kind === 'primitive' && value.value === undefined;
const keyIn = (target: Value, key: string): Spot | undefined =>
  target.kind === 'object' ? target.properties.get(key)?.key : undefined;

/** The same, but for a member that is only assumed to be `undefined`, which is there, so that this is said of it. */
export function perhaps(target: Value, key: string, machine: Machine, spot: Spot): Part | undefined {
  const value = machine.get(target, key, spot);
  return isUndefined(value) && value.assumed === undefined ? undefined : { value, key: keyIn(target, key) };
}

export function membersOf(target: Value, keys: readonly string[], machine: Machine, spot: Spot): Map<string, Part> {
  const parts = new Map<string, Part>();
  for (const key of keys) {
    const part = perhaps(target, key, machine, spot);
    if (part) parts.set(key, part);
  }
  return parts;
}

/** Puts a JSON object together out of parts, keeping where each was written. */
export class Assembly {
  readonly #json = new Map<string, unknown>();
  readonly #parts = new Map<string, Trail>();
  /** What is called for the item. */
  handler: Value | undefined;

  /** What JSON cannot hold is left out, as `JSON.stringify` does. */
  add(name: string, { json, trail }: Traced, key?: Spot): this {
    if (json !== undefined) this.#json.set(name, json);
    if (json !== undefined || (trail.opaque ?? trail.assumed) !== undefined)
      this.#parts.set(name, key ? { ...trail, key } : trail);
    return this;
  }

  value(name: string, part: Part | undefined, machine: Machine): this {
    if (!part) return this;
    const { value, key } = part;
    // nothing stands in for a member that may not be there at all
    return value.kind === 'opaque'
      ? this.add(name, { json: undefined, trail: { spot: value.spot, opaque: value.reason } }, key)
      : this.add(name, toJson(value, machine), key);
  }

  /** Says what is called for the item: no part of the JSON. */
  calls(handler: Value | undefined): this {
    this.handler = handler;
    return this;
  }

  /** `Object.fromEntries` makes `__proto__` a plain member. */
  done(spot: Spot | undefined): Traced<Record<string, unknown>> {
    return { json: Object.fromEntries(this.#json), trail: { spot, parts: this.#parts } };
  }
}

/** One of the values an expression may have. */
export interface Possible {
  readonly value: Value;
  readonly when?: Condition | undefined;
}

/** The options of an undecided value, or the value itself. */
export const possible = (value: Value): readonly Possible[] => (value.kind === 'choice' ? value.options : [{ value }]);
