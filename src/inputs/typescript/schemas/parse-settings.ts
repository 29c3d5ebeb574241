import { assumedOf } from '../builtins/operands.ts';
import { negated } from '../conditions.ts';
import { ObjectValue, Opaque, Primitive, PromiseValue, Unset, type Call, type Value } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { rethrow, type Target } from './call.ts';
import { inside, isObject, typeOf, type Real } from './kinds.ts';
import { markOf, type Family, type SchemaData } from './schema-value.ts';
import { wrap } from './wrap.ts';

/** Whether a value is a setting that nobody gave, or holds some: `process.env`, `{ port: process.env.PORT }`. */
export function isSettings(value: Value | undefined): boolean {
  if (value?.kind === 'primitive') return value.assumed !== undefined;
  if (value?.kind === 'host') return value.label === 'process.env';
  if (value?.kind !== 'object') return false;
  if (value.open instanceof Unset) return true;
  return [...value.properties.values()].some((each) => assumedOf(each.value) !== undefined);
}

/** What a parse of one field costs beside a step of the machine. */
const FIELD = 20;

/**
 * What an object schema of zod makes of settings that nobody gave, field by field: defaults are known, and a field that must
 * be given is not. The program goes on only where it is. `undefined` where the schema is another, or refuses what was given.
 */
export function parseSettings(target: Target, call: Call, given: Arguments): Value | undefined {
  const { owner, name, label, library } = target;
  const { machine, args, spot } = call;
  const schema = owner ?? given.schemas[0];
  const settings = args[owner ? 0 : 1];
  const fields = schema && fieldsOf(schema);
  if (!fields || !settings || settings.kind === 'primitive' || !METHODS.test(name)) return undefined;
  const real: unknown = given.real[owner ? 0 : 1];
  const data = new ObjectValue(spot);
  let missing: string | undefined;
  for (const [key, field] of Object.entries(fields)) {
    machine.step(FIELD);
    const value = machine.get(settings, key, spot);
    const assumed = assumedOf(value);
    let made: Value;
    if (value.kind === 'opaque') made = value;
    else if (!isKnown(schema.family, field)) made = new Opaque(`what \`${label}\` makes of \`${key}\``, spot);
    else {
      const parsed = parseField(field, isObject(real) && Object.hasOwn(real, key) ? real[key] : undefined);
      if (!parsed && assumed === undefined) return undefined;
      missing ??= parsed ? undefined : assumed;
      made = parsed ? assume(wrap(parsed.data, { label, library, spot }), assumed) : demanded(assumed!, spot);
    }
    data.properties.set(key, { value: made });
  }
  const result = /^(?:safe|spa)/.test(name) ? outcome(data, missing) : data;
  return /Async$|^spa$/.test(name) ? new PromiseValue(result, spot) : result;
}

const METHODS = /^(?:(?:safeP|p)arse(?:Async)?|spa)$/;

/** The fields of an object schema; a test of the whole object does not change it. */
function fieldsOf({ family, schema }: SchemaData): Real | undefined {
  if (family !== 'zod3' && family !== 'zod4') return undefined;
  const { typeName, effect, schema: tested } = (isObject(schema) ? schema['_def'] : {}) as Real;
  const isTested = typeName === 'ZodEffects' && isObject(effect) && effect['type'] === 'refinement';
  return inside(family, isTested ? tested : schema, 'output').shape?.();
}

/** Whether no callback of the program takes part; one that is skipped where nothing is given takes none. */
const isKnown = (family: Family, field: unknown): boolean =>
  markOf(field)?.inert !== true || /^(?:Zod)?optional$/i.test(typeOf(family, field));

function parseField(field: unknown, value: unknown): { readonly data: unknown } | undefined {
  try {
    const { success, data } = (field as { safeParse(value: unknown, how: object): Real }).safeParse(value, {
      jitless: true, // zod 4 would compile the schema, which here comes from strangers
    });
    return success === true ? { data } : undefined;
  } catch (error) {
    return rethrow(error);
  }
}

const demanded = (assumed: string, spot: Call['spot']): Opaque =>
  new Opaque(assumed.replace(/ is not (set|given)$/, ', which must be $1'), spot);

/** What `safeParse` gives. */
function outcome(data: ObjectValue, missing: string | undefined): ObjectValue {
  const result = new ObjectValue(data.spot);
  const success = new Primitive(true, data.spot, missing === undefined ? undefined : negated(missing));
  result.properties.set('success', { value: success });
  result.properties.set('data', { value: data });
  return result;
}

/** Marks what a schema made of something that is assumed. */
export function assume(value: Value, assumed: string | undefined): Value {
  if (assumed === undefined) return value;
  if (value.kind === 'primitive') return new Primitive(value.value, value.spot, assumed);
  if (value.kind === 'array')
    value.elements = value.elements.map((each) => ({ ...each, value: assume(each.value, assumed) }));
  if (value.kind === 'object')
    for (const [name, property] of value.properties)
      value.properties.set(name, { ...property, value: assume(property.value, assumed) });
  return value;
}
