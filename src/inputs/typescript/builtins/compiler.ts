import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, type Call, isNullish, ObjectValue, type Opaque, UNDEFINED, type Value } from '../values.ts';
import { callAwaiting } from './awaiter.ts';
import { BUNDLER_HELPERS } from './bundlers.ts';
import { bindMember, exportStar, imported } from './interop.ts';
import { decorate, esDecorate, runInitializers } from './decorators.ts';
import { fn, fns } from './native.ts';
import { assign } from './object-makers.ts';
import { REFLECT } from './reflect.ts';

const same = ({ args: [value = UNDEFINED] }: Call): Value => value;

/** `{ a, ...rest } = source`: the source without the names listed. */
function rest({ machine, args: [source = UNDEFINED, names = UNDEFINED], spot }: Call): Value {
  if (source.kind === 'opaque') return source;
  const made = new ObjectValue(spot);
  assign(made, [source], machine, spot);
  for (const { value } of machine.iterate(names, spot).elements)
    if (value.kind === 'primitive') made.properties.delete(String(value.value));
  return made;
}

function listOf(values: readonly Value[], machine: Machine, spot: Spot): Value {
  const made = new ArrayValue([], spot);
  for (const value of values) {
    const { elements, open } = machine.iterate(value, spot);
    made.elements.push(...elements);
    made.open ??= open as Opaque | undefined;
  }
  return made;
}

function inherit({ machine, args: [child = UNDEFINED, parent = UNDEFINED], spot }: Call): Value {
  const proto = machine.get(child, 'prototype', spot);
  if (proto.kind === 'object') proto.proto = machine.get(parent, 'prototype', spot);
  return assign(child, [parent], machine, spot);
}

export const HELPERS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...BUNDLER_HELPERS,
  ...fns('', {
    __addDisposableResource: ({ args: [, value = UNDEFINED] }) => value,
    __assign: ({ machine, args: [target = UNDEFINED, ...sources], spot }) => assign(target, sources, machine, spot),
    __asyncValues: same,
    __await: same,
    __awaiter({ machine, args: [self = UNDEFINED, args = UNDEFINED, , body = UNDEFINED], spot }) {
      const given = isNullish(args) ? [] : machine.iterate(args, spot).elements.map(({ value }) => value);
      return callAwaiting(body, given, machine, spot, self);
    },
    /** esbuild's. */
    __async: ({ machine, args: [self = UNDEFINED, args = UNDEFINED, body = UNDEFINED], spot }) =>
      callAwaiting(
        body,
        isNullish(args) ? [] : machine.iterate(args, spot).elements.map(({ value }) => value),
        machine,
        spot,
        self,
      ),
    __createBinding({ machine, args: [target = UNDEFINED, module = UNDEFINED, name = UNDEFINED, as = name], spot }) {
      const [from, to] = [
        machine.key(name, spot),
        machine.key(as.kind === 'primitive' && as.value === undefined ? name : as, spot),
      ];
      if (typeof from === 'string' && typeof to === 'string') bindMember(target, module, from, to, machine, spot);
      return UNDEFINED;
    },
    __decorate: decorate,
    __disposeResources: () => UNDEFINED,
    __esDecorate: esDecorate,
    __exportStar: ({ machine, args: [module = UNDEFINED, target = UNDEFINED], spot }) =>
      exportStar(module, target, machine, spot),
    __extends: inherit,
    __importDefault: ({ machine, args: [module = UNDEFINED], spot }) => imported({ machine, args: [module], spot }),
    __importStar: ({ machine, args: [module = UNDEFINED], spot }) => imported({ machine, args: [module], spot }),
    __makeTemplateObject({ args: [cooked = UNDEFINED, raw = UNDEFINED] }) {
      if (cooked.kind === 'array') (cooked.own ??= new ObjectValue()).properties.set('raw', { value: raw });
      return cooked;
    },
    __metadata: (call) =>
      call.machine.call(REFLECT.traits.get!('metadata', call.machine, REFLECT, call.spot)!, call.args, call.spot),
    __param: ({ args: [index = UNDEFINED, decorator = UNDEFINED] }) =>
      fn('a decorator', ({ machine, args: [target = UNDEFINED, name = UNDEFINED], spot }) =>
        machine.call(decorator, [target, name, index], spot),
      ),
    __propKey: same,
    __read: ({ machine, args: [from = UNDEFINED], spot }) => listOf([from], machine, spot),
    __rest: rest,
    __objRest: rest,
    __runInitializers: runInitializers,
    __setFunctionName: same,
    __setModuleDefault({ machine, args: [target = UNDEFINED, value = UNDEFINED], spot }) {
      machine.set(target, 'default', value, spot);
      return UNDEFINED;
    },
    __spread: ({ machine, args, spot }) => listOf(args, machine, spot),
    __spreadArray: ({ machine, args: [to = UNDEFINED, from = UNDEFINED], spot }) => listOf([to, from], machine, spot),
    __spreadArrays: ({ machine, args, spot }) => listOf(args, machine, spot),
  }),
]);

/** What a function that compilers write into their output does; the machine then need not read it. */
export const compilerHelper = (name: string): Value | undefined => HELPERS.get(name);
