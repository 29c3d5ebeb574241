import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, UNDEFINED, type Call, type Value } from '../values.ts';

/** One method of a builder; what returns nothing returns the builder. */
export type Step<M> = (model: M, call: Call, host: HostValue) => Value | void;

export type Steps<M> = ReadonlyMap<string, Step<M>>;

export const steps = <M>(all: Readonly<Record<string, Step<M>>>): Steps<M> => new Map(Object.entries(all));

/** The same method under several names. */
export const named = <M>(names: readonly string[], step: Step<M>): Record<string, Step<M>> =>
  Object.fromEntries(names.map((name) => [name, step]));

/**
 * A builder: `b.option(…).command(…).parse()`. `more` gives members that are no methods; every other name is a method that
 * says nothing about options and gives the builder back.
 */
export function fluent<M>(
  label: string,
  model: M,
  methods: Steps<M>,
  spot: Spot,
  more?: (key: string, model: M, machine: Machine, spot: Spot) => Value | undefined,
): HostValue {
  const host: HostValue = new HostValue(
    label,
    {
      get(key, machine, _self, at) {
        if (key in Object.prototype || key.startsWith('@@')) return undefined;
        if (key === 'then') return UNDEFINED; // no promise
        const step = methods.get(key);
        if (!step) {
          const value = more?.(key, model, machine, at);
          if (value) return value;
        }
        return new HostValue(`${label}.${key}`, {
          call: (call) => step?.(model, call, host) ?? (call.self?.kind === 'object' ? call.self : host),
        });
      },
      keys: () => [],
    },
    model,
    spot,
  );
  return host;
}

/** What a builder keeps, also when a class of the program extends it. */
export function modelOf<M>(value: Value | undefined, type: abstract new (...args: never[]) => M): M | undefined {
  const host = value?.kind === 'object' ? value.base : value;
  return host?.kind === 'host' && host.data instanceof type ? host.data : undefined;
}
