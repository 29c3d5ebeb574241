import type { Machine } from '../machine/machine.ts';
import { SchemaData } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import type { Traced } from '../trail.ts';
import type { Value } from '../values.ts';
import { converted, type Conversion } from './conversions.ts';
import { Assembly, member } from './parts.ts';

/** What we read of a schema of zod 3. */
interface Zod3 {
  readonly _def: {
    readonly typeName: string;
    readonly description?: string;
    readonly innerType?: Zod3;
    readonly type?: Zod3;
    readonly value?: unknown;
    readonly values?: readonly string[];
    readonly checks?: readonly { kind: string; value?: number; inclusive?: boolean; regex?: RegExp }[];
    defaultValue?(): unknown;
  };
  readonly shape?: Readonly<Record<string, Zod3>>;
}

interface Field {
  readonly json: Record<string, unknown>;
  readonly isOptional: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  ZodNumber: 'number',
  ZodBoolean: 'boolean',
  ZodArray: 'array',
  ZodObject: 'object',
  ZodNull: 'null',
  ZodUndefined: 'undefined',
};

function typeOf({ _def }: Zod3): string {
  if (_def.typeName !== 'ZodLiteral') return TYPES[_def.typeName] ?? 'string';
  const type = typeof _def.value;
  return type === 'number' || type === 'boolean' ? type : 'string';
}

/** The converter of mcp-framework: it knows the plain types and calls everything else a string. */
function fieldOf(given: Zod3, depth = 0): Field {
  let schema = given;
  let isOptional = false;
  let fallback: unknown;
  let description = schema['_def'].description;
  for (let layers = 0; layers < 60; layers++) {
    const { typeName, innerType } = schema['_def'];
    if (!innerType || !['ZodOptional', 'ZodNullable', 'ZodDefault'].includes(typeName)) break;
    if (typeName === 'ZodDefault') fallback = schema['_def'].defaultValue?.();
    else isOptional = true;
    schema = innerType;
    description ||= schema['_def'].description;
  }
  const json: Record<string, unknown> = { type: typeOf(schema) };
  if (description) json['description'] = description;
  if (fallback !== undefined) json['default'] = fallback;
  inside(schema, json, depth);
  checks(schema, json);
  return { json, isOptional };
}

function inside(schema: Zod3, json: Record<string, unknown>, depth: number): void {
  const { typeName, values, type } = schema['_def'];
  if (depth > 60) return;
  if (typeName === 'ZodEnum') json['enum'] = values;
  if (typeName === 'ZodArray' && type) json['items'] = fieldOf(type, depth + 1).json;
  if (typeName !== 'ZodObject') return;
  const { properties, required } = fieldsOf(schema, depth + 1);
  json['properties'] = properties;
  if (required.length > 0) json['required'] = required;
}

function fieldsOf({ shape = {} }: Zod3, depth = 0): { properties: Record<string, unknown>; required: string[] } {
  const fields = Object.entries(shape).map(([name, field]) => [name, fieldOf(field, depth)] as const);
  return {
    properties: Object.fromEntries(fields.map(([name, { json }]) => [name, json])),
    required: fields.flatMap(([name, { isOptional }]) => (isOptional ? [] : [name])),
  };
}

const FORMATS: Readonly<Record<string, string>> = { email: 'email', url: 'uri', uuid: 'uuid' };

function checks({ _def }: Zod3, json: Record<string, unknown>): void {
  const isNumber = _def.typeName === 'ZodNumber';
  if (!isNumber && _def.typeName !== 'ZodString') return;
  for (const { kind, value, inclusive, regex } of _def.checks ?? []) {
    const size = isNumber ? { min: 'minimum', max: 'maximum' }[kind] : { min: 'minLength', max: 'maxLength' }[kind];
    if (size) json[size] = value;
    if (size && isNumber && inclusive === false) json[kind === 'min' ? 'exclusiveMinimum' : 'exclusiveMaximum'] = true;
    if (isNumber && kind === 'int') json['type'] = 'integer';
    if (!isNumber && kind === 'regex') json['pattern'] = regex?.source;
    if (!isNumber && FORMATS[kind]) json['format'] = FORMATS[kind];
  }
  // `positive()` is published as at least 1
  const positive = _def.checks?.some((each) => each.kind === 'min' && each.value === 0 && each.inclusive === false);
  if (isNumber && positive) json['minimum'] = 1;
}

const objectSchema = (isOutput: boolean): Conversion => ({
  io: 'input',
  convert({ schema }: SchemaData) {
    const { properties, required } = fieldsOf(schema as Zod3);
    return { type: 'object', properties, ...((!isOutput || required.length > 0) && { required }) };
  },
});

/** `outputSchema` of a tool class. */
export const outputSchema = (value: Value, machine: Machine): Traced => converted(value, objectSchema(true), machine);

/** `schema` of a tool class: `z.object({ … })`, or a record of `{ type, description }`. */
export function toolSchema(value: Value, machine: Machine, spot: Spot): Traced {
  if (value.kind !== 'object') return converted(value, objectSchema(false), machine);
  const properties = new Assembly();
  const required: string[] = [];
  const { entries, open } = machine.entries(value, spot);
  for (const { name, value: field, key } of entries) {
    const type = machine.get(field, 'type', spot);
    const zod = type.kind === 'host' && type.data instanceof SchemaData ? (type.data.schema as Zod3) : undefined;
    const assembly = new Assembly();
    if (zod) assembly.add('type', { json: plainType(zod), trail: { spot: type.spot } });
    assembly.value('description', member(field, 'description', machine, spot), machine);
    const { json, trail } = assembly.done(field.spot);
    properties.add(name, { json, trail: zod ? trail : { ...trail, opaque: 'its type' } }, key);
    if (!zod || !['ZodOptional', 'ZodNullable', 'ZodDefault'].includes(zod['_def'].typeName)) required.push(name);
  }
  const schema = new Assembly()
    .add('type', { json: 'object', trail: {} })
    .add('properties', properties.done(value.spot));
  if (required.length > 0) schema.add('required', { json: required, trail: {} });
  const { json, trail } = schema.done(value.spot);
  return { json, trail: open ? { ...trail, opaque: open.reason } : trail };
}

/** The type of a field in the old form, where only the plain types are told apart. */
function plainType(schema: Zod3): string {
  const { json } = fieldOf(schema);
  const type = json['type'] === 'integer' ? 'number' : json['type'];
  return ['number', 'boolean', 'array', 'object'].includes(type as string) ? (type as string) : 'string';
}
