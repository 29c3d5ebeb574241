import type { Machine } from '../machine/machine.ts';
import type { Declared } from '../records.ts';
import { publish } from '../schemas/publish.ts';
import type { Io } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import type { Traced } from '../trail.ts';
import { isString, Opaque, type Value } from '../values.ts';
import { Assembly, possible, type Part, type Parts } from './parts.ts';
import { atLeast, type Sdk } from './sdk.ts';

/** The members of a tool in the order `tools/list` of the SDK sends them. */
const ORDER = {
  'sdk-v1': ['name', 'title', 'description', 'inputSchema', 'annotations', 'execution', '_meta', 'outputSchema'],
  'sdk-v2': [
    'name',
    'title',
    'description',
    'inputSchema',
    'annotations',
    'icons',
    'execution',
    '_meta',
    'outputSchema',
  ],
} as const;

/** Since which release of `@modelcontextprotocol/sdk` a member is sent. */
const SINCE = new Map([
  ['annotations', '1.11.0'],
  ['title', '1.13.0'],
  ['_meta', '1.18.0'],
  ['execution', '1.24.0'],
]);

/** The JSON Schema an SDK sends for what the program passed, or for nothing. */
export function publishedSchema(part: Part | undefined, io: Io, sdk: Sdk, machine: Machine): Traced {
  const value = part?.value;
  // an output schema that may not be there has no stand-in
  if (io === 'output' && value?.kind === 'opaque')
    return { json: undefined, trail: { spot: value.spot, opaque: value.reason } };
  const zodOfSdk = machine.world.versions.from('zod', sdk.name)?.version;
  const { json, trail, problem } = publish(value, {
    publisher: sdk.publisher,
    io,
    machine,
    ...(sdk.version !== undefined && { sdkVersion: sdk.version }),
    ...(zodOfSdk !== undefined && { zodOfSdk }),
  });
  return { json, trail: problem === undefined ? trail : { ...trail, opaque: trail.opaque ?? problem } };
}

/** The entry of `tools/list` for a tool of a known name, made of what its registration was given. */
function toolJson(parts: Parts, spot: Spot, sdk: Sdk, machine: Machine): Traced<Record<string, unknown>> {
  const assembly = new Assembly();
  for (const name of ORDER[sdk.publisher]) {
    const since = sdk.publisher === 'sdk-v1' && SINCE.get(name);
    if (since && !atLeast(sdk.version, since)) continue;
    const part = parts.get(name);
    if (name === 'inputSchema' || name === 'outputSchema')
      assembly.add(name, publishedSchema(part, name === 'inputSchema' ? 'input' : 'output', sdk, machine), part?.key);
    else assembly.value(name, part, machine);
  }
  return assembly.done(spot);
}

/** A registration that is read, or why its name is not known. */
export type Registration = { readonly declared: Declared[]; readonly unread: string | undefined };

/** One registration of a tool: as many entries as its name has values. */
export function declareTool(parts: Parts, spot: Spot, sdk: Sdk, machine: Machine): Registration {
  const declared: Declared[] = [];
  let unread: string | undefined;
  const handler = parts.get('handler')?.value;
  for (const { value, when } of possible(parts.get('name')?.value ?? new Opaque('its name is missing', spot))) {
    if (!isString(value)) unread ??= nameReason(value);
    else {
      const named = new Map(parts).set('name', { value, key: parts.get('name')?.key });
      declared.push({
        ...toolJson(named, spot, sdk, machine),
        spot,
        when: when ?? machine.condition,
        handlers: handler && [handler],
      });
    }
  }
  return { declared, unread };
}

const nameReason = (name: Value): string => (name.kind === 'opaque' ? name.reason : 'its name is no text');
