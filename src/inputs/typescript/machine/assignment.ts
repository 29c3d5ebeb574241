import { setLength } from '../builtins/arrays.ts';
import { setPrototype } from '../builtins/object-shapes.ts';
import type { Spot } from '../syntax.ts';
import { HOLE, ObjectValue, Opaque, type Property, type Value } from '../values.ts';
import { fail } from './failing.ts';
import type { Machine } from './machine.ts';
import { indexOf } from './members.ts';

export function setMember(m: Machine, target: Value, key: string, value: Value, spot: Spot): void {
  switch (target.kind) {
    case 'object': {
      if (key === '__proto__' && !target.properties.has(key)) {
        setPrototype(m, target, value);
        return;
      }
      const setter = findSetter(target, key);
      if (setter) {
        m.call(setter, [value], spot, target);
        return;
      }
      if (isReadOnly(target, key)) {
        fail(m, target, `Cannot set property ${key}, which has only a getter`, spot);
        return;
      }
      m.touch(target);
      target.properties.set(key, { value, key: target.properties.get(key)?.key ?? spot });
      return;
    }
    case 'array': {
      m.touch(target);
      if (key === '__proto__') {
        if (value.kind !== 'primitive') target.open ??= new Opaque('the prototype of an array', spot);
        return;
      }
      const index = indexOf(key);
      if (index !== undefined && index <= target.elements.length + 10_000) {
        while (target.elements.length < index) target.elements.push(HOLE);
        target.elements[index] = { value };
      } else if (key === 'length') setLength(target, value, m);
      else (target.own ??= new ObjectValue()).properties.set(key, { value });
      return;
    }
    case 'function':
    case 'class':
      m.touch(target.members);
      target.members.properties.set(key, { value, key: spot });
      return;
    case 'host':
      if (target.traits.set) target.traits.set(key, value, m, target);
      else {
        m.touch(target.own);
        target.own.properties.set(key, { value, key: spot });
      }
      return;
    case 'choice':
      for (const { value: option } of target.options)
        if (option.kind === 'object') setMember(m, option, key, value, spot);
      return;
    default:
  }
}

const findSetter = (object: ObjectValue, key: string): Property['set'] => accessorOf(object, key)?.set;

const isReadOnly = (object: ObjectValue, key: string): boolean => accessorOf(object, key)?.get !== undefined;

/** The property of that name that an object has or inherits. */
function accessorOf(object: ObjectValue, key: string): Property | undefined {
  const own = object.properties.get(key);
  if (own) return own;
  for (let cls: Value | undefined = object.of; cls?.kind === 'class'; cls = cls.parent) {
    const inherited = cls.prototype.properties.get(key);
    if (inherited) return inherited;
  }
  return undefined;
}
