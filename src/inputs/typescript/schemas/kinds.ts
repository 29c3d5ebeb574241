import type { Family, Io } from './schema-value.ts';

/** A real object of a schema library; what we read of it is checked where it is read. */
export type Real = Record<string, unknown>;

const TYPEBOX_KIND = Symbol.for('TypeBox.Kind');

export const isObject = (value: unknown): value is Real => typeof value === 'object' && value !== null;

/** What zod 4 keeps of a schema: its definition, and the schema it was copied from. */
export const zod4Of = (schema: unknown): { readonly def: Real; readonly parent?: unknown } =>
  (schema as Real)['_zod'] as { def: Real };

/** Which family a real object is a schema of, or a check, action or modifier that goes into one. */
export function familyOf(value: unknown): Family | undefined {
  if (typeof value === 'function')
    return (value as unknown as Real)[' arkKind'] === 'root' || 'toJsonSchema' in value ? 'arktype' : undefined;
  if (!isObject(value)) return undefined;
  const zod4 = value['_zod'];
  if (isObject(zod4) && isObject(zod4['def']) && !Array.isArray(zod4['def'])) return 'zod4';
  const zod3 = value['_def'];
  if (isObject(zod3) && typeof zod3['typeName'] === 'string') return 'zod3';
  if (TYPEBOX_KIND in value || '~kind' in value) return 'typebox';
  return typeof value['kind'] === 'string' && typeof value['reference'] === 'function' ? 'valibot' : undefined;
}

/** What a schema is in the words of its library: `string` and `ZodString`, `object`, `Object`. */
export function typeOf(family: Family, schema: unknown): string {
  if (!isObject(schema)) return '';
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  switch (family) {
    case 'zod4': {
      const { def } = zod4Of(schema);
      return text(def['type']) || text(def['check']);
    }
    case 'zod3':
      return text((schema['_def'] as Real)['typeName']);
    case 'typebox':
      return text((schema as Record<symbol, unknown>)[TYPEBOX_KIND] ?? schema['~kind']);
    default:
      return text(schema['type']);
  }
}

/** The parts of one level of a schema, in the places where JSON Schema has them. */
export interface Inside {
  /** What this level wraps without a level of its own in JSON Schema: `optional`, `default`, `refine`, a check. */
  readonly through: readonly unknown[];
  readonly properties?: (key: string) => unknown;
  /** All of them. */
  readonly shape?: () => Real;
  readonly items?: unknown;
  readonly tuple?: readonly unknown[];
  readonly rest?: unknown;
  /** Of `anyOf` and `oneOf`. */
  readonly options?: readonly unknown[];
  readonly both?: readonly unknown[];
  readonly values?: unknown;
  readonly names?: unknown;
}

const NOTHING: Inside = { through: [] };
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Asked for late: looking at a shape may call getters of the program. */
const fields = (of: () => unknown): Pick<Inside, 'properties' | 'shape'> => ({
  properties(key) {
    const shape = of();
    return isObject(shape) && Object.hasOwn(shape, key) ? shape[key] : undefined;
  },
  shape: () => (of() ?? {}) as Real,
});

/** What is inside a schema. May call getters of the library that call back into the program. */
export function inside(family: Family, schema: unknown, io: Io): Inside {
  if (!isObject(schema) || familyOf(schema) !== family) return NOTHING;
  if (family === 'zod4') return insideZod4(zod4Of(schema).def, schema, io);
  if (family === 'zod3') return insideZod3(schema['_def'] as Real, io);
  return family === 'valibot' ? insideValibot(schema) : NOTHING;
}

function insideZod4(def: Real, schema: Real, io: Io): Inside {
  const checks = list(def['checks']);
  switch (def['type']) {
    case 'object':
      return { through: checks, ...fields(() => def['shape']), values: def['catchall'] };
    case 'array':
      return { through: checks, items: def['element'] };
    case 'set':
      return { through: checks, items: def['valueType'] };
    case 'record':
    case 'map':
      return { through: checks, values: def['valueType'], names: def['keyType'] };
    case 'tuple':
      return { through: checks, tuple: list(def['items']), rest: def['rest'] };
    case 'union':
      return { through: checks, options: list(def['options']) };
    case 'nullable':
      return { through: [def['innerType'], ...checks], options: [def['innerType']] };
    case 'intersection':
      return intersection('zod4', def, io);
    case 'pipe':
      return { through: [io === 'input' && typeOf('zod4', def['in']) !== 'transform' ? def['in'] : def['out']] };
    case 'lazy':
      return { through: [(schema['_zod'] as Real)['innerType']] };
    default:
      return { through: def['innerType'] === undefined ? checks : [def['innerType'], ...checks] };
  }
}

function insideZod3(def: Real, io: Io): Inside {
  switch (def['typeName']) {
    case 'ZodObject':
      return { through: [], ...fields(def['shape'] as () => unknown), values: def['catchall'] };
    case 'ZodArray':
      return { through: [], items: def['type'] };
    case 'ZodSet':
      return { through: [], items: def['valueType'] };
    case 'ZodRecord':
    case 'ZodMap':
      return { through: [], values: def['valueType'], names: def['keyType'] };
    case 'ZodTuple':
      return { through: [], tuple: list(def['items']), rest: def['rest'] };
    case 'ZodUnion':
    case 'ZodDiscriminatedUnion':
      return { through: [], options: list(def['options']) };
    case 'ZodNullable':
      return { through: [def['innerType']], options: [def['innerType']] };
    case 'ZodIntersection':
      return intersection('zod3', def, io);
    case 'ZodPipeline':
      return { through: [io === 'input' ? def['in'] : def['out']], both: [def['in'], def['out']] };
    case 'ZodLazy':
      return { through: [(def['getter'] as () => unknown)()] };
    default:
      return { through: [def['innerType'] ?? def['schema'] ?? def['type']] };
  }
}

/** Both sides; nested ones are flat in JSON Schema, and zod 4 folds objects into one. */
function intersection(family: 'zod3' | 'zod4', def: Real, io: Io): Inside {
  const sides = [def['left'], def['right']].flatMap((side) => {
    const within = inside(family, side, io);
    return within.both && typeOf(family, side).toLowerCase().includes('intersection') ? within.both : [side];
  });
  const property = (key: string): unknown => {
    for (const side of sides) {
      const found = inside(family, side, io).properties?.(key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { through: [], both: sides, properties: property };
}

function insideValibot(schema: Real): Inside {
  const [first, ...actions] = list(schema['pipe']);
  const through = [...(first === undefined || first === schema ? [] : [first]), ...actions];
  switch (schema['type']) {
    case 'object':
    case 'strict_object':
    case 'loose_object':
    case 'object_with_rest':
      return { through, ...fields(() => schema['entries']), values: schema['rest'] };
    case 'array':
    case 'set':
      return { through, items: schema['item'] ?? schema['value'] };
    case 'record':
    case 'map':
      return { through, values: schema['value'], names: schema['key'] };
    case 'tuple':
    case 'strict_tuple':
    case 'loose_tuple':
    case 'tuple_with_rest':
      return { through, tuple: list(schema['items']), rest: schema['rest'] };
    case 'union':
    case 'variant':
      return { through, options: list(schema['options']) };
    case 'intersect':
      return { through, both: list(schema['options']) };
    case 'nullable':
    case 'nullish':
      return { through: [schema['wrapped'], ...through], options: [schema['wrapped']] };
    default:
      return { through: schema['wrapped'] === undefined ? through : [schema['wrapped'], ...through] };
  }
}
