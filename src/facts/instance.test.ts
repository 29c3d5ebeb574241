import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { itemAt } from '../model/address.ts';
import { schemaNodes, type JsonSchema } from '../model/schema.ts';
import { referencesOf } from './references.ts';
import { violation } from './instance.ts';
import { fc } from '../testing/properties.ts';

const judge = (value: unknown, schema: JsonSchema) => {
  const raw = { name: 't', inputSchema: schema };
  const tool = itemAt(
    { name: 't', inputSchema: schema, raw },
    { server: 's', kind: 'tool', name: 't', nth: 1, pointer: '' },
  );
  const { target } = referencesOf(schemaNodes(tool));
  return violation(value, schema, target, { left: 1e6 })?.reason;
};

describe('violation', () => {
  it.each<[unknown, JsonSchema, string | undefined]>([
    ['a', { type: 'number' }, 'is not a number'],
    [1.5, { type: ['integer', 'null'] }, 'is not a whole number or null'],
    [1, { type: 'number', minimum: 2 }, 'is below the minimum 2'],
    ['b', { enum: ['a'] }, 'is not among the values of `enum`'],
    [{ a: [1] }, { enum: [{ a: [1] }] }, undefined],
    ['\u{1F600}\u{1F600}', { maxLength: 2 }, undefined],
    ['\u{1F600}', { minLength: 2 }, 'has 1 characters, fewer than 2'],
    [[1, 'x'], { type: 'array', items: { type: 'number' } }, 'has a wrong element 2: it is not a number'],
    [{}, { required: ['a'] }, "lacks the required property 'a'"],
    [{ b: 1 }, { properties: {}, additionalProperties: false }, "has the undeclared property 'b'"],
    [{ constructor: 1 }, { properties: {}, additionalProperties: false }, "has the undeclared property 'constructor'"],
    [1, { anyOf: [{ type: 'string' }, { type: 'null' }] }, 'fits none of the alternatives'],
    [1, { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 'fits 2 of the alternatives, of which only one may fit'],
    [1, { not: { type: 'number' } }, 'is what `not` rules out'],
    [1, { $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, 'is not a string'],
    [null, { type: 'string', nullable: true }, undefined],
    // Not certain, so nothing is said.
    ['x', { type: 'string', pattern: '^y$' }, undefined],
    ['x', { not: { pattern: 'x' } }, undefined],
    ['x', { oneOf: [{ type: 'string' }, { format: 'uri' }] }, undefined],
    [1, { type: 'text' }, undefined],
    [1, { type: 'constructor' }, undefined],
    [5, { minimum: 5, exclusiveMinimum: true }, undefined],
    [1, { $ref: '#/$defs/none' }, undefined],
    [1, { $ref: '#/$defs/a', type: 'string', $defs: { a: {} } }, undefined],
    [['a'], { items: [{ type: 'number' }] }, undefined],
  ])('%j against %j', (value, schema, reason) => expect(judge(value, schema)).toBe(reason));

  it('ends soon on schemas made to explode', () => {
    const defs: Record<string, JsonSchema> = { end: { type: 'string' } };
    for (let i = 0; i < 40; i++)
      defs[`d${i}`] = {
        anyOf: [
          { $ref: `#/$defs/${i === 39 ? 'end' : `d${i + 1}`}` },
          { $ref: `#/$defs/${i === 39 ? 'end' : `d${i + 1}`}` },
        ],
      };
    expect(judge(1, { $ref: '#/$defs/d0', $defs: defs })).toBeUndefined();
    expect(
      judge(1, { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }),
    ).toBeUndefined();
    const long = Array.from({ length: 100_000 }, (_, i) => i);
    expect(judge([...long, -1], { items: { enum: long.toReversed() } })).toBeUndefined();
  });

  it('stops when the effort for a schema is spent', () => {
    const effort = { left: 3 };
    const said = Array.from({ length: 5 }, () => violation(1, { type: 'string' }, () => undefined, effort)?.reason);
    expect(said).toEqual(['is not a string', 'is not a string', 'is not a string', undefined, undefined]);
  });

  it('is never surer than ajv', () => {
    let said = 0;
    const check = (value: unknown, schema: JsonSchema) => {
      for (const Engine of [Ajv, Ajv2020]) {
        const validate = compiled(Engine, schema);
        const reason = validate && judge(value, schema);
        if (reason === undefined) continue;
        const accepted = attempt(() => validate!(value)); // ajv overflows where a schema refers to itself in place
        if (accepted === undefined) continue;
        said++;
        expect(accepted, `${JSON.stringify(value)} against ${JSON.stringify(schema)}: ${reason}`).toBe(false);
      }
    };
    fc.assert(fc.property(values, schemas, check), { numRuns: 3000 });
    expect(said).toBeGreaterThan(500);
  });
});

/** `undefined` where ajv refuses the schema itself. */
const compiled = (Engine: typeof Ajv | typeof Ajv2020, schema: JsonSchema) =>
  attempt(() =>
    new Engine({
      strict: false,
      validateFormats: false,
      validateSchema: false,
      ownProperties: true,
      logger: false,
    }).compile(schema as object),
  );

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

const names = fc.constantFrom('a', 'b', 'constructor');
const small = fc.oneof(
  fc.integer({ min: -2, max: 4 }),
  fc.constantFrom(0.5, 'a', 'ab', '\u{1F600}', '', null, true, false),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    small,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
const schemas = fc.letrec((tie) => {
  const schema = tie('schema') as fc.Arbitrary<JsonSchema>;
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.boolean(),
      fc.record(
        {
          type: types,
          nullable: fc.boolean(),
          minimum: fc.integer({ min: -1, max: 3 }),
          exclusiveMaximum: fc.integer({ min: -1, max: 3 }),
          maxLength: fc.nat(2),
          minLength: fc.nat(2),
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          type: fc.uniqueArray(types, { minLength: 1, maxLength: 2 }),
          enum: fc.array(values, { minLength: 1, maxLength: 3 }),
          const: small,
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          items: schema,
          minItems: fc.nat(2),
          maxItems: fc.nat(2),
          uniqueItems: fc.boolean(),
          contains: schema,
          prefixItems: list,
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          properties: fc.dictionary(names, schema, { maxKeys: 2 }),
          required: fc.uniqueArray(names),
          additionalProperties: schema,
          minProperties: fc.nat(2),
          propertyNames: schema,
          patternProperties: fc.constant({ '^a': false }),
        },
        { requiredKeys: [] },
      ),
      fc.record({ anyOf: list, oneOf: list, allOf: list, not: schema, if: schema, else: schema }, { requiredKeys: [] }),
      fc.record(
        { $ref: fc.constantFrom('#/$defs/x', '#/$defs/none'), type: types, $defs: fc.record({ x: schema }) },
        { requiredKeys: ['$ref', '$defs'] },
      ),
    ),
  };
}).schema as fc.Arbitrary<JsonSchema>;
