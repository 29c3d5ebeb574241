import { baseOf, canonical, negated } from '../conditions.ts';
import type { Spot } from '../syntax.ts';
import {
  Unset,
  type Choice,
  type Condition,
  type Element,
  type Opaque,
  type Undecided,
  type Value,
} from '../values.ts';
import { assuming, both, chosen, dependsOn, negate, testing } from './operands.ts';

/** Tests that elements depend on, before their combinations are too many to follow. */
const MOST_TESTS = 3;

/** The test whether something is there that is assumed not to be. */
export const unlikely = ({ reason }: Unset, spot: Spot): Undecided => ({
  yes: { text: negated(reason), spot, unlikely: true },
  no: { text: '', spot },
  preferred: 'no',
});

/** What a list may hold: one way when nothing about it is undecided. `undefined` when there are too many ways. */
function ways(
  elements: readonly Element[],
): readonly { readonly when: Condition | undefined; readonly values: readonly Value[] }[] | undefined {
  const tests = new Map<string, Condition>();
  for (const { when } of elements) if (testing(when)) tests.set(sideOf(when!).of, when!);
  if (tests.size === 0) return [{ when: undefined, values: elements.map(({ value }) => value) }];
  if (tests.size > MOST_TESTS) return undefined;
  let found: { when: Condition | undefined; elements: readonly Element[] }[] = [{ when: undefined, elements }];
  for (const [base, test] of tests)
    found = found.flatMap((way) =>
      [test, negate(test)].map((side) => ({
        when: both(way.when, side),
        elements: way.elements.filter(
          ({ when }) => !when || sideOf(when).of !== base || sideOf(when).isYes === sideOf(side).isYes,
        ),
      })),
    );
  return found.map((way) => ({ when: way.when, values: way.elements.map(({ value }) => value) }));
}

/** Which side of which test a condition is. */
interface Side {
  readonly of: string;
  readonly isYes: boolean;
}

const sides = new WeakMap<Condition, Side>();

/** Kept, since lists are asked again and again. */
function sideOf(when: Condition): Side {
  const known = sides.get(when);
  if (known) return known;
  const of = baseOf(when.text);
  const side = { of, isYes: canonical(when.text) === of };
  sides.set(when, side);
  return side;
}

/** Asks `answer` about each way an array may turn out; an array that may hold more has no answer. */
export function perWay(
  array: { readonly elements: readonly Element[]; readonly open?: Opaque | undefined },
  spot: Spot,
  answer: (values: readonly Value[]) => Value,
): Value {
  const { open } = array;
  if (open && !(open instanceof Unset)) return open;
  const absent = array.elements.find(({ when }) => when?.unlikely)?.when;
  const elements = absent ? array.elements.filter(({ when }) => !when?.unlikely) : array.elements;
  const assumed = absent ? negate(absent).text : open?.reason;
  const found = ways(elements);
  if (!found) return dependsOn(elements.find(({ when }) => testing(when))!.when!);
  const options: Choice['options'][number][] = [];
  for (const { when, values } of found) {
    const value = assuming(answer(values), assumed);
    if (!when) return value;
    if (value.kind === 'choice')
      options.push(...value.options.map((option) => ({ when: both(when, option.when)!, value: option.value })));
    else options.push({ when, value });
  }
  return chosen(options, spot);
}
