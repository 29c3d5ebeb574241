import { typesOf, type SchemaObject } from '../model/schema.ts';

/** Two bounds between which no value lies. */
export interface Clash {
  readonly low: string;
  readonly high: string;
  readonly lowest: number;
  readonly highest: number;
  /** What does not fit: `number`, `string`, `list` or `object`. */
  readonly kind: string;
}

const NUMBER = { kind: 'number', of: ['number', 'integer'] };
/** By lower bound. `open`: equal bounds leave nothing either, because one of them is exclusive. */
const PAIRS = new Map([
  [
    'minimum',
    [
      { high: 'maximum', ...NUMBER, open: false },
      { high: 'exclusiveMaximum', ...NUMBER, open: true },
    ],
  ],
  [
    'exclusiveMinimum',
    [
      { high: 'maximum', ...NUMBER, open: true },
      { high: 'exclusiveMaximum', ...NUMBER, open: true },
    ],
  ],
  ['minLength', [{ high: 'maxLength', kind: 'string', of: ['string'], open: false }]],
  ['minItems', [{ high: 'maxItems', kind: 'list', of: ['array'], open: false }]],
  ['minProperties', [{ high: 'maxProperties', kind: 'object', of: ['object'], open: false }]],
]);

/** The bounds of a schema that contradict each other. Bounds for a type the schema does not allow say nothing. */
export const clashingBounds = (schema: SchemaObject): Clash[] =>
  Object.keys(schema).flatMap((low) =>
    (PAIRS.get(low) ?? []).flatMap(({ high, kind, of, open }) => {
      const lowest = schema[low];
      const highest = schema[high];
      if (typeof lowest !== 'number' || typeof highest !== 'number') return [];
      if (lowest < highest || (lowest === highest && !open)) return [];
      if (typesOf(schema)?.some((type) => of.includes(type)) === false) return [];
      return [{ low, high, lowest, highest, kind }];
    }),
  );

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/**
 * Whether a value is of the type a schema states; `undefined` when it states none that can be judged. OpenAPI's `nullable`
 * is no part of JSON Schema, but it says what is meant.
 */
export function isOfStatedType(value: unknown, schema: SchemaObject): boolean | undefined {
  const types = typesOf(schema);
  if (types === undefined || types.length === 0 || !types.every((type) => Object.hasOwn(KINDS, type))) return undefined;
  return types.some((type) => KINDS[type]!(value)) || (value === null && schema['nullable'] === true);
}

/** Why ajv, in the SDK 1.x client, does not compile a schema with `nullable`; `undefined` when it does. */
export function nullableProblem(schema: SchemaObject): 'kind' | 'untyped' | 'contradiction' | undefined {
  const { type, nullable } = schema;
  if (nullable === undefined) return undefined;
  if (typeof nullable !== 'boolean') return 'kind';
  if (type === undefined) return 'untyped';
  return !nullable && typesOf(schema)?.includes('null') ? 'contradiction' : undefined;
}
