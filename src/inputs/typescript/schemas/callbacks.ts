import { Exited, Thrown } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { Opaque, UNDEFINED, type Call, type Value } from '../values.ts';
import type { Target } from './call.ts';
import { isObject } from './kinds.ts';
import { SchemaData } from './schema-value.ts';
import { toJson } from './to-json.ts';
import { wrap } from './wrap.ts';

/** Functions of the program that a schema library is handed: what the library calls instead. */
export class Callbacks {
  readonly #target: Target;
  readonly #call: Call;

  constructor(target: Target, call: Call) {
    this.#target = target;
    this.#call = call;
  }

  /** What a function gives; opaque when it throws. */
  run(callee: Value, args: readonly Value[]): Value {
    const { machine, spot } = this.#call;
    try {
      return machine.call(callee, args, spot);
    } catch (error) {
      if (error instanceof Thrown || error instanceof Exited || error instanceof RangeError)
        return new Opaque(`what \`${this.#target.label}\` is given throws`, spot);
      throw error;
    }
  }

  /**
   * A transform that keeps what it gets, or a test that is passed. Of `undefined` the function is asked: zod 3 finds out
   * whether a field is optional by parsing that, and nothing else is parsed where a callback takes part.
   */
  inert(callee: Value, isTest: boolean): (value: unknown, context: unknown) => unknown {
    const { label, library } = this.#target;
    const { machine, spot } = this.#call;
    return (value, context) => {
      if (value !== undefined) return isTest || value;
      const result = this.run(callee, [UNDEFINED, wrap(context, { label, library, spot })]);
      if (result.kind === 'primitive') return result.value;
      if (result.kind === 'opaque') return isTest || undefined;
      return result.kind === 'array' || result.kind === 'object' ? toJson(result, machine).json : true;
    };
  }

  /** `z.lazy(() => Schema)`: asked when somebody looks, so that a schema may refer to itself. */
  getter(callee: Value, standIn: (reason: string, spot: Spot) => unknown): (...args: unknown[]) => unknown {
    const { label, library } = this.#target;
    const { spot } = this.#call;
    let known: unknown;
    return (...args) => {
      if (known !== undefined) return known;
      const given = args.filter(isObject).map((each) => wrap(each, { label, library, spot }));
      const value = this.run(callee, given);
      if (value.kind === 'host' && value.data instanceof SchemaData) return (known = value.data.schema);
      const reason = value.kind === 'opaque' ? value.reason : `what \`${label}\` is given`;
      return standIn(reason, value.spot ?? spot);
    };
  }
}
