import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Value } from '../values.ts';
import { readBundle } from './zod-version.ts';

/** A name that of all zods only one exports, and where that one is found. */
const ONLY: readonly (readonly [name: string, specifier: string])[] = [
  ['ZodMiniType', 'zod/mini'],
  ['ZodPipe', 'zod/v4'],
  ['ZodEffects', 'zod/v3'],
];
/** Names that each of them exports. */
const ALWAYS = ['discriminatedUnion', 'lazy', 'object', 'record', 'tuple', 'union'];

/**
 * Our copy of the zod that a bundle has in it, where these are the names it exports: a schema is then known where it is
 * written. `undefined` for every other module.
 */
export function zodInBundle(names: ReadonlySet<string>, machine: Machine, spot: Spot): Value | undefined {
  const [, specifier] = ONLY.find(([name]) => names.has(name)) ?? [];
  if (specifier === undefined || !ALWAYS.every((name) => names.has(name))) return undefined;
  if (specifier !== 'zod/v3') readBundle(machine, spot.file.text);
  return machine.import(specifier, spot);
}
