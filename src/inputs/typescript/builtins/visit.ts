import { ts, type Spot } from '../syntax.ts';
import {
  type ArrayValue,
  type Call,
  type Condition,
  type Element,
  isString,
  Primitive,
  UNDEFINED,
  type Undecided,
  type Value,
} from '../values.ts';
import { dependsOn, negate, testing, under } from './operands.ts';
import { unlikely } from './possibilities.ts';
import { Unset } from '../values.ts';

/** Calls the callback with each element, under the element's condition, and gives what it returned. */
export class Visit {
  readonly #array: ArrayValue;
  readonly #call: Call;
  /** The first condition among the elements so far: positions after it are not known. */
  #moved: Condition | undefined;

  constructor(array: ArrayValue, call: Call) {
    this.#array = array;
    this.#call = call;
  }

  /** `first` stands before the element among the arguments: the accumulator of `reduce`. */
  element(element: Element, i: number, ...first: readonly Value[]): Value {
    const { machine, args, spot } = this.#call;
    const position = this.#moved ? dependsOn(this.#moved) : new Primitive(i, spot);
    const operands = [...first, element.value, position, this.#array];
    const visit = () => machine.call(args[0] ?? UNDEFINED, operands, spot, first.length > 0 ? undefined : args[1]);
    machine.step();
    const when = testing(element.when);
    if (!when) return visit();
    this.#moved ??= when;
    if (first.length > 0) return machine.branch(under(when), visit, () => first[0]!);
    let result: Value | undefined;
    machine.branch(
      machine.only(when),
      () => (result = visit()),
      () => UNDEFINED,
    );
    return result ?? dependsOn(when);
  }

  /** Lets the callback run for what an open array may hold beyond its elements: it may register something. */
  unread(): void {
    const { open } = this.#array;
    const { machine, args, spot } = this.#call;
    if (!open) return;
    const call = (): Value =>
      machine.work.repetition.run(() => machine.call(args[0] ?? UNDEFINED, [open, open, this.#array], spot, args[1]));
    if (open instanceof Unset) machine.branch(unlikely(open, spot), call, () => UNDEFINED);
    else call();
  }

  /** What the callback said about an element. An undecided answer is one about this element, and is named so. */
  test(value: Value, element: Value, i: number): boolean | Undecided {
    const { machine, args, spot } = this.#call;
    const test = machine.test(value, testSpot(args[0]) ?? spot);
    if (typeof test === 'boolean' || test.yes.text === '') return test;
    const suffix = ` for ${labelOf(element) ?? `element ${i + 1}`}`;
    const yes = { ...test.yes, text: `${test.yes.text}${suffix}` };
    return { yes, no: { ...test.no, text: negate(yes).text }, preferred: test.preferred };
  }
}

/** The test a callback is: the expression it returns. */
function testSpot(callback: Value | undefined): Spot | undefined {
  if (callback?.kind !== 'function') return undefined;
  const { body } = callback.node;
  return { file: callback.spot.file, node: body && !ts.isBlock(body) ? body : callback.node };
}

/** What tells an element from its neighbours: itself, or its name. */
function labelOf(element: Value): string | undefined {
  const named = element.kind === 'object' ? element.properties.get('name')?.value : element;
  return isString(named) && named.value.length < 60 ? `\`${named.value}\`` : undefined;
}
