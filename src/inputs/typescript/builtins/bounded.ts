import vm from 'node:vm';

import type { Machine } from '../machine/machine.ts';
import { Opaque } from '../values.ts';

/** How long one search may take, and all searches of one machine, in milliseconds. */
const LONGEST = { one: 250, all: 1_000 };
/** Steps of backtracking that are certainly done in a moment. */
const FEW_STEPS = 1e6;
const LONGEST_PATTERN = 10_000;

const SLOW = new Opaque('a regular expression that takes too long');
const spent = new WeakMap<Machine, number>();

/** Where the search runs that must be stopped; V8 interrupts a regular expression as it does a loop. */
const context: { run: (() => unknown) | undefined } = { run: undefined };
let script: vm.Script | undefined;

/**
 * Gives what `search` does with a regular expression of the program, or an opaque value when it takes too long: the
 * program's patterns and texts are strangers', and matching can take exponential time.
 */
export function bounded<T>(regex: RegExp, text: string, machine: Machine, search: () => T): T | Opaque {
  machine.step(1 + (text.length >> 10));
  if (regex.source.length > LONGEST_PATTERN) return SLOW;
  if (worst(regex.source, text.length) <= FEW_STEPS) return search();
  const before = spent.get(machine) ?? 0;
  if (before > LONGEST.all) return SLOW;
  const start = performance.now();
  try {
    if (!script) vm.createContext(context);
    script ??= new vm.Script('run()');
    context.run = search;
    return script.runInContext(context, { timeout: LONGEST.one }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return SLOW;
    throw error;
  } finally {
    context.run = undefined;
    spent.set(machine, before + performance.now() - start);
  }
}

/**
 * An upper bound of the steps a backtracking search takes: each unbounded repetition multiplies by the length of the
 * text, each optional part doubles; a repeated group is beyond bounds. Escaped signs count too, which only makes it careful.
 */
function worst(source: string, length: number): number {
  if (source.length > 300 || source.includes('{') || /\)[*+?]|\\[1-9k]|\(\?[=!<]/.test(source)) return Infinity;
  const repeats = source.match(/[*+]/g)?.length ?? 0;
  const optional = source.match(/\?/g)?.length ?? 0;
  return source.length * (length + 1) ** (repeats + 1) * 2 ** optional;
}
