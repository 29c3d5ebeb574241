import { negated } from '../conditions.ts';
import { Thrown } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { Choice, type Condition, Opaque, Primitive, UNDEFINED, type Undecided, type Value } from '../values.ts';

/** What builtins compute with: the JavaScript value of a primitive. */
export type Plain = Primitive['value'];

/** The longest text we make: programs can double a text in a loop. */
export const LONGEST_TEXT = 2_000_000;
/** The longest array we make. */
export const LONGEST_ARRAY = 100_000;
/** More combinations of undecided parts than this are not worth telling apart. */
const MOST_COMBINATIONS = 12;

/** The same test taken the other way. */
export const negate = ({ text, spot }: Condition): Condition => ({ text: negated(text), spot });

/** What something depends on; a condition without a text is one nobody need hear of. */
export const testing = (when: Condition | undefined): Condition | undefined => (when?.text === '' ? undefined : when);

/** Both conditions at once. */
export const both = (a: Condition | undefined, b: Condition | undefined): Condition | undefined =>
  !testing(a) || !testing(b) || a!.text === b!.text
    ? (testing(a) ?? b)
    : { text: `${a!.text} and ${b!.text}`, spot: a!.spot, unlikely: a!.unlikely ?? b!.unlikely };

/** Whether a member that is there only under `when` is there. */
export const under = (when: Condition): Undecided => ({
  yes: when,
  no: negate(when),
  preferred: when.unlikely && 'no',
});

export const dependsOn = ({ text, spot }: Condition): Opaque => new Opaque(`it depends on \`${text}\``, spot);

export const assumedOf = (...values: readonly (Value | undefined)[]): string | undefined => {
  for (const value of values) if (value?.kind === 'primitive' && value.assumed !== undefined) return value.assumed;
  return undefined;
};

/** A primitive that rests on an assumption; anything else carries none. */
export const assuming = (value: Value, assumed: string | undefined): Value =>
  value.kind === 'primitive' && assumed !== undefined ? new Primitive(value.value, value.spot, assumed) : value;

/**
 * One value of several; the same value under all conditions is no choice. What an environment that sets nothing does not
 * take is left out.
 */
export function chosen(all: Choice['options'], spot: Spot): Value {
  const likely = all.filter(({ when }) => !when.unlikely);
  const options = likely.length > 0 ? likely : all;
  const [first] = options;
  if (!first) return UNDEFINED;
  if (options.length === 1 && all.length > 1) return assuming(first.value, first.when.text);
  const one = options.every(
    ({ value }) =>
      value === first.value ||
      (value.kind === 'primitive' && first.value.kind === 'primitive' && Object.is(value.value, first.value.value)),
  );
  if (one) return first.value;
  return options.length > MOST_COMBINATIONS ? dependsOn(first.when) : new Choice(options, spot);
}

/** Asks `answer` for every combination of the options among `values`; equal conditions take the same option. */
export function lift(values: readonly Value[], spot: Spot, answer: (values: readonly Value[]) => Value): Value {
  if (!values.some(({ kind }) => kind === 'choice')) return answer(values);
  const options = combine(values, undefined, answer);
  return options.length > MOST_COMBINATIONS ? dependsOn(options[0]!.when) : chosen(options, spot);
}

function combine(
  values: readonly Value[],
  outer: Condition | undefined,
  answer: (values: readonly Value[]) => Value,
): Choice['options'][number][] {
  const at = values.findIndex(({ kind }) => kind === 'choice');
  if (at < 0) {
    const value = answer(values);
    return value.kind === 'choice'
      ? value.options.map((option) => ({ when: both(outer, option.when)!, value: option.value }))
      : [{ when: outer!, value }];
  }
  const found: Choice['options'][number][] = [];
  let failure: Thrown | undefined;
  for (const { when, value } of (values[at] as Choice).options) {
    const taken = values.map((each, i) =>
      i === at
        ? value
        : each.kind === 'choice'
          ? (each.options.find((option) => option.when.text === when.text)?.value ?? each)
          : each,
    );
    try {
      found.push(...combine(taken, both(outer, when), answer));
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      failure = error; // an option that fails is not taken, while another goes on
    }
    if (found.length > MOST_COMBINATIONS) break;
  }
  if (failure && found.length === 0) throw failure;
  return found;
}

/** Whether two values are equal, in one of the language's ways; `undefined` where it cannot be told. */
export function sameValue(a: Value, b: Value, way: '===' | 'includes' | 'Object.is'): boolean | undefined {
  if (a === b && a.kind !== 'primitive') return true;
  if (a.kind === 'opaque' || b.kind === 'opaque' || a.kind === 'choice' || b.kind === 'choice') return undefined;
  if (a.kind !== 'primitive' || b.kind !== 'primitive') return false;
  if (way === 'Object.is') return Object.is(a.value, b.value);
  return a.value === b.value || (way === 'includes' && Number.isNaN(a.value) && Number.isNaN(b.value));
}
