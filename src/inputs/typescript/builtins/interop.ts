import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { type Call, HostValue, isNullish, ObjectValue, Primitive, UNDEFINED, type Value } from '../values.ts';
import { assign } from './object-makers.ts';
import { membersOf } from './object-members.ts';

/** Whether a module says that its `default` is a member of it. Modelled modules say so by having one. */
function isEsModule(module: Value, machine: Machine, spot: Spot): boolean {
  if (module.kind === 'opaque') return true;
  if (module.kind === 'host') {
    const value = module.own.properties.get('default')?.value ?? module.traits.get?.('default', machine, module, spot);
    return !isNullish(value);
  }
  if (module.kind !== 'object') return false;
  const flag = machine.get(module, '__esModule', spot);
  return flag.kind !== 'primitive' || Boolean(flag.value);
}

/** A namespace whose `default` is the module itself. */
const namespaceOf = (module: Value, machine: Machine, spot: Spot): HostValue =>
  new HostValue(
    'module',
    {
      get(key, m, _self, at) {
        if (key === 'default') return module;
        return key === '__esModule' ? new Primitive(true, at) : m.get(module, key, at);
      },
      keys: () => [
        ...machine
          .entries(module, spot)
          .entries.map(({ name }) => name)
          .filter((name) => name !== 'default'),
        'default',
      ],
    },
    undefined,
    spot,
  );

/** What `import x from` and `import * as x from` see of a CommonJS module, as compilers emulate it. */
export function imported({ machine, args: [module = UNDEFINED, nodeMode], spot }: Call): Value {
  if (module.kind === 'opaque') return module;
  // with Node's own rules the default import of a CommonJS module is `module.exports`, whatever that says
  const isNode = nodeMode?.kind === 'primitive' && Boolean(nodeMode.value) && module.kind !== 'host';
  return !isNode && isEsModule(module, machine, spot) ? module : namespaceOf(module, machine, spot);
}

/** Passes one member of a module on, with its getter. */
export function bindMember(target: Value, module: Value, name: string, as: string, machine: Machine, spot: Spot): void {
  const members = membersOf(target);
  if (!members) return;
  machine.touch(members);
  const property = module.kind === 'object' ? module.properties.get(name) : undefined;
  members.properties.set(as, property ?? { value: machine.get(module, name, spot), key: spot });
}

/** `export * from`: every member but `default` that the target does not have. */
export function exportStar(module: Value, target: Value, machine: Machine, spot: Spot): Value {
  const members = membersOf(target);
  if (!members) return target;
  if (module.kind === 'opaque') {
    machine.touch(members);
    members.open ??= module;
    return target;
  }
  const names =
    module.kind === 'object'
      ? [...module.properties.keys()]
      : machine.entries(module, spot).entries.map(({ name }) => name);
  for (const name of names)
    if (name !== 'default' && name !== '__esModule' && !members.properties.has(name))
      bindMember(target, module, name, name, machine, spot);
  if (module.kind === 'object') members.open ??= module.open;
  return target;
}

/** An object with the members that functions give: `{ name: () => value }`, as bundlers write a namespace. */
export function exportGetters(target: Value, getters: Value, machine: Machine, spot: Spot): Value {
  const members = membersOf(target);
  if (!members || getters.kind !== 'object') return target;
  machine.touch(members);
  for (const [name, { value, key }] of getters.properties)
    members.properties.set(
      name,
      value.kind === 'function' ? { value: UNDEFINED, get: value, key } : { value: machine.call(value, [], spot), key },
    );
  return target;
}

/** A CommonJS module made of a namespace. */
export function toCommon(module: Value, machine: Machine, spot: Spot): Value {
  if (module.kind === 'opaque') return module;
  const made = new ObjectValue(spot);
  made.properties.set('__esModule', { value: new Primitive(true, spot), hidden: true });
  if (module.kind === 'object') for (const [name, property] of module.properties) made.properties.set(name, property);
  else assign(made, [module], machine, spot);
  return made;
}
