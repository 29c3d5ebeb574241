import type { HostValue, Value } from '../values.ts';
import { ARRAY } from './array-statics.ts';
import { COLLECTIONS } from './collections.ts';
import { ERRORS } from './errors.ts';
import { FUNCTION } from './functions.ts';
import { BIGINT, BOOLEAN, NUMBER } from './numbers.ts';
import { OBJECT } from './objects.ts';
import { PROMISE } from './promises.ts';
import { STRING } from './strings.ts';
import { ErrorData } from './throw.ts';

const BY_LABEL = new Map<string, HostValue>([...COLLECTIONS, ...ERRORS]);

/** `value.constructor`, where a program looks for the kind of a value. */
export function constructorOf(target: Value): Value | undefined {
  switch (target.kind) {
    case 'array':
      return ARRAY;
    case 'object':
      return target.of ?? OBJECT;
    case 'function':
    case 'class':
      return FUNCTION;
    case 'promise':
      return PROMISE;
    case 'host':
      return target.data instanceof ErrorData || !target.traits.call ? BY_LABEL.get(target.label) : FUNCTION;
    case 'primitive':
      return { string: STRING, number: NUMBER, boolean: BOOLEAN, bigint: BIGINT }[typeof target.value as 'string'];
    default:
      return undefined;
  }
}
