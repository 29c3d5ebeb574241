import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { violation } from '../../facts/instance.ts';
import { fc } from '../../testing/properties.ts';
import type { JsonSchema } from '../../model/schema.ts';
import { changesOf } from '../diff.ts';
import { between, schemas, type Schema } from '../../testing/diffing.ts';

/** Values that tell such schemas apart: at their bounds and beside them. */
const VALUES: readonly unknown[] = (() => {
  const flat: unknown[] = [
    '',
    'a',
    'ab',
    'bb',
    'ccc',
    'aaaa',
    'xbxbx',
    -1,
    0,
    1,
    2,
    3,
    4,
    5,
    0.5,
    1.5,
    3.5,
    100,
    true,
    false,
    null,
  ];
  const lists = [
    [],
    ...flat.slice(0, 18).map((each) => [each]),
    ...flat.slice(0, 12).map((each) => [each, each]),
    ['a', 'a', 'a', 'a', 'a'],
    [[]],
    [{}],
  ];
  const objects = [
    {},
    ...flat.flatMap((a) => [{ a }, { b: a }, { c: a }]),
    ...flat.slice(0, 14).flatMap((a) => [
      { a, b: a },
      { a, b: 1, c: null },
      { b: a, c: 'a' },
    ]),
    { a: [] },
    { a: ['a'] },
    { a: {} },
    { a: { a: 'a' } },
    { a: { a: 1, b: 2 } },
    { b: [1, 2] },
    { b: {} },
    { c: [null] },
  ];
  return [...flat, ...lists, ...objects];
})();

const rootOf = (inner: Schema): Schema => ({
  type: 'object',
  properties: { v: inner },
  required: ['v'],
  additionalProperties: false,
});

const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, logger: false });
/** Whether a value is taken; references to the root of what is wrapped are written anew. */
const takes = (schema: Schema): ((value: unknown) => boolean) => {
  const check = ajv.compile(rewritten(schema) as object);
  return (value) => check({ v: value }) as boolean;
};
const rewritten = (schema: Schema): JsonSchema => {
  const { $defs, ...rest } = ((schema['properties'] as Record<string, Schema>)['v'] ?? {}) as Schema;
  return $defs === undefined ? (schema as JsonSchema) : ({ ...schema, $defs, properties: { v: rest } } as JsonSchema);
};

const impactsOf = (before: Schema, after: Schema, role: 'input' | 'output') =>
  changesOf(between(rewritten(before), rewritten(after), role));

/** An undeclared property is in nobody's contract: one that gets a schema is new. */
const isDeclared = (schema: Schema, other: Schema, value: unknown): boolean => {
  const names = (each: unknown, out: Set<string>): Set<string> => {
    if (typeof each === 'object' && each !== null)
      for (const [key, inner] of Object.entries(each)) {
        if (key === 'properties') for (const name of Object.keys(inner as object)) out.add(name);
        names(inner, out);
      }
    return out;
  };
  const [a, b] = [names(schema, new Set()), names(other, new Set())];
  const used = names(
    { properties: typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {} },
    new Set(),
  );
  return [...used].every((name) => a.has(name) === b.has(name)) && a.size === b.size;
};

const referred = (each: Schema): Schema => ({ $ref: '#/$defs/it', $defs: { it: each } });

const pairs = fc.oneof(
  fc.tuple(schemas(2), schemas(2)),
  fc
    .tuple(schemas(1), schemas(1), fc.boolean())
    .map(([a, b, both]): [Schema, Schema] => [referred(a), both ? referred(b) : b]),
  schemas(1).chain((each) =>
    fc.tuple(
      fc.constant(each),
      schemas(1).map((other) => ({ ...each, ...other })),
    ),
  ),
  fc.tuple(schemas(0), schemas(0)),
);

describe('what is called compatible', () => {
  it('is never refuted by a validator: a value that was taken and is refused makes an input break, the other way round a result', () =>
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [before, after] = [rootOf(a), rootOf(b)];
        const [was, is] = [takes(before), takes(after)];
        const lost = VALUES.find((value) => was(value) && !is(value) && isDeclared(a, b, value));
        const won = VALUES.find((value) => !was(value) && is(value) && isDeclared(a, b, value));
        const [input, output] = [impactsOf(before, after, 'input'), impactsOf(before, after, 'output')];
        if (lost !== undefined)
          expect(worst(input), JSON.stringify({ a, b, lost, ids: input.map(({ id }) => id) })).not.toBe('compatible');
        if (won !== undefined && !isOnlyMore(output.map(({ id }) => id)))
          expect(worst(output), JSON.stringify({ a, b, won, ids: output.map(({ id }) => id) })).not.toBe('compatible');
      }),
      { numRuns: 500 },
    ));

  it('agrees with our own instance checker', () =>
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [before, after] = [rootOf(a), rootOf(b)];
        if (worst(impactsOf(before, after, 'input')) !== 'compatible' || 'allOf' in a || '$ref' in a || '$ref' in b)
          return;
        const was = takes(before);
        for (const value of VALUES)
          if (was(value) && isDeclared(a, b, value))
            expect(
              violation(value, b as JsonSchema, () => undefined, { left: 10_000 }),
              JSON.stringify({ a, b, value }),
            ).toBeUndefined();
      }),
      { numRuns: 300 },
    ));
});

/** What a reader of results is not broken by, though more is valid. */
const isOnlyMore = (ids: readonly string[]): boolean => ids.some((id) => id === 'opened' || id === 'property-added');

const worst = (changes: readonly { readonly impact: string }[]): string =>
  ['breaking', 'may-break'].find((each) => changes.some(({ impact }) => impact === each)) ?? 'compatible';
