import type { JsonSchema } from '../../../model/schema.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import { isNullish, type HostValue, type ObjectValue, type Value } from '../values.ts';
import { Arguments } from './arguments.ts';
import { BUNDLED, isBundled, withoutBundled } from './unread-library.ts';
import { rethrow } from './call.ts';
import { familyOf, isObject, type Real } from './kinds.ts';
import { keysOf } from './mark-call.ts';
import { somewhere } from './nowhere.ts';
import { forOlderClients } from './older-clients.ts';
import { ownJsonSchema } from './own-converter.ts';
import { bareMark, RawJsonSchema, SchemaData, type Io, type Publisher } from './schema-value.ts';
import { isAtLeast, listingV1, Refused, withoutParameters, type Listing, type More, type Zod4 } from './sdk-v1.ts';
import { listingV2, rooted } from './sdk-v2.ts';
import { toJsonSchema } from './to-json.ts';
import { trace } from './trace.ts';
import { weigh } from './weight.ts';
import { losesMetadata, releaseOfProject, zodLibrary } from './zod-version.ts';

export interface Publishing {
  readonly publisher: Publisher;
  readonly io: Io;
  readonly machine: Machine;
  /** The release of the SDK; the newest when nobody knows. */
  readonly sdkVersion?: string;
  /** The zod the SDK sees, which may be another than the program's. */
  readonly zodOfSdk?: string;
}

export interface Published {
  /** What `tools/list` sends; a stand-in where the trail says opaque. */
  readonly json: JsonSchema | undefined;
  readonly trail: Trail;
  /** What goes wrong in the running server: it refuses the registration, or cannot list any tool. */
  readonly problem?: string;
}

/** The JSON Schema the running server lists for what the program passed as `inputSchema` or `outputSchema`. */
export function publish(value: Value | undefined, how: Publishing): Published {
  const { publisher, io, sdkVersion } = how;
  if (value === undefined || isNullish(value))
    return { json: io === 'input' ? emptyOf(publisher, sdkVersion) : undefined, trail: { spot: value?.spot } };
  if (publisher === 'sdk-v1' && io === 'output' && !isAtLeast(sdkVersion, OUTPUT_SINCE))
    return { json: undefined, trail: { spot: value.spot } };
  if (value.kind === 'promise') return publish(value.value, how);
  if (publisher === 'raw') return asPublished(toJsonSchema(value, how.machine), io);
  const raw = value.kind === 'host' ? rawSchemaOf(value) : undefined;
  if (raw) return publishRaw(raw, how);
  const own = publisher === 'sdk-v2' ? publishOwn(value, how) : undefined;
  if (own) return own;
  if (value.kind === 'opaque') return unread(value.reason, value.spot);
  if (value.kind === 'choice') return unread(`it depends on \`${value.options[0]!.when.text}\``, value.spot);
  if (value.kind === 'host' && value.data instanceof SchemaData)
    return list(value.data, value.data.schema as object, how);
  if (isBundled(value)) return unread(BUNDLED, value.spot);
  if (value.kind === 'object') return publishObject(withoutBundled(value), how);
  return unread('what is given as a schema', value.spot);
}

/** The release from which the first SDK lists `outputSchema`. */
const OUTPUT_SINCE = '1.11.4';

const emptyOf = (publisher: Publisher, version: string | undefined): JsonSchema =>
  publisher === 'sdk-v1' ? withoutParameters(version) : { type: 'object', properties: {} };

const unread = (reason: string, spot: Spot | undefined): Published => ({
  json: { type: 'object' },
  trail: { spot, opaque: reason },
});

const asPublished = ({ json, trail }: Traced, io: Io): Published =>
  isObject(json) || typeof json === 'boolean'
    ? { json, trail }
    : { json: io === 'input' ? { type: 'object' } : undefined, trail };

const rawSchemaOf = ({ data }: HostValue): Value | undefined =>
  data instanceof RawJsonSchema ? data.schema : undefined;

/** `fromJsonSchema(schema)`, and what a converter of the program gave: listed as it is, but for the root. */
function publishRaw(value: Value, { machine, io }: Publishing): Published {
  const { json, trail } = asPublished(toJsonSchema(value, machine), io);
  if (!isObject(json) || trail.opaque !== undefined) return { json, trail };
  try {
    const found = { json: rooted(json, io), trail };
    return io === 'output' ? forOlderClients(found) : found;
  } catch (error) {
    return { json, trail, problem: `the server cannot list its tools: ${(error as Error).message}` };
  }
}

/** What a converter of the program makes of a schema; what its library would say stands in where that is not known. */
function publishOwn(value: Value, how: Publishing): Published | undefined {
  const answer = ownJsonSchema(value, how.io, how.machine);
  const found = answer && publishRaw(answer, how);
  if (found?.trail.opaque === undefined || value.kind !== 'host' || !(value.data instanceof SchemaData)) return found;
  return { ...found, json: list(value.data, value.data.schema as object, how).json };
}

/** A raw shape, or an object that is none. */
function publishObject(object: ObjectValue, how: Publishing): Published {
  const { machine } = how;
  const spot = somewhere(object.spot);
  const schemas = [...object.properties.values()].flatMap(({ value }) =>
    value.kind === 'host' && value.data instanceof SchemaData ? [value.data] : [],
  );
  const library = schemas[0]?.library ?? zodLibrary(machine);
  const target = {
    real: () => undefined,
    self: undefined,
    name: 'object',
    label: 'inputSchema',
    library,
    owner: undefined,
  };
  const given = new Arguments(target, { machine, args: [object], spot });
  const mark = { ...bareMark(object.spot), keys: keysOf(object), parts: given.parts };
  return list(
    new SchemaData(library === 'zod/v3' ? 'zod3' : 'zod4', library, undefined, mark),
    given.real[0] as object,
    how,
  );
}

/** Lists what is given as the SDK would. */
function list({ family, library, mark, schema }: SchemaData, given: object, how: Publishing): Published {
  const { publisher, io, machine, sdkVersion } = how;
  const { world } = machine;
  const traceable = (made: object): SchemaData => new SchemaData(familyOf(made) ?? family, library, made, mark);
  if (schema !== undefined && weigh(traceable(given), io) === undefined)
    return unread('a schema that is too large', mark.spot);
  let listing: Listing | undefined;
  try {
    listing = publisher === 'sdk-v1' ? listingV1(given, io, sdkVersion, world) : listingV2(given, io, world);
    if (!listing)
      return { json: io === 'input' ? withoutParameters(sdkVersion) : undefined, trail: { spot: mark.spot } };
    const made = traceable(listing.schema);
    if (weigh(made, io) === undefined) return unread('a schema that is too large', mark.spot);
    return traced(listing, made, how, {});
  } catch (error) {
    rethrow(error);
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof Refused) return { ...unread(text, mark.spot), problem: `the registration throws: ${text}` };
    return { ...bestEffort(listing, traceable, how, mark.spot), problem: `the server cannot list its tools: ${text}` };
  }
}

/** The conversion with its trail. */
function traced(listing: Listing, made: SchemaData, how: Publishing, more: More): Published {
  const { publisher, io, machine } = how;
  const release = made.family === 'zod4' ? releaseOfProject(machine, io) : undefined;
  const options = {
    ...more,
    ...(release && { override: release.override }),
    ...(forgets(made, how) && { metadata: machine.world.library<Zod4>('zod/v4').registry() }),
  };
  const plain = JSON.parse(JSON.stringify(listing.convert(options))) as Real;
  const json = release ? release.finish(plain) : plain;
  const found = { json, trail: trace(made, json, io) };
  return publisher === 'sdk-v2' && io === 'output' ? forOlderClients(found) : found;
}

const SDKS = { 'sdk-v1': '@modelcontextprotocol/sdk', 'sdk-v2': '@modelcontextprotocol/server', raw: '' } as const;

/** Descriptions vanish where the SDK converts with a copy of zod that does not know them. */
function forgets({ family }: SchemaData, { publisher, machine, zodOfSdk }: Publishing): boolean {
  if (family !== 'zod4' || publisher === 'raw') return false;
  return losesMetadata(machine, zodOfSdk ?? machine.world.versions.from('zod', SDKS[publisher])?.version);
}

/** zod 4 gives up at the first part that JSON Schema has no words for; the rest is still worth reading. */
function bestEffort(
  listing: Listing | undefined,
  traceable: (made: object) => SchemaData,
  how: Publishing,
  spot: Spot | undefined,
): Published {
  const nothing: Published = { json: { type: 'object' }, trail: { spot } };
  try {
    return listing ? traced(listing, traceable(listing.schema), how, { unrepresentable: 'any' }) : nothing;
  } catch (error) {
    return rethrow(error) ?? nothing;
  }
}
