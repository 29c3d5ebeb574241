import type { Machine } from '../machine/machine.ts';
import { Exhausted, Exited, Thrown } from '../machine/signals.ts';
import { LibraryWanted } from '../machine/world.ts';
import { SchemaData, type Io } from '../schemas/schema-value.ts';
import { toJsonSchema } from '../schemas/to-json.ts';
import { trace } from '../schemas/trace.ts';
import type { Traced } from '../trail.ts';
import type { Value } from '../values.ts';

/** How a framework turns schemas into JSON Schema when it does not leave that to an SDK. */
export interface Conversion {
  readonly io: Io;
  /** JSON Schema of a real schema; may throw, as the library does for what JSON Schema cannot say. */
  convert(data: SchemaData, machine: Machine): unknown;
}

/** A schema that could not be converted: an empty object schema stands in. */
const unreadSchema = (reason: string, value: Value): Traced => ({
  json: { type: 'object' },
  trail: { spot: value.spot, opaque: reason },
});

/** The JSON Schema a framework publishes for a schema of the program; plain JSON Schema stays as it is. */
export function converted(value: Value, { io, convert }: Conversion, machine: Machine): Traced {
  if (value.kind === 'opaque') return unreadSchema(value.reason, value);
  if (value.kind === 'choice') return unreadSchema(`it depends on \`${value.options[0]?.when.text}\``, value);
  if (value.kind !== 'host' || !(value.data instanceof SchemaData)) return toJsonSchema(value, machine);
  const { data } = value;
  try {
    const json: unknown = JSON.parse(JSON.stringify(convert(data, machine) ?? null));
    return { json, trail: trace(data, json, io) };
  } catch (error) {
    if (isSignal(error)) throw error;
    return unreadSchema(
      `the library cannot say it in JSON Schema: ${error instanceof Error ? error.message : ''}`,
      value,
    );
  }
}

const isSignal = (error: unknown): boolean =>
  error instanceof LibraryWanted || error instanceof Exhausted || error instanceof Thrown || error instanceof Exited;

interface Zod4 {
  toJSONSchema(schema: unknown, options: { target: 'draft-7' | 'draft-2020-12'; io: Io }): Record<string, unknown>;
}
interface ZodToJsonSchema {
  zodToJsonSchema(schema: unknown, options?: Readonly<Record<string, unknown>>): Record<string, unknown>;
}
interface ToJsonSchema {
  toJsonSchema(schema: unknown): Record<string, unknown>;
}

/** `z.toJSONSchema` for zod 4, `zod-to-json-schema` with its defaults for zod 3, and what the other libraries have. */
export function standardJson(
  { family, schema }: SchemaData,
  machine: Machine,
  target: 'draft-7' | 'draft-2020-12',
  io: Io,
): Record<string, unknown> {
  switch (family) {
    case 'zod4':
      return machine.world.library<Zod4>('zod/v4').toJSONSchema(schema, { target, io });
    case 'zod3':
      return machine.world.library<ZodToJsonSchema>('zod-to-json-schema').zodToJsonSchema(schema);
    case 'valibot':
      return machine.world.library<ToJsonSchema>('@valibot/to-json-schema').toJsonSchema(schema);
    case 'arktype':
      return (schema as { toJsonSchema(): Record<string, unknown> }).toJsonSchema();
    case 'typebox':
      return schema as Record<string, unknown>;
  }
}
