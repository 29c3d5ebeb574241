import { Exhausted, Exited, Thrown } from '../machine/signals.ts';
import { LibraryWanted } from '../machine/world.ts';
import { Opaque, type Call, type Value } from '../values.ts';
import { Arguments } from './arguments.ts';
import { convert } from './convert.ts';
import { familyOf } from './kinds.ts';
import { markCall } from './mark-call.ts';
import { parse } from './parse.ts';
import { CONVERTERS, FORBIDDEN, PARSERS } from './positions.ts';
import { markOf, SchemaData } from './schema-value.ts';
import { schemaHost, thrownBy, wrap } from './wrap.ts';

/** What making a schema costs beside a step of the machine. */
const CALL = 80;

export type AnyFunction = (...args: unknown[]) => unknown;

/** A function of a library, and what it is called on. */
export interface Target {
  readonly real: AnyFunction;
  readonly self: unknown;
  readonly name: string;
  /** In the words of the program: `z.string`. */
  readonly label: string;
  readonly library: string;
  /** The schema whose member it is. */
  readonly owner: SchemaData | undefined;
}

/** Calls the real function with evaluated arguments. What it throws, and what rests on something unread, is opaque. */
export function callReal(target: Target, call: Call): Value {
  const { name, label, library, owner } = target;
  const { machine, spot } = call;
  if (FORBIDDEN.has(name)) return new Opaque(`what \`${label}\` does`, spot);
  if (CONVERTERS.has(name) || (owner && (name === 'input' || name === 'output'))) return convert(target, call);
  const given = new Arguments(target, call);
  if (given.whole) return new Opaque(given.whole, spot);
  if (PARSERS.has(name)) return parse(target, call, given);
  try {
    const made: unknown = given.skip
      ? standingFor(given, owner, given.skip)
      : Reflect.apply(target.real, target.self, given.real);
    const family = familyOf(made);
    if (!family) return wrap(made, { label, library, spot });
    // what was made before, such as the schema an `unwrap` gives back, keeps the place it was made at
    const mark = markOf(made) ?? markCall(target, call, given, family, made);
    return schemaHost(new SchemaData(family, library, made, mark), owner ? parentOf(label) : label);
  } catch (error) {
    return rethrow(error) ?? new Opaque(thrownBy(label, error), spot);
  } finally {
    machine.step(CALL);
  }
}

/** A chain of calls is named by its start: `z.string` in `z.string().min(1)`. */
const parentOf = (label: string): string => label.slice(0, label.lastIndexOf('.'));

function standingFor(given: Arguments, owner: SchemaData | undefined, skip: 'same' | 'optional'): unknown {
  if (!owner) return given.placeholder();
  return skip === 'optional' ? (owner.schema as { optional(): unknown }).optional() : copyOf(owner);
}

/** A schema of its own for a call that was left out, so that its mark is its own too. */
function copyOf({ family, schema }: SchemaData): unknown {
  if (family === 'zod4') return (schema as { clone(): unknown }).clone();
  const real = schema as { readonly constructor: new (def: object) => unknown; readonly ['_def']: object };
  if (family === 'zod3') return new real.constructor({ ...real['_def'] });
  return Object.create(Object.getPrototypeOf(real) as object, Object.getOwnPropertyDescriptors(real));
}

/** What the machine throws for itself goes on. */
export function rethrow(error: unknown): undefined {
  if (
    error instanceof LibraryWanted ||
    error instanceof Exhausted ||
    error instanceof Thrown ||
    error instanceof Exited
  )
    throw error;
  return undefined;
}
