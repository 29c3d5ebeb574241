import { type Call, ObjectValue, UNDEFINED, type Value } from '../values.ts';
import { fn } from './native.ts';
import { describe, membersOf } from './object-members.ts';
import { assign } from './object-makers.ts';

/** `[decorators], target, name, descriptor`, the last decorator first, as TypeScript's legacy transform calls them. */
export function decorate({ machine, args: [decorators = UNDEFINED, target = UNDEFINED, name], spot }: Call): Value {
  let result = target;
  for (const { value: decorator } of machine.iterate(decorators, spot).elements.toReversed()) {
    machine.step();
    if (!name) {
      const made = machine.call(decorator, [result], spot);
      if (made.kind === 'class' || made.kind === 'function') result = made;
      continue;
    }
    const key = machine.key(name, spot);
    const descriptor = typeof key === 'string' ? describe(target, key, spot) : key;
    machine.call(decorator, [target, name, descriptor], spot);
  }
  return result;
}

/** Decorators of the language: `(value, context)`; what they return for a class or a method takes its place. */
export function esDecorate({ machine, args, spot }: Call): Value {
  const [
    constructor = UNDEFINED,
    descriptorIn = UNDEFINED,
    decorators = UNDEFINED,
    context = UNDEFINED,
    initializers,
    extra,
  ] = args;
  const kind = machine.get(context, 'kind', spot);
  const isClass = kind.kind === 'primitive' && kind.value === 'class';
  const key = machine.key(machine.get(context, 'name', spot), spot);
  const isStatic = machine.get(context, 'static', spot);
  const home =
    isStatic.kind === 'primitive' && isStatic.value ? constructor : machine.get(constructor, 'prototype', spot);
  const bag = constructor.kind === 'class' ? membersOf(home) : undefined;
  let value = isClass
    ? machine.get(descriptorIn, 'value', spot)
    : typeof key === 'string'
      ? (bag?.properties.get(key)?.value ?? UNDEFINED)
      : key;
  const told = new ObjectValue(spot);
  assign(told, [context], machine, spot);
  told.properties.set('addInitializer', {
    value: fn('addInitializer', ({ args: [initializer = UNDEFINED] }) => {
      if (extra?.kind === 'array') extra.elements.push({ value: initializer });
      return UNDEFINED;
    }),
  });
  for (const { value: decorator } of machine.iterate(decorators, spot).elements.toReversed()) {
    const made = machine.call(decorator, [value, told], spot);
    if (made.kind !== 'function' && made.kind !== 'class') continue;
    if (kind.kind === 'primitive' && kind.value === 'field') {
      if (initializers?.kind === 'array') initializers.elements.unshift({ value: made });
    } else value = made;
  }
  if (isClass) machine.set(descriptorIn, 'value', value, spot);
  else if (bag && typeof key === 'string' && bag.properties.has(key))
    bag.properties.set(key, { ...bag.properties.get(key), value });
  return UNDEFINED;
}

export function runInitializers({
  machine,
  args: [self = UNDEFINED, initializers = UNDEFINED, value],
  spot,
}: Call): Value {
  let result = value ?? UNDEFINED;
  for (const { value: initializer } of machine.iterate(initializers, spot).elements)
    result = machine.call(initializer, value ? [result] : [], spot, self);
  return value ? result : UNDEFINED;
}
