import { compareVersions } from '../project/ranges.ts';
import { familyOf, isObject, zod4Of, type Real } from './kinds.ts';
import type { Io } from './schema-value.ts';

/** The libraries the SDK calls; asked for only when a schema needs them. */
export interface Libraries {
  library<T>(name: string): T;
}

export interface Zod4 {
  object(shape: object): object;
  toJSONSchema(schema: object, options: object): Real;
  registry(): object;
}
type Zod3 = { object(shape: object): object };
type ZodToJsonSchema = { zodToJsonSchema(schema: object, options: object): Real };

/** How zod 4 is asked, beyond what the SDK says. */
export type More = Readonly<Record<string, unknown>>;

export const isAtLeast = (version: string | undefined, floor: string): boolean =>
  version === undefined || compareVersions(version, floor) >= 0;

/** The SDK refuses the registration: the program throws there. */
export class Refused extends Error {}

/** The schema `@modelcontextprotocol/sdk` converts, and how; `undefined` when it lists the tool as one without parameters. */
export interface Listing {
  readonly schema: object;
  convert(more: More): Real;
}

const EMPTY = { type: 'object', properties: {} };

/** What is listed for a tool without parameters. */
export const withoutParameters = (version: string | undefined): Real =>
  isAtLeast(version, '1.13.3') ? EMPTY : { type: 'object' };

const isSchemaLike = (value: unknown): boolean =>
  isObject(value) && typeof value['parse'] === 'function' && typeof value['safeParse'] === 'function';
const isZod4 = (value: unknown): boolean => familyOf(value) === 'zod4';

/**
 * What `McpServer` makes of `inputSchema` or `outputSchema`, by the release of the SDK: `mcp.js`, and from 1.23.0
 * `zod-compat.js` and `zod-json-schema-compat.js`.
 */
export function listingV1(
  given: object,
  io: Io,
  version: string | undefined,
  libraries: Libraries,
): Listing | undefined {
  const modern = isAtLeast(version, '1.23.0');
  const object = modern ? objectFromShape : (shape: object): object => libraries.library<Zod3>('zod/v3').object(shape);
  const wraps = isShape(given, version) || !isAtLeast(version, '1.22.0');
  if (!wraps && isAtLeast(version, '1.28.0') && !isInstance(given))
    throw new Refused('inputSchema must be a Zod schema or raw shape, received an unrecognized object');
  const stored = wraps ? object(given, libraries) : given;
  const schema = modern ? normalized(stored) : stored;
  return schema && { schema, convert: (more) => (isZod4(schema) && modern ? zod4(schema, more) : zod3(schema)) };

  function zod4(schema: object, more: More): Real {
    return libraries.library<Zod4>('zod/v4').toJSONSchema(schema, { target: 'draft-7', io, ...more });
  }
  function zod3(schema: object): Real {
    const options = { strictUnions: true, ...(isAtLeast(version, '1.20.2') && { pipeStrategy: io }) };
    return libraries.library<ZodToJsonSchema>('zod-to-json-schema').zodToJsonSchema(schema, options);
  }
}

const isInstance = (value: object): boolean => '_def' in value || '_zod' in value || isSchemaLike(value);

/** `isZodRawShape`: since 1.24.0 a schema is no longer taken for a shape because it holds others. */
function isShape(value: object, version: string | undefined): boolean {
  if (isAtLeast(version, '1.24.0') && isInstance(value)) return false;
  return Object.keys(value).length === 0 || Object.values(value).some(isSchemaLike);
}

function objectFromShape(shape: object, libraries: Libraries): object {
  const values: unknown[] = Object.values(shape);
  if (values.every(isZod4)) return libraries.library<Zod4>('zod/v4').object(shape);
  if (!values.some(isZod4)) return libraries.library<Zod3>('zod/v3').object(shape);
  throw new Refused('Mixed Zod versions detected in object shape.');
}

/** `normalizeObjectSchema`: what is no object schema vanishes. */
function normalized(schema: object): object | undefined {
  if (!isZod4(schema)) return (schema as Real)['shape'] === undefined ? undefined : schema;
  return zod4Of(schema).def['shape'] === undefined ? undefined : schema;
}
