/**
 * Which arguments of the schema libraries mean what. Only arguments that could not be read are looked up here, and the
 * places of those that could: what a call does, the library does itself.
 */

type Indexes = Readonly<Record<string, readonly number[]>>;

/** Arguments that are objects of schemas by name. */
export const SHAPES: Indexes = {
  object: [0],
  strictObject: [0],
  looseObject: [0],
  objectWithRest: [0],
  interface: [0],
  extend: [0],
  safeExtend: [0],
  augment: [0],
  merge: [0],
  Object: [0],
};

/** Arguments that are schemas, or lists of them. */
export const SCHEMAS: Indexes = {
  array: [0],
  set: [0],
  record: [0, 1],
  partialRecord: [0, 1],
  looseRecord: [0, 1],
  map: [0, 1],
  union: [0],
  xor: [0],
  discriminatedUnion: [1],
  variant: [1],
  intersection: [0, 1],
  intersect: [0],
  and: [0],
  or: [0],
  tuple: [0, 1],
  strictTuple: [0],
  looseTuple: [0],
  rest: [0],
  optional: [0],
  nullable: [0],
  nullish: [0],
  exactOptional: [0],
  nonoptional: [0],
  readonly: [0],
  promise: [0],
  catchall: [0],
  setKey: [1],
  preprocess: [1],
  pipe: [0, 1, 2, 3, 4, 5, 6, 7],
  check: [0, 1, 2, 3, 4, 5, 6, 7],
  codec: [0, 1],
  Array: [0],
  Union: [0],
  Intersect: [0],
  Composite: [0],
  Tuple: [0],
  Record: [0, 1],
  Optional: [0],
  Readonly: [0],
  Partial: [0],
  Required: [0],
  Pick: [0],
  Omit: [0],
};

/** Of those, lists: when the list itself could not be read, nothing of the schema could. */
export const LISTS: ReadonlySet<string> = new Set(
  'union xor discriminatedUnion variant intersect tuple strictTuple looseTuple Union Intersect Composite Tuple'.split(
    ' ',
  ),
);

/** JSON Schema keywords the first argument sets; which of them depends on the type. */
export const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  describe: ['description'],
  description: ['description'],
  title: ['title'],
  default: ['default'],
  _default: ['default'],
  prefault: ['default'],
  catch: ['default'],
  fallback: ['default'],
  examples: ['examples'],
  enum: ['enum'],
  nativeEnum: ['enum'],
  picklist: ['enum'],
  literal: ['const', 'enum'],
  Enum: ['enum', 'anyOf'],
  Literal: ['const'],
  Const: ['const'],
  min: ['minimum', 'minLength', 'minItems'],
  gte: ['minimum'],
  minimum: ['minimum'],
  minValue: ['minimum'],
  gt: ['exclusiveMinimum'],
  max: ['maximum', 'maxLength', 'maxItems'],
  lte: ['maximum'],
  maximum: ['maximum'],
  maxValue: ['maximum'],
  lt: ['exclusiveMaximum'],
  minLength: ['minLength', 'minItems'],
  maxLength: ['maxLength', 'maxItems'],
  minSize: ['minItems'],
  maxSize: ['maxItems'],
  length: ['minLength', 'maxLength', 'minItems', 'maxItems'],
  size: ['minItems', 'maxItems'],
  multipleOf: ['multipleOf'],
  step: ['multipleOf'],
  regex: ['pattern'],
  startsWith: ['pattern'],
  endsWith: ['pattern'],
  includes: ['pattern'],
};

/** Calls that list the values a schema takes. */
export const ENUMS: ReadonlySet<string> = new Set('enum nativeEnum picklist literal Enum'.split(' '));

/** Keywords of an object argument, by its own member names. */
export const METADATA: ReadonlySet<string> = new Set(['meta', 'metadata', 'register', 'add', 'openapi']);

/** Calls whose name alone sets keywords: these stand at the name. */
export const NAMED: Readonly<Record<string, readonly string[]>> = {
  int: ['type'],
  integer: ['type'],
  positive: ['exclusiveMinimum'],
  nonnegative: ['minimum'],
  negative: ['exclusiveMaximum'],
  nonpositive: ['maximum'],
  nonempty: ['minItems', 'minLength'],
  nonEmpty: ['minItems', 'minLength'],
  strict: ['additionalProperties'],
  passthrough: ['additionalProperties'],
  loose: ['additionalProperties'],
  readonly: ['readOnly'],
  nullable: ['type'],
};

/** Functions of the first argument that ask it for a value the schema then holds. */
export const SUPPLIERS: ReadonlySet<string> = new Set(['default', '_default', 'prefault', 'catch']);
/** Functions whose callback accepts or refuses a value. */
export const TESTS: ReadonlySet<string> = new Set(
  'refine superRefine refinement check custom instanceof narrow filter'.split(' '),
);
/** Functions that give a schema, called when somebody looks inside. */
export const GETTERS: ReadonlySet<string> = new Set(['lazy', 'Recursive']);

/** What reads a value with a schema. */
export const PARSERS: ReadonlySet<string> = new Set(
  'parse safeParse parseAsync safeParseAsync spa decode encode safeDecode safeEncode assert is allows Parse'.split(' '),
);

/** What makes JSON Schema of a schema. */
export const CONVERTERS: ReadonlySet<string> = new Set(['toJSONSchema', 'zodToJsonSchema', 'toJsonSchema']);

/** Free functions whose first argument is the schema a method of that name would be called on. */
export const FREE_FORMS: ReadonlySet<string> = new Set(
  'extend safeExtend merge pick omit partial required catchall _default prefault catch fallback optional nullish nullable'.split(
    ' ',
  ),
);

/** Member names that only choose the words of errors. */
export const WORDING: ReadonlySet<string> = new Set(
  'error message errorMap required_error invalid_type_error invalid_union_error abort fatal params path when'.split(
    ' ',
  ),
);

/** Calls whose first argument, if any, is a message or options with one. */
export const MESSAGE_FIRST: ReadonlySet<string> = new Set(
  (
    'string number boolean bigint any unknown never null undefined void nan symbol date file json ' +
    'email url httpUrl uuid uuidv4 uuidv6 uuidv7 guid cuid cuid2 ulid xid ksuid nanoid emoji base64 base64url hex jwt ' +
    'ip ipv4 ipv6 cidr cidrv4 cidrv6 mac e164 hostname time datetime duration int int32 uint32 float32 float64 finite safe ' +
    'positive negative nonnegative nonpositive nonempty trim toLowerCase toUpperCase strict strip passthrough'
  ).split(' '),
);

/** What we never call: it would change our own copy of the library for everybody, or run code that was handed in. */
export const FORBIDDEN: ReadonlySet<string> = new Set(
  'config setErrorMap configure compile clear remove implement implementAsync fn scope module declare define'.split(
    ' ',
  ),
);
