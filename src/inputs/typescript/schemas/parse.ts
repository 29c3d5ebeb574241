import { Opaque, Primitive, PromiseValue, type Call, type Value } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { rethrow, type Target } from './call.ts';
import { inside, isObject } from './kinds.ts';
import type { SchemaData } from './schema-value.ts';
import { thrownBy, wrap } from './wrap.ts';

/** What a schema makes of a value: known where nothing of the program takes part in it. */
export function parse(target: Target, { args, spot }: Call, given: Arguments): Value {
  const { real, self, label, library, owner } = target;
  // zod 4 would compile the schema, which here comes from strangers
  if (library === 'zod/v4' || library === 'zod/mini') given.real[owner ? 1 : 2] = { jitless: true };
  const opaque = new Opaque(given.unread ?? `what \`${label}\` gives`, spot);
  if (given.inert || given.unread !== undefined) return opaque;
  const isEnvironment = args.some((value) => value.kind === 'host' && value.label === 'process.env');
  try {
    const result = Reflect.apply(real, self, given.real);
    if (result instanceof Promise) {
      result.catch(() => undefined);
      return new PromiseValue(opaque, spot);
    }
    if (!isEnvironment) return wrap(result, { label, library, spot });
    // that a variable is missing is what we assume, and no reason to stop
    const isRefused = isObject(result) && (result['success'] === false || 'issues' in result);
    return isRefused ? opaque : assume(wrap(result, { label, library, spot }), given.schemas[0] ?? owner);
  } catch (error) {
    return rethrow(error) ?? new Opaque(isEnvironment ? opaque.reason : thrownBy(label, error), spot);
  }
}

const UNSET = '`process.env` sets nothing';

/** Marks what a schema made of variables nobody set, and of those it leaves out. */
function assume(value: Value, schema?: SchemaData): Value {
  if (value.kind === 'primitive') return new Primitive(value.value, value.spot, UNSET);
  if (value.kind === 'array') value.elements = value.elements.map((each) => ({ ...each, value: assume(each.value) }));
  if (value.kind !== 'object') return value;
  for (const [name, property] of value.properties)
    value.properties.set(name, { ...property, value: assume(property.value, name === 'data' ? schema : undefined) });
  const shape =
    schema && !value.properties.has('success') ? inside(schema.family, schema.schema, 'output').shape?.() : {};
  for (const name of Object.keys(shape ?? {}))
    if (!value.properties.has(name)) value.properties.set(name, { value: new Primitive(undefined, value.spot, UNSET) });
  return value;
}
