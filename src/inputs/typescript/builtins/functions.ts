import type { Spot } from '../syntax.ts';
import {
  type ClassValue,
  FunctionValue,
  HostValue,
  Opaque,
  Primitive,
  type Traits,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { toText } from './coerce.ts';
import { fn, fns, namespace } from './native.ts';

type Callable = FunctionValue | ClassValue | HostValue;

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('Function.prototype.', {
    apply({ machine, self = UNDEFINED, args: [target = UNDEFINED, list = UNDEFINED], spot }) {
      const { elements, open } = machine.iterate(list, spot);
      const args = elements.map(({ value }) => value);
      return machine.call(self, open ? [...args, open] : args, spot, target);
    },
    bind: ({ self = UNDEFINED, args: [target = UNDEFINED, ...first], spot }) => bind(self, target, first, spot),
    call: ({ machine, self = UNDEFINED, args: [target = UNDEFINED, ...args], spot }) =>
      machine.call(self, args, spot, target),
  }),
);

function bind(callee: Value, target: Value, first: readonly Value[], spot: Spot): Value {
  if (callee.kind === 'opaque') return callee;
  if (callee.kind === 'function' && first.length === 0)
    return new FunctionValue(callee.node, callee.spot, callee.scope, callee.home, callee.bound ?? target);
  const traits: Traits = {
    call: ({ machine, args, spot: at }) => machine.call(callee, [...first, ...args], at, target),
    construct: ({ machine, args, spot: at }) => machine.construct(callee, [...first, ...args], at),
  };
  return new HostValue('a bound function', traits, undefined, spot);
}

/** A member every function has. */
export function functionMember(target: Callable, key: string, spot: Spot): Value | undefined {
  switch (key) {
    case 'name':
      return nameOf(target, spot);
    case 'length':
      return target.kind === 'function' ? arity(target, spot) : new Opaque('how many parameters a function has', spot);
    case 'toString':
      return TO_STRING;
    default:
      return METHODS.get(key);
  }
}

const TO_STRING = fn('Function.prototype.toString', ({ machine, self = UNDEFINED, spot }) =>
  self.kind === 'host' ? new Opaque(`the source of ${self.label}`, spot) : toText(self, machine, spot),
);

/** Parameters before the first that may be left out. */
function arity({ node: { parameters } }: FunctionValue, spot: Spot): Value {
  const optional = parameters.findIndex(({ initializer, dotDotDotToken }) => initializer ?? dotDotDotToken);
  return new Primitive(optional < 0 ? parameters.length : optional, spot);
}

function nameOf(target: Callable, spot: Spot): Value {
  if (target.kind === 'class') return new Primitive(target.name, target.spot);
  if (target.kind === 'host') return new Primitive(target.label.slice(target.label.lastIndexOf('.') + 1), spot);
  const { name } = target.node;
  return name && 'text' in name ? new Primitive(name.text, target.spot) : new Opaque('the name of a function', spot);
}

export const FUNCTION: HostValue = namespace(
  'Function',
  new Map<string, Value>([['prototype', namespace('Function.prototype', METHODS)]]),
  {
    call: ({ spot }) => new Opaque('code made of a text', spot),
    construct: ({ spot }) => new Opaque('code made of a text', spot),
    instance: ({ kind }) =>
      kind === 'opaque' || kind === 'choice' || kind === 'host' ? undefined : kind === 'function' || kind === 'class',
  },
);
