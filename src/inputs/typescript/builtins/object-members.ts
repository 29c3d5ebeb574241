import { fail } from '../machine/failing.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type HostValue,
  isIndex,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { fn, namespace } from './native.ts';
import { chosen, negate, testing } from './operands.ts';

const DEEPEST = 50;

/** Where a value keeps its own members. */
export function membersOf(value: Value): ObjectValue | undefined {
  switch (value.kind) {
    case 'object':
      return value;
    case 'function':
    case 'class':
      return value.members;
    case 'array':
      return (value.own ??= new ObjectValue());
    case 'host':
      return value.own;
    default:
      return undefined;
  }
}

/** `Object.defineProperty`. */
export function define(
  target: Value,
  name: string,
  descriptor: Value,
  machine: Machine,
  spot: Spot,
  key: Spot | undefined,
): void {
  const members = membersOf(target);
  if (!members) return;
  machine.touch(members);
  if (descriptor.kind === 'primitive') {
    fail(machine, descriptor, 'A property is described by an object', spot);
    return;
  }
  if (target.kind === 'array' && /^(?:\d+|length)$/.test(name)) {
    machine.touch(target);
    target.open ??= new Opaque('a property', spot);
    return;
  }
  if (descriptor.kind !== 'object') {
    const value = descriptor.kind === 'opaque' ? descriptor : new Opaque('a property', spot);
    if (descriptor.kind === 'function') members.open ??= value;
    else members.properties.set(name, { value, key });
    return;
  }
  const old = members.properties.get(name);
  const [get, set] = [machine.get(descriptor, 'get', spot), machine.get(descriptor, 'set', spot)];
  const enumerable = machine.get(descriptor, 'enumerable', spot);
  const isAccessor = get.kind !== 'primitive' || set.kind !== 'primitive';
  const value =
    get.kind === 'function' || (isAccessor && get.kind === 'primitive')
      ? UNDEFINED
      : isAccessor
        ? machine.call(get, [], spot, target)
        : undefined;
  members.properties.set(name, {
    value:
      value ??
      (descriptor.properties.has('value') ? machine.get(descriptor, 'value', spot) : (old?.value ?? UNDEFINED)),
    key,
    get: get.kind === 'function' ? get : undefined,
    set: set.kind === 'function' ? set : undefined,
    hidden:
      enumerable.kind === 'primitive' &&
      !enumerable.value &&
      (!old || old.hidden === true || descriptor.properties.has('enumerable')),
  });
}

/** `Object.getOwnPropertyDescriptor`. */
export function describe(target: Value, name: string, spot: Spot): Value {
  if (target.kind === 'opaque') return target;
  if (target.kind !== 'object' && target.kind !== 'primitive') return new Opaque('how a member is kept', spot);
  if (target.kind === 'primitive' && typeof target.value === 'string') return new Opaque('how a member is kept', spot);
  const property = membersOf(target)?.properties.get(name);
  if (!property) return membersOf(target)?.open ?? UNDEFINED;
  const result = new ObjectValue(spot);
  const flag = (value: boolean) => ({ value: new Primitive(value, spot) });
  if (property.get ?? property.set) {
    result.properties.set('get', { value: property.get ?? UNDEFINED });
    result.properties.set('set', { value: property.set ?? UNDEFINED });
  } else {
    result.properties.set('value', { value: property.value });
    result.properties.set('writable', flag(true));
  }
  result.properties.set('enumerable', flag(!property.hidden));
  result.properties.set('configurable', flag(true));
  return result;
}

/** `Object.hasOwn`. */
export function hasOwn(target: Value, name: Value, machine: Machine, spot: Spot): Value {
  if (target.kind === 'opaque') return target;
  const key = machine.key(name, spot);
  if (typeof key !== 'string') return key;
  if (target.kind === 'choice') return new Opaque('whether a value has a member', spot);
  if (target.kind === 'array' && /^\d+$/.test(key)) {
    const element = target.elements[Number(key)];
    return !element && target.open ? target.open : new Primitive(element !== undefined && !element.hole, spot);
  }
  const isList = target.kind === 'array' || (target.kind === 'primitive' && typeof target.value === 'string');
  if (isList && key === 'length') return new Primitive(true, spot);
  if (target.kind === 'primitive' && typeof target.value === 'string')
    return new Primitive(isIndex(key) && Number(key) < target.value.length, spot, target.assumed);
  const property = membersOf(target)?.properties.get(key);
  const when = testing(property?.when);
  if (when)
    return chosen(
      [
        { when, value: new Primitive(true, spot) },
        { when: negate(when), value: new Primitive(false, spot) },
      ],
      spot,
    );
  if (!property && target.kind === 'host') return new Primitive(target.traits.keys?.().includes(key) ?? false, spot);
  return property ? new Primitive(true, spot) : (membersOf(target)?.open ?? new Primitive(false, spot));
}

/** What `Object.prototype.toString` calls a value. */
function tag({ machine, self = UNDEFINED, spot }: Call): Value {
  switch (self.kind) {
    case 'opaque':
      return self;
    case 'choice':
      return new Opaque('the kind of a value', spot);
    case 'array':
      return new Primitive('[object Array]', spot);
    case 'function':
    case 'class':
      return new Primitive('[object Function]', spot);
    case 'promise':
      return new Primitive('[object Promise]', spot);
    case 'host':
      return new Opaque(`the text of \`${self.label}\``, spot);
    case 'primitive': {
      const { value } = self;
      const name = value === null ? 'null' : typeof value;
      return new Primitive(`[object ${name[0]!.toUpperCase()}${name.slice(1)}]`, spot, self.assumed);
    }
    case 'object': {
      if (self.base) return new Opaque(`the text of \`${self.base.label}\``, spot);
      const named = machine.get(self, '@@toStringTag', spot);
      if (named.kind === 'opaque') return named;
      const isNamed = named.kind === 'primitive' && typeof named.value === 'string';
      return new Primitive(`[object ${isNamed ? named.value : 'Object'}]`, spot);
    }
  }
}

const ownMember = ({ machine, self = UNDEFINED, args: [name = UNDEFINED], spot }: Call): Value =>
  hasOwn(self, name, machine, spot);

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['toString', fn('Object.prototype.toString', tag)],
  ['toLocaleString', fn('Object.prototype.toLocaleString', tag)],
  ['valueOf', fn('Object.prototype.valueOf', ({ self = UNDEFINED }) => self)],
  ['hasOwnProperty', fn('Object.prototype.hasOwnProperty', ownMember)],
  ['isPrototypeOf', fn('Object.prototype.isPrototypeOf', ({ spot }) => new Opaque('a prototype', spot))],
  ['propertyIsEnumerable', fn('Object.prototype.propertyIsEnumerable', ownMember)],
]);

let prototype: HostValue | undefined;
export const objectPrototype = (): HostValue => (prototype ??= namespace('Object.prototype', METHODS));

/** A member every object has. */
export const objectMember = (key: string): Value | undefined => METHODS.get(key);

/** A deep copy of plain data; functions and modelled values are shared. */
export function copyOf(value: Value, machine: Machine, spot: Spot, depth = 0): Value {
  machine.step();
  if (depth > DEEPEST) return new Opaque('nested too deep', spot);
  if (value.kind === 'array') {
    const array = new ArrayValue(
      value.elements.map((each) => ({ ...each, value: copyOf(each.value, machine, spot, depth + 1) })),
      value.spot,
    );
    array.open = value.open;
    return array;
  }
  if (value.kind !== 'object') return value;
  const object = new ObjectValue(value.spot);
  for (const { name, ...property } of machine.entries(value, spot).entries)
    object.properties.set(name, { ...property, value: copyOf(property.value, machine, spot, depth + 1) });
  object.open = value.open;
  return object;
}
