import type { Call, HostValue, Value } from '../values.ts';
import { Opaque, Primitive, UNDEFINED } from '../values.ts';
import { toText } from './coerce.ts';
import { fn, namespace } from './native.ts';
import { ErrorData, errorValue } from './throw.ts';

const NAMES = [
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
];

const dataOf = (value: Value): ErrorData | undefined => {
  const host = value.kind === 'object' ? value.base : value;
  return host?.kind === 'host' && host.data instanceof ErrorData ? host.data : undefined;
};

const kind = (name: string): HostValue => {
  const make = ({ machine, args, spot }: Call): Value => {
    const [message, options] = name === 'AggregateError' ? args.slice(1) : args;
    const text = message
      ? message.kind === 'primitive' && message.value === undefined
        ? new Primitive('', spot)
        : toText(message, machine, spot)
      : new Primitive('', spot);
    return errorValue(
      name,
      text,
      options && options.kind !== 'primitive' ? machine.get(options, 'cause', spot) : undefined,
      spot,
    );
  };
  return namespace(
    name,
    new Map<string, Value>([
      ['captureStackTrace', fn('Error.captureStackTrace', () => UNDEFINED)],
      ['prototype', namespace(`${name}.prototype`, new Map([['toString', TO_STRING]]))],
    ]),
    {
      call: make,
      construct: make,
      instance(value) {
        if (value.kind === 'opaque' || value.kind === 'choice') return undefined;
        const data = dataOf(value);
        return data !== undefined && (name === 'Error' || data.name === name);
      },
    },
  );
};

const TO_STRING = fn('Error.prototype.toString', ({ machine, self = UNDEFINED, spot }) => {
  const [name, message] = [
    toText(machine.get(self, 'name', spot), machine, spot),
    toText(machine.get(self, 'message', spot), machine, spot),
  ];
  if (name.kind === 'opaque') return name;
  if (message.kind === 'opaque') return message;
  return new Primitive(
    message.value === '' ? name.value : `${name.value}: ${message.value}`,
    spot,
    name.assumed ?? message.assumed,
  );
});

export const ERRORS: readonly (readonly [string, HostValue])[] = NAMES.map((name) => [name, kind(name)] as const);

/** A member of an error that its data does not give. */
export const errorMember = (target: HostValue, key: string): Value | undefined => {
  if (!(target.data instanceof ErrorData)) return undefined;
  if (key === 'toString') return TO_STRING;
  return key === 'stack' ? new Opaque('where an error came from', target.spot) : UNDEFINED;
};
