import { setLength } from '../builtins/arrays.ts';
import type { Spot } from '../syntax.ts';
import { ObjectValue, UNDEFINED, type Property, type Value } from '../values.ts';
import type { Machine } from './machine.ts';
import { indexOf } from './members.ts';

export function setMember(m: Machine, target: Value, key: string, value: Value, spot: Spot): void {
  switch (target.kind) {
    case 'object': {
      const setter = findSetter(target, key);
      if (setter) {
        m.call(setter, [value], spot, target);
        return;
      }
      m.touch(target);
      target.properties.set(key, { value, key: target.properties.get(key)?.key ?? spot });
      return;
    }
    case 'array': {
      m.touch(target);
      const index = indexOf(key);
      if (index !== undefined && index <= target.elements.length + 10_000) {
        while (target.elements.length < index) target.elements.push({ value: UNDEFINED });
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

function findSetter(object: ObjectValue, key: string): Property['set'] {
  const own = object.properties.get(key);
  if (own) return own.set;
  for (let cls: Value | undefined = object.of; cls?.kind === 'class'; cls = cls.parent) {
    const inherited = cls.prototype.properties.get(key);
    if (inherited) return inherited.set;
  }
  return undefined;
}
