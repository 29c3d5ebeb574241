import { ArrayValue, Choice, Opaque, Primitive, Unset, type Condition, type Undecided, type Value } from './values.ts';

/** How many options a choice may have; beyond it nobody could read the answer. */
const MOST_OPTIONS = 12;

const isSame = (a: Value, b: Value): boolean =>
  a === b || (a.kind === 'primitive' && b.kind === 'primitive' && Object.is(a.value, b.value));

/** The value after an undecided test: the preferred side, marked as assumed, or a choice between both. */
export function choose(yes: Value, no: Value, test: Undecided): Value {
  // where one of the two is only assumed to be so, it may be otherwise
  if (isSame(yes, no)) return yes.kind === 'primitive' && yes.assumed === undefined ? no : yes;
  if (test.preferred) {
    const taken = test.preferred === 'yes' ? yes : no;
    if (taken.kind === 'array') return assumedList(taken, taken === yes ? no : yes, test);
    const { assumed, text } = test[test.preferred];
    return taken.kind === 'primitive'
      ? new Primitive(taken.value, taken.spot, taken.assumed ?? assumed ?? text)
      : taken;
  }
  const optionsOf = (value: Value, when: Condition): Choice['options'] =>
    value.kind === 'choice' ? value.options : [{ when, value }];
  const options: Choice['options'][number][] = [];
  for (const option of [...optionsOf(yes, test.yes), ...optionsOf(no, test.no)])
    if (!options.some(({ value }) => isSame(value, option.value))) options.push(option);
  if (options.length === 1) return yes;
  return options.length > MOST_OPTIONS
    ? new Opaque(`it depends on \`${test.yes.text}\``, test.yes.spot)
    : new Choice(options, yes.spot ?? no.spot);
}

/** A list this long is no setting. */
const LONGEST_SETTING = 1_000;

/** The list an empty environment takes, and behind it what the other side of the test would bring, marked with its condition. */
function assumedList(taken: ArrayValue, other: Value, test: Undecided): ArrayValue {
  const [likely, when] = test.preferred === 'yes' ? [test.yes, test.no] : [test.no, test.yes];
  const others = other.kind === 'array' ? other.elements : [];
  if (taken.elements.length + others.length > LONGEST_SETTING) return taken;
  const own = (value: Value): unknown => (value.kind === 'primitive' ? value.value : value);
  const here = new Set(taken.elements.map(({ value }) => own(value)));
  const more = others.filter(({ value }) => !here.has(own(value)));
  const made = new ArrayValue(
    [...taken.elements, ...more.map((each) => ({ ...each, when: each.when ?? when }))],
    taken.spot,
  );
  // a variable that is set holds nobody knows what
  const isUnknown = other.kind === 'opaque' || (other.kind === 'primitive' && other.assumed !== undefined);
  made.open = taken.open ?? (isUnknown ? new Unset(likely.assumed ?? likely.text, when.spot) : undefined);
  if (other.kind === 'array' && other.open) made.open ??= new Unset(other.open.reason, when.spot, other.open.from);
  return made;
}
