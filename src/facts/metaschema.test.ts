import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

import { itemAt, printAddress } from '../model/address.ts';
import { schemaNodes, type JsonSchema } from '../model/schema.ts';
import { checkMetaschema } from './metaschema.ts';
import { fc } from '../testing/properties.ts';

const problems = (schema: JsonSchema) => {
  const raw = { name: 't', inputSchema: schema };
  return checkMetaschema(
    schemaNodes(
      itemAt({ name: 't', inputSchema: schema, raw }, { server: 's', kind: 'tool', name: 't', nth: 1, pointer: '' }),
    ),
  );
};
const said = (schema: JsonSchema) =>
  problems(schema).map(
    ({ at, keyword, message, value, dialects }) =>
      `${printAddress(at).replace('mcp:s/tools/t#/inputSchema', '')} ${keyword} ${message.replace('{value}', value)} (${dialects.join(', ')})`,
  );

describe('checkMetaschema', () => {
  const both = '(draft-07, 2020-12)';
  it.each<[JsonSchema, string[]]>([
    [
      { type: 'object', properties: { a: { required: true } } },
      [`/properties/a/required required is true, not a list ${both}`],
    ],
    [{ required: ['a', 1] }, [`/required/1 required holds the number 1 where a string belongs ${both}`]],
    [{ required: ['a', 'b', 'a'] }, [`/required/2 required names \`a\` twice ${both}`]],
    [{ type: 'text' }, [`/type type is \`text\`, not a type name of JSON Schema or a list of them ${both}`]],
    [{ type: ['string', 'string'] }, [`/type/1 type names \`string\` twice ${both}`]],
    [{ minLength: -1 }, [`/minLength minLength is -1, but must be 0 or more ${both}`]],
    [{ maxItems: 1.5 }, [`/maxItems maxItems is the number 1.5, not a whole number ${both}`]],
    [{ multipleOf: 0 }, [`/multipleOf multipleOf is 0, but must be more than 0 ${both}`]],
    [{ description: null }, [`/description description is null, not a string ${both}`]],
    [{ properties: { a: 'string' } }, [`/properties/a properties holds a string where a schema belongs ${both}`]],
    [{ anyOf: [] }, [`/anyOf anyOf is an empty list ${both}`]],
    [{ exclusiveMinimum: true }, [`/exclusiveMinimum exclusiveMinimum is true, not a number ${both}`]],
    [{ items: [{}] }, ['/items items is a list, not a schema (2020-12)']],
    [{ $defs: 1 }, ['/$defs $defs is the number 1, not an object (2020-12)']],
    [
      { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ minimum: '1' }] },
      ['/items/0/minimum minimum is a string, not a number (draft-07)'],
    ],
    [{ $schema: 'https://json-schema.org/draft/2019-09/schema', items: [{}] }, []],
    [{ $schema: 'http://json-schema.org/draft-04/schema#', items: 5 }, []],
    [{ properties: { required: { type: 'boolean' }, constructor: { type: 'string' } }, constructor: 1 }, []],
    [{ default: { required: true }, enum: [{ type: 'text' }], examples: [null], 'x-required': true }, []],
  ])('%j', (schema, expected) => expect(said(schema)).toEqual(expected));

  it('holds no more than it can report', () => {
    expect(problems({ anyOf: Array.from({ length: 5000 }, () => ({ type: 1 })) })).toHaveLength(200);
    expect(problems({ required: Array.from({ length: 1_000_000 }, () => 1) })).toHaveLength(1);
  });

  it('says something exactly when ajv does', () => {
    const engines = {
      'http://json-schema.org/draft-07/schema#': Ajv,
      'https://json-schema.org/draft/2019-09/schema': Ajv2019,
      'https://json-schema.org/draft/2020-12/schema': Ajv2020,
    };
    const seen = new Set<boolean>();
    for (const [$schema, Engine] of Object.entries(engines)) {
      const ajv = new Engine({ strict: false, validateFormats: false });
      fc.assert(
        fc.property(schemas, (schema) => {
          const valid = ajv.validate($schema, schema) as boolean;
          expect(problems({ ...schema, $schema }).length === 0, JSON.stringify(schema)).toBe(valid);
          seen.add(valid);
        }),
        { numRuns: 800 },
      );
    }
    expect(seen.size).toBe(2);
  });
});

const junk = fc.constantFrom<unknown>(
  null,
  true,
  1,
  -1,
  0.5,
  'object',
  'x',
  [],
  ['x'],
  ['object', 'string'],
  [1],
  {},
  { x: 1 },
  { x: ['y'] },
);
const { schema: schemas } = fc.letrec<{ schema: Record<string, unknown> }>((tie) => {
  const schema = fc.oneof({ maxDepth: 3 }, fc.boolean(), { weight: 8, arbitrary: tie('schema') });
  const list = fc.array(schema, { minLength: 1, maxLength: 2 });
  const map = fc.dictionary(fc.constantFrom('a', 'b~/', '__proto__'), schema, { maxKeys: 2 });
  const keywords: Record<string, fc.Arbitrary<unknown>> = {
    type: fc.constantFrom('object', 'string'),
    required: fc.constant(['a']),
    properties: map,
    items: fc.oneof({ weight: 6, arbitrary: schema }, { weight: 1, arbitrary: list }),
    anyOf: list,
    not: schema,
    definitions: map,
    additionalProperties: schema,
    enum: fc.constant(['a', 'b']),
    minLength: fc.nat(),
    multipleOf: fc.constant(1),
    description: fc.string(),
    dependencies: map,
    dependentRequired: fc.constant({ a: ['b'] }),
    readOnly: fc.boolean(),
    $id: fc.constantFrom('x', 'x#'),
  };
  const member = fc.oneof(
    ...Object.entries(keywords).map(([name, value]) =>
      fc.tuple(fc.constant(name), fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: junk })),
    ),
  );
  return { schema: fc.array(member, { maxLength: 3 }).map((members) => Object.fromEntries(members)) };
});
