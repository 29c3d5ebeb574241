import { memberOf } from '../builtins/members.ts';
import {
  choose,
  Choice,
  HostValue,
  isNullish,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  UNTOLD,
  type ArrayValue,
  type ClassValue,
  type Property,
  type Value,
  type Condition,
} from '../values.ts';
import { negated } from '../conditions.ts';
import type { Spot } from '../syntax.ts';
import type { Machine } from './machine.ts';
import { fail } from './failing.ts';
import { absent, hasPrototype, isOwn, told } from './absence.ts';
import { entriesOf } from './iteration.ts';
import { keyValue } from './tests.ts';

/** `target.key` as the program would see it. */
export function getMember(m: Machine, target: Value, key: string, spot: Spot): Value {
  switch (target.kind) {
    case 'opaque':
      return target;
    case 'choice':
      return told(mapChoice(target, spot, (value) => (isNullish(value) ? undefined : getMember(m, value, key, spot))));
    case 'object':
      return (
        objectMember(m, target, key, target, spot) ??
        (hasPrototype(target) ? memberOf(target, key, m, spot) : undefined) ??
        absent(target.open, spot, isOwn(m, target) ? UNDEFINED : UNTOLD)
      );
    case 'array': {
      const index = indexOf(key);
      if (index !== undefined) return elementAt(target, index, spot, isOwn(m, target) ? UNDEFINED : UNTOLD);
      return target.own?.properties.get(key)?.value ?? memberOf(target, key, m, spot) ?? UNDEFINED;
    }
    case 'function': {
      const own = target.members.properties.get(key);
      if (own) return valueOf(m, own, target, spot);
      if (key === 'prototype') {
        const value = new ObjectValue(target.spot);
        value.properties.set('constructor', { value: target, hidden: true });
        target.members.properties.set(key, { value });
        return value;
      }
      return memberOf(target, key, m, spot) ?? UNTOLD;
    }
    case 'class':
      return staticMember(m, target, key, target, spot) ?? memberOf(target, key, m, spot) ?? UNTOLD;
    case 'host': {
      const own = target.own.properties.get(key);
      if (own && !own.when) return valueOf(m, own, target, spot);
      const known = target.traits.get?.(key, m, target, spot);
      // what is set on one side of a test is on the other as it was
      if (own?.when) return known ? choose(own.value, known, m.only(own.when)) : own.value;
      return (
        (known && told(known)) ??
        memberOf(target, key, m, spot) ??
        (key === 'prototype' && target.traits.construct ? prototypeOf(target) : undefined) ??
        new Opaque(`\`${key}\` of ${target.label}`, spot)
      );
    }
    case 'primitive':
      if (isNullish(target)) return new Opaque(target.assumed ?? `a member of ${String(target.value)}`, spot);
      return memberOf(target, key, m, spot) ?? UNTOLD;
    case 'promise':
      return memberOf(target, key, m, spot) ?? new Opaque(`\`${key}\` of a promise`, spot);
  }
}

/** The prototype of a modelled class: its methods are those of the instance they are called on. */
const prototypeOf = ({ label }: HostValue): HostValue =>
  new HostValue(`${label}.prototype`, {
    get: (key) =>
      new HostValue(`${label}.prototype.${key}`, {
        call({ machine, args, self, spot }) {
          const made = self?.kind === 'object' && self.base ? self.base : self;
          return made
            ? machine.call(machine.get(made, key, spot), args, spot, made)
            : new Opaque(`\`${key}\` of nothing`, spot);
        },
      }),
  });

/** The index an array's member name means. */
export const indexOf = (key: string): number | undefined =>
  /^(?:0|[1-9]\d{0,6})$/.test(key) ? Number(key) : undefined;

function elementAt({ elements, open }: ArrayValue, index: number, spot: Spot, otherwise: Value): Value {
  const found = elements[index];
  return found ? perhaps(found.value, found.when, spot) : absent(open, spot, otherwise);
}

/** What is there only on one side of a test may as well not be. */
function perhaps(value: Value, when: Condition | undefined, spot: Spot): Value {
  if (!when || when.text === '') return value;
  if (when.unlikely) return new Primitive(undefined, spot, negated(when.text));
  const otherwise = { text: negated(when.text), spot: when.spot };
  return new Choice(
    [
      { when, value },
      { when: otherwise, value: UNDEFINED },
    ],
    spot,
  );
}

/** A member of an object or of what it inherits; `undefined` when there is none. */
export function objectMember(m: Machine, object: ObjectValue, key: string, self: Value, spot: Spot): Value | undefined {
  const own = object.properties.get(key);
  if (own) return perhaps(valueOf(m, own, self, spot), own.when, spot);
  for (let cls: Value | undefined = object.of; cls?.kind === 'class'; cls = cls.parent) {
    const inherited = cls.prototype.properties.get(key);
    if (inherited) return valueOf(m, inherited, self, spot);
  }
  if (key === 'constructor' && object.of) return object.of;
  const base = object.base;
  if (base) return base.own.properties.get(key)?.value ?? base.traits.get?.(key, m, base, spot);
  const { proto } = object;
  if (proto?.kind === 'object') return m.deeper(() => objectMember(m, proto, key, self, spot), spot);
  return proto && proto.kind !== 'primitive' ? getMember(m, proto, key, spot) : undefined;
}

function staticMember(m: Machine, cls: ClassValue, key: string, self: Value, spot: Spot): Value | undefined {
  const own = cls.members.properties.get(key);
  if (own) return valueOf(m, own, self, spot);
  if (key === 'prototype') return cls.prototype;
  if (key === 'name') return new Primitive(cls.name, cls.spot);
  const { parent } = cls;
  if (parent?.kind === 'class') return m.deeper(() => staticMember(m, parent, key, self, spot), spot);
  if (parent?.kind === 'host') return parent.traits.get?.(key, m, parent, spot);
  return parent?.kind === 'opaque' && key !== 'toString' ? parent : undefined;
}

export const valueOf = (m: Machine, { value, get }: Property, self: Value, spot: Spot): Value =>
  get ? m.call(get, [], spot, self) : value;

/** What `super.key` is in a method of `home`. */
export function superMember(m: Machine, home: ClassValue | undefined, key: string, self: Value, spot: Spot): Value {
  const parent = home?.parent;
  if (parent?.kind === 'class') {
    if (self.kind === 'class') return staticMember(m, parent, key, self, spot) ?? UNDEFINED;
    for (let cls: Value | undefined = parent; cls?.kind === 'class'; cls = cls.parent) {
      const inherited = cls.prototype.properties.get(key);
      if (inherited) return valueOf(m, inherited, self, spot);
    }
  }
  const base = self.kind === 'object' ? self.base : undefined;
  return base?.traits.get?.(key, m, base, spot) ?? new Opaque(`\`super.${key}\``, spot);
}

/** The same done to each option; options for which it makes no sense fall away. */
function mapChoice(choice: Choice, spot: Spot, map: (value: Value) => Value | undefined): Value {
  const options: { when: Condition; value: Value }[] = [];
  for (const { when, value } of choice.options) {
    const mapped = map(value);
    if (mapped) options.push({ when, value: mapped });
  }
  const [first] = options;
  if (!first) return UNDEFINED;
  if (options.every(({ value }) => value === first.value) || options.length === 1) return first.value;
  return new Choice(
    options.flatMap((option) => (option.value.kind === 'choice' ? option.value.options : [option])),
    spot,
  );
}

/** `key in target`. */
export function hasMember(m: Machine, target: Value, key: Value, spot: Spot): Value {
  const name = keyValue(key, spot);
  if (typeof name !== 'string') return name;
  if (target.kind === 'opaque') return target;
  if (target.kind === 'primitive') return fail(m, target, 'Cannot use `in` on no object', spot);
  const told = target.kind === 'host' ? target.traits.has?.(name, m, spot) : undefined;
  if (told) return told;
  const value = getMember(m, target, name, spot);
  if (value.kind === 'opaque') return value;
  // what is assumed to be undefined is assumed not to be there
  if (value.kind === 'primitive' && value.value === undefined && value.assumed !== undefined)
    return new Primitive(false, spot, value.assumed);
  return new Primitive(
    !isNullish(value) || entriesOf(m, target, spot).entries.some((each) => each.name === name),
    spot,
  );
}
