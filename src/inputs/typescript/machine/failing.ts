import { throwError } from '../builtins/throw.ts';
import { negated } from '../conditions.ts';
import type { Spot } from '../syntax.ts';
import { Opaque, UNTOLD, type Primitive, type Undecided, type Value } from '../values.ts';
import type { Machine } from './machine.ts';
import { Thrown, type Exited } from './signals.ts';
import { shown } from './tests.ts';

/** Whether something in a `try` fails: `no` is the side on which it does. */
export interface Failure extends Undecided {
  /** Set where the program itself throws; what was done before that stays. `thrown` is what the `catch` is given. */
  readonly own?: { readonly thrown: Value | undefined } | undefined;
}

/** What is asked of the outside fails, as far as anybody knows. */
export function outsideFails(spot: Spot): Failure {
  const text = shown(spot);
  return {
    yes: { text: `\`${text}\` succeeds`, spot, unlikely: true },
    no: { text: `\`${text}\` fails`, spot },
    preferred: 'no',
  };
}

/** The no side of a test throws, which is not the one a program is written for. Of what an environment must set nothing is said. */
export const sideFails = ({ yes, no, preferred }: Undecided, dead: Thrown | Exited): Failure | undefined =>
  dead instanceof Thrown && !preferred
    ? { yes, no: { ...no, unlikely: true }, preferred: 'yes', own: { thrown: dead.value } }
    : undefined;

/**
 * What the program does where `value` is not what an operation needs: it throws. Where that rests on an assumption, or
 * on what only the machine does not know, it may throw, and what the operation gives is not known.
 */
export function fail(m: Machine, value: Value, message: string, spot: Spot): Opaque {
  if (value.kind === 'opaque') return value;
  const plain = value.kind === 'primitive' ? value : undefined;
  const isTold = !plain || (plain.assumed === undefined && plain !== UNTOLD);
  // where an environment is assumed that sets more, what is assumed of one that sets nothing does not hold
  const holds = !m.flow.conditions.some(({ unlikely }) => unlikely);
  if (holds && isTold && m.work.inOrder) return throwError(new TypeError(message), spot);
  if (holds) m.flow.failing ??= perhaps(plain, spot);
  return new Opaque(plain?.assumed ?? `\`${shown(spot)}\``, spot);
}

/** An operation on known values throws; where one of them is assumed, it may. */
export function failWith(m: Machine, error: unknown, values: readonly Value[], spot: Spot): Opaque {
  const assumed = values.find((value) => value.kind === 'primitive' && value.assumed !== undefined) as
    | Primitive
    | undefined;
  if (!assumed || !(error instanceof Error)) return throwError(error, spot);
  return fail(m, assumed, error.message, spot);
}

function perhaps(value: Primitive | undefined, spot: Spot): Failure {
  const assumed = value?.assumed;
  if (assumed !== undefined)
    return {
      yes: { text: negated(assumed), spot, unlikely: true, assumed },
      no: { text: assumed, spot, assumed },
      preferred: 'no',
      own: { thrown: undefined },
    };
  const text = `\`${shown(spot)}\` fails`;
  const no = { text, spot, unlikely: true } as const;
  return { yes: { text: negated(text), spot }, no, preferred: 'yes', own: { thrown: undefined } };
}
