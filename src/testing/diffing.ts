import { diffServers, type Diff } from '../diff/diff.ts';
import { buildServer } from '../inputs/build.ts';
import type { JsonSchema } from '../model/schema.ts';
import type { ToolServer } from '../model/server.ts';
import { fc } from './properties.ts';

export type Schema = { readonly [keyword: string]: unknown };

/** A server with these tools, as a client sees it. */
export const serverOf = (tools: readonly unknown[], more: { readonly instructions?: string } = {}): ToolServer =>
  buildServer({
    id: 'demo',
    fidelity: 'observed',
    complete: true,
    info: { name: 'demo', version: '1' },
    tools,
    ...more,
  });

/** What is said of one tool whose input, or result, has another schema. */
export const between = (before: JsonSchema, after: JsonSchema, role: 'input' | 'output' = 'input'): Diff => {
  const tool = (schema: JsonSchema) => ({
    name: 'tool',
    inputSchema: { type: 'object' },
    ...(role === 'input' ? { inputSchema: schema } : { outputSchema: schema }),
  });
  return diffServers(serverOf([tool(before)]), serverOf([tool(after)]));
};

/** A schema that servers could send: typed, nested twice at most. */
export const schemas = (depth: number): fc.Arbitrary<Schema> => {
  const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
    fc.option(value, { nil: undefined, freq: 2 }).map((each) => (each === undefined ? {} : { [key]: each }));
  const all = (...parts: fc.Arbitrary<Schema>[]) =>
    fc.tuple(...parts).map((each) => Object.assign({}, ...each) as Schema);
  const small = fc.integer({ min: 0, max: 4 });
  const strings = all(
    fc.constant({ type: 'string' }),
    optional('minLength', small),
    optional('maxLength', small),
    optional('enum', fc.uniqueArray(fc.constantFrom('', 'a', 'bb', 'ccc'), { minLength: 1 })),
    optional('pattern', fc.constantFrom('^a', 'b')),
  );
  const numbers = all(
    fc.constantFrom({ type: 'number' }, { type: 'integer' }),
    optional('minimum', small),
    optional('maximum', small),
    optional('exclusiveMinimum', small),
    optional('exclusiveMaximum', small),
    optional('multipleOf', fc.constantFrom(1, 2, 4)),
  );
  const plain = fc.oneof(
    strings,
    numbers,
    fc.constantFrom<Schema>({ type: 'boolean' }, { type: 'null' }, {}, { const: 'a' }, { enum: ['a', 1, null] }),
  );
  if (depth === 0) return plain;
  const inner = schemas(depth - 1);
  const lists = all(
    fc.constant({ type: 'array' }),
    optional('items', inner),
    optional('minItems', small),
    optional('maxItems', small),
  );
  const objects = all(
    fc.constant({ type: 'object' }),
    optional('properties', fc.dictionary(fc.constantFrom('a', 'b', 'c'), inner, { maxKeys: 3 })),
    optional('required', fc.uniqueArray(fc.constantFrom('a', 'b', 'c'))),
    optional('additionalProperties', fc.constantFrom<boolean | Schema>(true, false, { type: 'string' })),
    optional('minProperties', fc.constantFrom(0, 1, 2)),
  );
  const unions = fc.oneof(
    fc
      .uniqueArray(inner, { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) })
      .map((anyOf) => ({ anyOf })),
    all(strings, fc.constant({ type: ['string', 'null'] })),
    all(numbers, fc.constant({ type: ['integer', 'boolean'] })),
    inner.map((each) => ({ ...each, nullable: undefined, allOf: [{ description: 'x' }] })),
  );
  return fc.oneof(plain, lists, objects, objects, unions);
};
