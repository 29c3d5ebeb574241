import { zodInBundle } from '../schemas/bundled-zod.ts';
import { type Call, HostValue, ObjectValue, Primitive, UNDEFINED, type Value } from '../values.ts';
import { bindMember, exportGetters, exportStar, imported, toCommon } from './interop.ts';
import { define, membersOf } from './object-members.ts';
import { assign } from './object-makers.ts';
import { fn, fns } from './native.ts';

/** The function of `{ "src/x.js"() { … } }`, or the function itself. */
const bodyOf = (module: Value): Value =>
  module.kind === 'object' ? ([...module.properties.values()][0]?.value ?? UNDEFINED) : module;

/**
 * A module in a bundle, run when it is first asked for, as if no test stood around it: like a file, it runs once whoever
 * asks.
 */
function once(call: Call, run: (body: Value, call: Call) => Value, label = 'a module in a bundle'): Value {
  const body = bodyOf(call.args[0] ?? UNDEFINED);
  let result: Value | undefined;
  return new HostValue(label, {
    call(inner) {
      if (result) return result;
      result = UNDEFINED; // a module that asks for itself gets what it has made so far
      const { flow, work } = inner.machine;
      flow.outside(() => work.asModule(() => (result = run(body, inner))));
      return result;
    },
  });
}

/** What sets the top-level variables of a module in a bundle, once something asks for it. */
export const LAZY_MODULE = 'a module in a bundle that is run when it is asked for';

const lazy = (call: Call): Value => once(call, (body, { machine, spot }) => machine.call(body, [], spot), LAZY_MODULE);

/** `(exports, module) => { … }`: what it leaves in `module.exports`. */
function common(call: Call): Value {
  const module = new ObjectValue(call.spot);
  module.properties.set('exports', { value: new ObjectValue(call.spot) });
  const exported = (): Value => module.properties.get('exports')?.value ?? UNDEFINED;
  let started = false;
  const runner = once(call, (body, { machine, spot }) => machine.call(body, [exported(), module], spot)) as HostValue;
  return new HostValue('a module in a bundle', {
    call(inner) {
      if (!started) {
        started = true;
        runner.traits.call!(inner);
      }
      return exported();
    },
  });
}

function exportAll({ machine, args: [first = UNDEFINED, second], spot }: Call): Value {
  // esbuild: (target, getters); rolldown: (getters, symbols), which makes the target
  const isGiven = second?.kind === 'object' || (second === undefined && first.kind !== 'object');
  const [target, getters] = isGiven ? [first, second ?? UNDEFINED] : [new ObjectValue(spot), first];
  const exported = exportGetters(target, getters, machine, spot);
  const members = membersOf(target);
  const zod = members && zodInBundle(new Set(members.properties.keys()), machine, spot);
  if (!zod) return exported;
  for (const [name, { key }] of members.properties) {
    const value = machine.get(zod, name, spot);
    if (value.kind === 'host') members.properties.set(name, { value, key });
  }
  return exported;
}

/** Functions that esbuild, tsup, rolldown and tsdown put into what they make. */
export const BUNDLER_HELPERS: readonly [string, Value][] = fns('', {
  __commonJS: common,
  __commonJSMin: common,
  __esm: lazy,
  __esmMin: lazy,
  __export: exportAll,
  __exportAll: exportAll,
  __copyProps({ machine, args: [target = UNDEFINED, module = UNDEFINED, except], spot }) {
    const left = except?.kind === 'primitive' ? except.value : undefined;
    if (left === undefined) return exportStar(module, target, machine, spot);
    for (const { name } of machine.entries(module, spot).entries)
      if (name !== left) bindMember(target, module, name, name, machine, spot);
    return target;
  },
  __name: ({ args: [value = UNDEFINED] }) => value,
  __publicField({ machine, args: [target = UNDEFINED, name = UNDEFINED, value = UNDEFINED], spot }) {
    const key = machine.key(name, spot);
    if (typeof key === 'string') machine.set(target, key, value, name.spot ?? spot);
    return value;
  },
  __reExport({ machine, args: [target = UNDEFINED, module = UNDEFINED, second], spot }) {
    exportStar(module, target, machine, spot);
    if (second && second.kind !== 'primitive') exportStar(module, second, machine, spot);
    return target;
  },
  __require: ({ machine, args: [name = UNDEFINED], spot }) =>
    name.kind === 'primitive' ? machine.require(String(name.value), spot) : name,
  __spreadProps: ({ machine, args: [target = UNDEFINED, ...sources], spot }) => assign(target, sources, machine, spot),
  __spreadValues: ({ machine, args: [target = UNDEFINED, ...sources], spot }) => assign(target, sources, machine, spot),
  __toCommonJS: ({ machine, args: [module = UNDEFINED], spot }) => toCommon(module, machine, spot),
  __toESM: imported,
  /** `kind` 1 is a method, above it fields and accessors; a class has no name. */
  __decorateClass({ machine, args: [decorators = UNDEFINED, target = UNDEFINED, name, kind], spot }) {
    let result = target;
    for (const { value: decorator } of machine.iterate(decorators, spot).elements.toReversed()) {
      const isClass =
        name === undefined ||
        (kind?.kind === 'primitive' && kind.value === 0 && name.kind === 'primitive' && name.value === undefined);
      const made = machine.call(decorator, isClass ? [result] : [target, name!], spot);
      if (isClass && made.kind !== 'primitive' && made.kind !== 'opaque') result = made;
    }
    return result;
  },
  __decorateParam: ({ args: [index = UNDEFINED, decorator = UNDEFINED] }) =>
    fn('a decorator', ({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) =>
      machine.call(decorator, [target, name, index], spot),
    ),
  __defNormalProp({ machine, args: [target = UNDEFINED, name = UNDEFINED, value = UNDEFINED], spot }) {
    const key = machine.key(name, spot);
    const descriptor = new ObjectValue(spot);
    descriptor.properties.set('value', { value });
    descriptor.properties.set('enumerable', { value: new Primitive(true, spot) });
    if (typeof key === 'string') define(target, key, descriptor, machine, spot, name.spot);
    return target;
  },
});
