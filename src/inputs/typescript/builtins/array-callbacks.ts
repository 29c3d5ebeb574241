import {
  ArrayValue,
  type Call,
  type Choice,
  type Condition,
  type Element,
  type HostValue,
  Primitive,
  UNDEFINED,
  type Undecided,
  type Value,
} from '../values.ts';
import { flatten, withCallback } from './array-self.ts';
import { fns } from './native.ts';
import { both, chosen, dependsOn, negate, testing, under } from './operands.ts';
import { Unset } from '../values.ts';
import { throwError } from './throw.ts';
import { Visit } from './visit.ts';

/** The result of a method that keeps or makes elements. */
function collect(
  array: ArrayValue,
  call: Call,
  each: (visit: Visit, element: Element, i: number, into: ArrayValue) => void,
  holes: 'kept' | 'left out' = 'left out',
): ArrayValue {
  const visit = new Visit(array, call);
  const result = new ArrayValue([], call.spot);
  result.open = array.open;
  // a callback may grow the array it walks: JavaScript stops at the length it had
  for (const [i, element] of [...array.elements].entries())
    if (!element.hole) each(visit, element, i, result);
    else if (holes === 'kept') result.elements.push(element);
  visit.unread();
  return result;
}

function filter(visit: Visit, element: Element, i: number, into: ArrayValue): void {
  const { value, when } = element;
  if (value.kind === 'choice') {
    const kept = new ArrayValue();
    for (const option of value.options) filter(visit, { value: option.value, when: both(when, option.when) }, i, kept);
    const all = kept.elements.length === value.options.length;
    into.elements.push(...(all ? [element] : kept.elements));
    return;
  }
  const test = visit.test(visit.element(element, i), element.value, i);
  if (test === true) into.elements.push(element);
  else if (test === false) return;
  else if (test.preferred === 'yes') into.elements.push(element);
  // what is only assumed to be empty (`process.env.X`) is as good as not there
  else if (test.preferred !== 'no' || value.kind !== 'primitive' || !value.assumed)
    into.elements.push({ value, when: both(when, test.yes) });
}

/** The first element that passes, among those that may. */
function first(
  array: ArrayValue,
  call: Call,
  give: (element: Element, i: number) => Value,
  none: Value,
  last = false,
): Value {
  const { spot } = call;
  const visit = new Visit(array, call);
  const { elements, open } = array;
  if (open && !(open instanceof Unset)) return (visit.unread(), open);
  const options: Choice['options'][number][] = [];
  let rest: Condition | undefined;
  let end: Value = none.kind === 'primitive' && open ? new Primitive(none.value, spot, open.reason) : none;
  for (let step = 0; step < elements.length; step++) {
    const i = last ? elements.length - 1 - step : step;
    const element = elements[i]!;
    const test = visit.test(visit.element(element, i), element.value, i);
    if (test === false || (test !== true && test.preferred === 'no')) continue;
    const when = testing(both(element.when, test === true || test.preferred === 'yes' ? undefined : test.yes));
    if (!when) {
      end = give(element, i);
      break;
    }
    options.push({ when, value: give(element, i) });
    rest = both(rest, negate(when));
  }
  return rest ? chosen([...options, { when: rest, value: end }], spot) : end;
}

/** `some` looks for an element that passes, `every` for one that does not. */
function decide(array: ArrayValue, call: Call, looked: boolean): Value {
  const { spot } = call;
  const visit = new Visit(array, call);
  const undecided: Undecided[] = [];
  let assumed: string | undefined;
  for (const [i, element] of [...array.elements].entries()) {
    if (element.hole) continue;
    const test = visit.test(visit.element(element, i), element.value, i);
    const positive = typeof test === 'boolean' ? test : test.preferred && test.preferred === 'yes';
    if (typeof test !== 'boolean' && test.preferred) assumed ??= test[test.preferred].text;
    if (positive === looked && !testing(element.when))
      return new Primitive(looked, spot, typeof test === 'boolean' ? undefined : assumed);
    if (positive === undefined) undecided.push(test as Undecided);
    else if (positive === looked && element.when?.unlikely) assumed ??= negate(element.when).text;
    else if (positive === looked) undecided.push(looked ? under(element.when!) : under(negate(element.when!)));
  }
  const { open } = array;
  if (open && !(open instanceof Unset)) return (visit.unread(), open);
  const [test, ...more] = undecided;
  if (more.length > 0) return dependsOn(test!.yes);
  if (test)
    return chosen(
      [
        { when: test.yes, value: new Primitive(true, spot) },
        { when: test.no, value: new Primitive(false, spot) },
      ],
      spot,
    );
  return new Primitive(!looked, spot, open?.reason ?? assumed);
}

function reduce(array: ArrayValue, call: Call, right: boolean): Value {
  const visit = new Visit(array, call);
  const list = array.elements.map((element, i) => ({ element, i })).filter(({ element }) => !element.hole);
  if (right) list.reverse();
  let value = call.args[1];
  if (!value) {
    const start = list.shift();
    if (!start)
      return array.open ?? throwError(new TypeError('Reduce of empty array with no initial value'), call.spot);
    value = start.element.when ? dependsOn(start.element.when) : start.element.value;
  }
  for (const { element, i } of list) value = visit.element(element, i, value);
  const { open } = array;
  if (!open) return value;
  if (open instanceof Unset)
    return value.kind === 'primitive' ? new Primitive(value.value, value.spot, open.reason) : value;
  if (value.kind !== 'object' && value.kind !== 'array') return open;
  call.machine.touch(value);
  value.open ??= open;
  return value;
}

export const callbackMethods = (): [string, HostValue][] =>
  fns('Array.prototype.', {
    every: withCallback((array, call) => decide(array, call, false)),
    filter: withCallback((array, call) => collect(array, call, filter)),
    find: withCallback((array, call) => first(array, call, ({ value }) => value, UNDEFINED)),
    findIndex: withCallback((array, call) =>
      first(array, call, (_, i) => new Primitive(i, call.spot), new Primitive(-1, call.spot)),
    ),
    findLast: withCallback((array, call) => first(array, call, ({ value }) => value, UNDEFINED, true)),
    findLastIndex: withCallback((array, call) =>
      first(array, call, (_, i) => new Primitive(i, call.spot), new Primitive(-1, call.spot), true),
    ),
    flatMap: withCallback((array, call) =>
      collect(array, call, (visit, element, i, into) =>
        flatten([{ value: visit.element(element, i), when: element.when }], 1, into, call.machine),
      ),
    ),
    forEach: withCallback((array, call) => {
      collect(array, call, (visit, element, i) => void visit.element(element, i));
      return UNDEFINED;
    }),
    map: withCallback((array, call) =>
      collect(
        array,
        call,
        (visit, element, i, into) => {
          into.elements.push({ value: visit.element(element, i), when: element.when });
        },
        'kept',
      ),
    ),
    reduce: withCallback((array, call) => reduce(array, call, false)),
    reduceRight: withCallback((array, call) => reduce(array, call, true)),
    some: withCallback((array, call) => decide(array, call, true)),
  });
