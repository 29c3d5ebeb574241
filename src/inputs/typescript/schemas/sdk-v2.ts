import { familyOf, isObject, type Real } from './kinds.ts';
import type { Io } from './schema-value.ts';
import { Refused, type Libraries, type Listing, type More, type Zod4 } from './sdk-v1.ts';

/** What the second SDK asks every converter for. */
export const TARGET = 'draft-2020-12';

interface Standard {
  readonly vendor: string;
  readonly validate: unknown;
  readonly jsonSchema?: Readonly<Record<Io, (options: object) => Real>>;
}

const standardOf = (value: unknown): Standard | undefined => {
  const standard =
    (isObject(value) || typeof value === 'function') && '~standard' in value
      ? (value['~standard'] as Standard)
      : undefined;
  return typeof standard?.validate === 'function' ? standard : undefined;
};

/** What `McpServer` of `@modelcontextprotocol/server` makes of `inputSchema` or `outputSchema`. */
export function listingV2(given: object, io: Io, libraries: Libraries): Listing {
  const schema = normalized(given, libraries);
  const standard = standardOf(schema)!;
  return {
    schema,
    convert: (more) => rooted(converted(schema, standard, io, more, libraries), io),
  };
}

/** `normalizeRawShapeSchema`. */
function normalized(given: object, libraries: Libraries): object {
  if (standardOf(given)) return given;
  const values: unknown[] = Object.values(given);
  if (values.every((value) => familyOf(value) === 'zod4')) return libraries.library<Zod4>('zod/v4').object(given);
  if (values.some((value) => familyOf(value) === 'zod3'))
    throw new Refused(
      'Raw-shape inputSchema/outputSchema/argsSchema fields must be Zod v4 schemas. Got a Zod v3 field schema.',
    );
  throw new Refused(
    'inputSchema/outputSchema/argsSchema must be a Standard Schema (e.g. z.object({...})) or a raw Zod shape ({ field: z.string() }).',
  );
}

/** `standardSchemaToJsonSchema`, without what it does to the root. */
function converted(schema: object, standard: Standard, io: Io, more: More, libraries: Libraries): Real {
  if (standard.jsonSchema) return standard.jsonSchema[io]({ target: TARGET, libraryOptions: more });
  if (standard.vendor !== 'zod')
    throw new Error(
      `Schema library "${standard.vendor}" does not implement StandardJSONSchemaV1 (\`~standard.jsonSchema\`).`,
    );
  if (familyOf(schema) !== 'zod4')
    throw new Error(
      'Schema appears to be from zod 3, which the SDK cannot convert to JSON Schema. Upgrade to zod >=4.2.0, or wrap your JSON Schema with fromJsonSchema().',
    );
  return libraries.library<Zod4>('zod/v4').toJSONSchema(schema, { target: TARGET, io, ...more });
}

/** The root the protocol wants: input is an object, output may be anything. Throws for input that is none. */
export function rooted(json: Real, io: Io): Real {
  if (json['type'] !== undefined && (io === 'output' || json['type'] === 'object'))
    return io === 'output' ? json : { type: 'object', ...json };
  if (json['type'] !== undefined)
    throw new Error(
      `MCP tool and prompt schemas must describe objects (got type: ${JSON.stringify(json['type'])}). Wrap your schema in z.object({...}) or equivalent.`,
    );
  return io === 'input' || isObjectShaped(json, json, 0) ? { type: 'object', ...json } : json;
}

const OBJECT_KEYWORDS = ['properties', 'patternProperties', 'additionalProperties', 'required'];

function isObjectShaped(json: Real, root: Real, depth: number): boolean {
  if (depth > 50) return false;
  if (OBJECT_KEYWORDS.some((keyword) => keyword in json)) return true;
  const [, segment, name] =
    (typeof json['$ref'] === 'string' && /^#\/(\$defs|definitions)\/([^/~%]+)$/.exec(json['$ref'])) || [];
  const definitions = segment === undefined ? undefined : root[segment];
  const definition =
    name !== undefined && isObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (isObject(definition) && definition['type'] === 'object') return true;
  for (const keyword of ['oneOf', 'anyOf', 'allOf']) {
    const members: unknown = json[keyword];
    if (Array.isArray(members) && members.length > 0)
      return members.every(
        (each: unknown) =>
          isObject(each) && (each['type'] === 'object' || isObjectShaped(each, '$id' in each ? {} : root, depth + 1)),
      );
  }
  return false;
}
