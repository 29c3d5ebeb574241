import type { Machine } from '../machine/machine.ts';
import type { Io, SchemaData } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import type { Traced } from '../trail.ts';
import { isNullish, type Value } from '../values.ts';
import { converted, standardJson, type Conversion } from './conversions.ts';
import { uiMeta } from './ext-apps.ts';
import { Assembly, member, type Part } from './parts.ts';
import { atLeast, versionOf } from './sdk.ts';

/** What Mastra's override leaves behind in each object schema, and in dates. */
interface Overridden {
  readonly zodSchema?: {
    readonly type?: string;
    readonly _zod?: { readonly def?: { readonly catchall?: { readonly type?: string }; readonly coerce?: boolean } };
  };
  readonly jsonSchema: Record<string, unknown>;
}

function override({ zodSchema, jsonSchema }: Overridden): void {
  if (jsonSchema['type'] === 'object' && jsonSchema['properties'] !== undefined && !jsonSchema['additionalProperties'])
    jsonSchema['additionalProperties'] = false;
  const def = zodSchema?.['_zod']?.def;
  if (zodSchema?.type === 'date')
    Object.assign(jsonSchema, { type: 'string', format: 'date-time', 'x-date': !def?.coerce });
  else if (zodSchema?.type === 'object' && def?.catchall?.type === 'unknown') jsonSchema['additionalProperties'] = true;
}

interface Zod4 {
  toJSONSchema(schema: unknown, options: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Version 2 sends the dialect of the newest revision; before, no dialect at all. */
const isSecond = (machine: Machine): boolean => atLeast(versionOf('@mastra/mcp', machine), '2.0.0');

const conversion = (io: Io): Conversion => ({
  io,
  convert(data: SchemaData, machine: Machine) {
    const target = isSecond(machine) ? 'draft-2020-12' : 'draft-7';
    const json =
      data.family === 'zod4'
        ? machine.world
            .library<Zod4>('zod/v4')
            .toJSONSchema(data.schema, { target, io, unrepresentable: 'any', override })
        : standardJson(data, machine, target, io);
    if (isSecond(machine)) return json;
    const { $schema: _dialect, ...rest } = json;
    return rest;
  },
});

const EMPTY = { type: 'object', properties: {} };
const noParameters = (machine: Machine): Traced => ({
  json: isSecond(machine) ? EMPTY : { ...EMPTY, additionalProperties: false },
  trail: {},
});

/** The entry of `tools/list` for a tool under its key in `tools`: its `id` is not sent. */
export function mastraTool(name: Part, tool: Value, machine: Machine, spot: Spot): Traced<Record<string, unknown>> {
  const part = (key: string): Part | undefined => member(tool, key, machine, spot);
  // tools of the AI SDK, which Mastra takes too, have `parameters`
  const input = part('inputSchema') ?? part('parameters');
  const output = part('outputSchema');
  const mcp = part('mcp')?.value;
  const assembly = new Assembly().value('name', name, machine).value('description', part('description'), machine);
  assembly.add(
    'inputSchema',
    input && !isNullish(input.value) ? converted(input.value, conversion('input'), machine) : noParameters(machine),
    input?.key,
  );
  if (output && !isNullish(output.value))
    assembly.add('outputSchema', converted(output.value, conversion('output'), machine), output.key);
  if (mcp) {
    assembly.value('annotations', member(mcp, 'annotations', machine, spot), machine);
    const meta = member(mcp, '_meta', machine, spot);
    assembly.value('_meta', meta && { ...meta, value: uiMeta(meta.value, machine, spot) }, machine);
  }
  return assembly.done(tool.spot ?? spot);
}
