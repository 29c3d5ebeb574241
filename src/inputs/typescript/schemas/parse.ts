import { assumedOf } from '../builtins/operands.ts';
import { Opaque, PromiseValue, type Call, type Value } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { rethrow, type Target } from './call.ts';
import { isObject } from './kinds.ts';
import { assume, isSettings, parseSettings } from './parse-settings.ts';
import { Stopped } from './reals.ts';
import { thrownBy, wrap } from './wrap.ts';

/** What a schema makes of a value: known where nothing of the program takes part in it. */
export function parse(target: Target, call: Call, given: Arguments): Value {
  const { args, spot } = call;
  const { real, self, label, library, owner } = target;
  // zod 4 would compile the schema, which here comes from strangers
  if (library === 'zod/v4' || library === 'zod/mini') given.real[owner ? 1 : 2] = { jitless: true };
  const isAssumed = args.some(isSettings);
  const known = isAssumed ? parseSettings(target, call, given) : undefined;
  if (known) return known;
  const opaque = new Opaque(given.unread ?? `what \`${label}\` gives`, spot);
  if (given.inert || given.unread !== undefined) return opaque;
  try {
    const result = Reflect.apply(real, self, given.real);
    if (result instanceof Promise) {
      result.catch(() => undefined);
      return new PromiseValue(opaque, spot);
    }
    if (!isAssumed) return wrap(result, { label, library, spot });
    // that a variable is missing is what we assume, and no reason to stop
    const isRefused = isObject(result) && (result['success'] === false || 'issues' in result);
    return isRefused ? opaque : assume(wrap(result, { label, library, spot }), assumedOf(...args) ?? UNSET);
  } catch (error) {
    const isUnknown = isAssumed || error instanceof Stopped;
    return rethrow(error) ?? new Opaque(isUnknown ? opaque.reason : thrownBy(label, error), spot);
  }
}

const UNSET = 'no variable of the environment is set';
