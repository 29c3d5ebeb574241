import type { Spot } from '../syntax.ts';
import {
  isNullish,
  LONGEST_CHAIN,
  Opaque,
  Primitive,
  UNDEFINED,
  type Condition,
  type Element,
  type ObjectValue,
  type Value,
} from '../values.ts';
import { fail } from './failing.ts';
import { callFunction } from './functions.ts';
import type { Machine } from './machine.ts';
import { getMember, indexOf, objectMember, valueOf } from './members.ts';

export interface Iterated {
  readonly elements: readonly Element[];
  readonly open?: Opaque | undefined;
}

/** What a spread or `for … of` would see. */
export function iterate(m: Machine, value: Value, spot: Spot): Iterated {
  switch (value.kind) {
    case 'array':
      return value.elements.some(({ hole }) => hole)
        ? {
            elements: value.elements.map(({ hole, ...each }) => (hole ? { value: UNDEFINED } : each)),
            open: value.open,
          }
        : value;
    case 'opaque':
      return { elements: [], open: value };
    case 'promise':
      return iterate(m, value.value, spot);
    case 'choice':
      return unite(value.options.map((option) => ({ when: option.when, ...iterate(m, option.value, spot) })));
    case 'host': {
      const elements = value.traits.iterate?.(m);
      return elements
        ? { elements, open: value.traits.open?.(spot) }
        : { elements: [], open: new Opaque(`the elements of ${value.label}`, spot) };
    }
    case 'object': {
      const maker =
        objectMember(m, value, '@@iterator', value, spot) ?? objectMember(m, value, '@@asyncIterator', value, spot);
      const made = maker?.kind === 'function' ? callFunction(m, maker, [], spot, value) : undefined;
      return made?.kind === 'array' || (made?.kind === 'host' && made.traits.iterate)
        ? iterate(m, made, spot)
        : { elements: [], open: value.open ?? new Opaque('an iteration', spot) };
    }
    case 'primitive':
      if (typeof value.value === 'string')
        return {
          elements: Array.from(value.value.slice(0, 100_000), (char) => ({
            value: new Primitive(char, value.spot, value.assumed),
          })),
        };
      if (isNullish(value))
        return value.assumed === undefined ? { elements: [] } : { elements: [], open: new Opaque(value.assumed, spot) };
      return { elements: [] };
    default:
      return { elements: [], open: new Opaque('an iteration', spot) };
  }
}

/** What a spread, `for … of` or a pattern sees, which fails for what is no list. */
export function spread(m: Machine, value: Value, spot: Spot): Iterated {
  const isNoList =
    (value.kind === 'primitive' && typeof value.value !== 'string') ||
    (value.kind === 'object' && isPlain(value) && !objectMember(m, value, '@@iterator', value, spot));
  return isNoList ? { elements: [], open: fail(m, value, 'It is not iterable', spot) } : iterate(m, value, spot);
}

const isPlain = ({ of, base, proto, open }: ObjectValue): boolean => !of && !base && !proto && !open;

/** Elements that all options share are there in any case; the others only with their option. */
function unite(options: readonly (Iterated & { readonly when: Condition })[]): Iterated {
  const [first, ...others] = options;
  if (!first) return { elements: [] };
  const open = options.find((option) => option.open)?.open;
  const sets = options.map(({ elements }) => new Set(elements.map(({ value }) => value)));
  const shared = (value: Value): boolean => sets.every((set) => set.has(value));
  const elements: Element[] = [];
  for (const { elements: list, when } of [first, ...others])
    for (const each of list)
      if (!shared(each.value)) elements.push({ value: each.value, when: each.when ?? when });
      else if (list === first.elements) elements.push(each);
  return { elements, open };
}

export interface Entry {
  readonly name: string;
  readonly value: Value;
  readonly when?: Condition | undefined;
  readonly key?: Spot | undefined;
}

export interface Entries {
  readonly entries: readonly Entry[];
  readonly open?: Opaque | undefined;
}

/** Own enumerable members in order. */
export function entriesOf(m: Machine, value: Value, spot: Spot): Entries {
  switch (value.kind) {
    case 'object':
      return { entries: ownEntries(m, value, value, spot), open: value.open };
    case 'array':
      return {
        entries: [
          ...value.elements.flatMap((each, i) => (each.hole ? [] : [{ name: String(i), ...each }])),
          ...(value.own ? ownEntries(m, value.own, value, spot) : []),
        ],
        open: value.open,
      };
    case 'class':
    case 'function':
      return { entries: ownEntries(m, value.members, value, spot), open: value.members.open };
    case 'opaque':
      return { entries: [], open: value };
    case 'promise':
      return { entries: [] };
    case 'host':
      return {
        entries: [
          ...(value.traits.keys?.() ?? []).map((name) => ({ name, value: getMember(m, value, name, spot) })),
          ...ownEntries(m, value.own, value, spot),
        ],
        open:
          value.traits.keys || value.traits.iterate
            ? value.traits.open?.(spot)
            : new Opaque(`the members of ${value.label}`, spot),
      };
    case 'choice': {
      const options = value.options.map(({ when, value: option }) => ({ when, ...entriesOf(m, option, spot) }));
      const shared = (name: string, of: Value): boolean =>
        options.every(({ entries }) => entries.some((each) => each.name === name && each.value === of));
      const seen = new Map<string, Entry>();
      for (const { when, entries } of options)
        for (const each of entries) {
          const entry = shared(each.name, each.value) ? each : { ...each, when: each.when ?? when };
          if (!seen.has(each.name) || isNullish(seen.get(each.name)!.value)) seen.set(each.name, entry);
        }
      return { entries: [...seen.values()], open: options.find(({ open }) => open)?.open };
    }
    case 'primitive':
      return {
        entries:
          typeof value.value === 'string'
            ? value.value
                .slice(0, 10_000)
                .split('')
                .map((char, i) => ({
                  name: String(i),
                  value: new Primitive(char, value.spot),
                }))
            : [],
      };
  }
}

function ownEntries(m: Machine, object: ObjectValue, self: Value, spot: Spot): Entry[] {
  const entries: Entry[] = [];
  for (const [name, property] of object.properties)
    if (!property.hidden && !name.startsWith('#') && !name.startsWith('@@'))
      entries.push({ name, value: valueOf(m, property, self, spot), when: property.when, key: property.key });
  // integer keys come first, in their order, as in JavaScript
  const numbers = entries.filter(({ name }) => indexOf(name) !== undefined);
  if (numbers.length === 0) return entries;
  return [
    ...numbers.sort((a, b) => Number(a.name) - Number(b.name)),
    ...entries.filter(({ name }) => indexOf(name) === undefined),
  ];
}

/** What `for … in` names: own members, and those inherited that no own one hides. */
export function namedIn(m: Machine, value: Value, spot: Spot): Entries {
  const own = entriesOf(m, value, spot);
  if (value.kind !== 'object' || value.proto?.kind !== 'object') return own;
  const seen = new Set(value.properties.keys());
  const entries: Entry[] = [...own.entries];
  let { open } = own;
  let at: Value | undefined = value.proto;
  for (let i = 0; at?.kind === 'object' && i < LONGEST_CHAIN; i++) {
    const inherited = entriesOf(m, at, spot);
    for (const entry of inherited.entries) if (!seen.has(entry.name)) entries.push(entry);
    for (const name of at.properties.keys()) seen.add(name);
    open ??= inherited.open;
    at = at.proto;
  }
  return { entries, open };
}
