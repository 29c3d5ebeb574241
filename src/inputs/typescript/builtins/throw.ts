import { Thrown } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, Primitive, UNDEFINED, type Value } from '../values.ts';

/** What an instance of `Error` keeps. */
export class ErrorData {
  readonly name: string;
  readonly message: Value;
  readonly cause: Value | undefined;

  constructor(name: string, message: Value, cause?: Value) {
    this.name = name;
    this.message = message;
    this.cause = cause;
  }
}

/** Throws in the program what a builtin threw in ours. */
export function throwError(error: unknown, spot: Spot): never {
  // our own signals pass through: only errors of the language are errors of the program
  if (!(error instanceof Error) || error.constructor === Error) throw error;
  if (!/^(?:Type|Range|Reference|Syntax|URI)Error$/.test(error.name)) throw error;
  throw new Thrown(errorValue(error.name, new Primitive(error.message, spot), undefined, spot));
}

export function errorValue(name: string, message: Value, cause: Value | undefined, spot: Spot): HostValue {
  return new HostValue(
    name,
    { get: (key, _machine, self, at) => errorMember(self, key, at) },
    new ErrorData(name, message, cause),
    spot,
  );
}

function errorMember(self: HostValue, key: string, spot: Spot): Value | undefined {
  const data = self.data as ErrorData;
  switch (key) {
    case 'message':
      return data.message;
    case 'name':
      return new Primitive(data.name, spot);
    case 'cause':
      return data.cause ?? UNDEFINED;
    default:
      return undefined;
  }
}
