import { formatFunctionDefinitions } from 'gpt-tokenizer/functionCalling';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

import type { Client } from '../../../src/budget/clients/client.ts';
import { CLIENTS } from '../../../src/budget/clients/clients.ts';
import { buildServer } from '../../../src/inputs/build.ts';
import { isWithin, printAddress, type Address } from '../../../src/model/address.ts';
import { segments } from '../../../src/model/pointer.ts';
import { isObject } from '../../../src/model/schema.ts';
import type { ToolServer } from '../../../src/model/server.ts';
import { fc } from '../../../src/testing/properties.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8'));
const RAW = read('tools.json') as readonly Readonly<Record<string, unknown>>[];
/** What published renderers made of the same tools: see scripts/record-renderers.mjs. */
const PUBLISHED = read('published.json') as Readonly<Record<string, { readonly texts: readonly string[] }>>;

const serverOf = (tools: readonly unknown[]): ToolServer =>
  buildServer({ id: 's', fidelity: 'observed', complete: true, tools });
const client = (id: string): Client => CLIENTS.find((each) => each.id === id)!;
const render = (id: string, tools: readonly unknown[] = RAW, server = 'garden') =>
  client(id).render(serverOf(tools).tools, { server });

test('the TypeScript namespace is what gpt-tokenizer writes', () => {
  const functions = RAW.map(({ name, description, inputSchema }) => ({ name, description, parameters: inputSchema }));
  expect(render('openai-typescript').texts).toEqual([
    formatFunctionDefinitions(functions as unknown as Parameters<typeof formatFunctionDefinitions>[0]),
  ]);
});

test.each(['harmony', 'gemini'])('%s is what its published renderer writes', (id) => {
  expect(render(id).texts).toEqual(PUBLISHED[id]!.texts);
});

const words = fc.constantFrom('bed', 'litres', 'the "small" one', 'crop\nand root', 'ü', 'null', 'x');
const values = fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null));
/** Schemas as servers send them. */
const LEAF = {
  type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object', ['string', 'null']),
  description: words,
  title: words,
  enum: fc.array(words, { minLength: 1, maxLength: 3 }),
  default: fc.oneof(fc.integer(), fc.boolean()), // harmony quotes a text by whether there are values, even hidden ones
  examples: fc.array(words, { maxLength: 2 }),
  const: values,
  nullable: fc.boolean(),
  minimum: fc.integer(),
  format: words,
  $ref: fc.constant('#/$defs/Bed'),
};
const schemas = fc.letrec<{ schema: Record<string, unknown> }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record(LEAF, { requiredKeys: [] }),
    fc.record(
      {
        ...LEAF,
        type: fc.constantFrom('object', 'array', 'string'),
        properties: fc.dictionary(words, tie('schema'), { maxKeys: 3 }),
        required: fc.array(words, { maxLength: 2 }),
        items: tie('schema'),
        anyOf: fc.array(tie('schema'), { maxLength: 1 }),
        oneOf: fc.array(tie('schema'), { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      },
      { requiredKeys: ['type'] },
    ),
  ),
})).schema;
/** Each description has a word of its own in it. */
const toolLists = fc
  .array(
    fc.record({ name: fc.constant('water'), description: words, inputSchema: schemas }, { requiredKeys: ['name'] }),
    { minLength: 1, maxLength: 3 },
  )
  .map((tools) => {
    let nth = 0;
    const named = JSON.stringify(tools, (key, value: unknown) =>
      key === 'description' && typeof value === 'string' ? `${value} D${nth++}.` : value,
    );
    return JSON.parse(named) as typeof tools;
  });

test('the TypeScript namespace is that of gpt-tokenizer for any schema', () => {
  fc.assert(
    fc.property(toolLists, (tools) => {
      const functions = tools.map(({ inputSchema, ...rest }) => ({ ...rest, parameters: inputSchema }));
      expect(render('openai-typescript', tools).texts).toEqual([
        formatFunctionDefinitions(functions as unknown as Parameters<typeof formatFunctionDefinitions>[0]),
      ]);
    }),
    { numRuns: 200 },
  );
});

test('what is hidden can be taken away, and the text stays', () => {
  fc.assert(
    fc.property(toolLists, fc.constantFrom(...CLIENTS.map(({ id }) => id)), (tools, id) => {
      const { texts, hidden } = render(id, tools);
      expect(render(id, hidden.reduce(without, tools)).texts).toEqual(texts);
    }),
    { numRuns: 200 },
  );
});

test('a description is in the text or hidden', () => {
  fc.assert(
    fc.property(toolLists, fc.constantFrom('openai-typescript', 'harmony'), (tools, id) => {
      const { tools: items } = serverOf(tools);
      const { texts, hidden } = render(id, tools);
      for (const item of items)
        for (const [at, text] of descriptions(item.data.raw, [])) {
          const address = item.at(...at);
          const isHidden = hidden.some((each) => isWithin(address, each));
          expect([printAddress(address), texts.join('\n').includes(/D\d+\./.exec(text)![0])]).toEqual([
            printAddress(address),
            !isHidden,
          ]);
        }
    }),
    { numRuns: 200 },
  );
});

/** The descriptions of the input schema, but those of definitions, which nobody looks for. */
function* descriptions(value: unknown, at: (string | number)[]): Iterable<[(string | number)[], string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (key === 'description' && at.length > 0 && typeof each === 'string') yield [[...at, key], each];
    else yield* descriptions(each, [...at, Array.isArray(value) ? Number(key) : key]);
  }
}

function without<T extends readonly unknown[]>(tools: T, at: Address): T {
  const copy = structuredClone(tools) as unknown as unknown[];
  const path = segments(at.pointer);
  let owner: unknown = copy[at.nth - 1];
  for (const step of path.slice(0, -1)) owner = (owner as Record<string, unknown>)[step];
  if (isObject(owner)) delete (owner as Record<string, unknown>)[path.at(-1)!];
  return copy as unknown as T;
}

test('what a rendering hides', () => {
  const hiddenBy = (id: string) =>
    render(id).hidden.map(({ name, pointer }) => `${name} ${pointer.replace('/inputSchema', '')}`);
  expect(hiddenBy('openai-json')).toEqual([]);
  expect(hiddenBy('anthropic')).toEqual([]);
  expect(hiddenBy('harmony')).toMatchInlineSnapshot(`
    [
      "water_bed /properties/bed/minLength",
      "water_bed /properties/litres/minimum",
      "water_bed /properties/litres/maximum",
      "water_bed /properties/level/enum",
      "water_bed /properties/until/format",
      "water_bed /properties/factor/exclusiveMinimum",
      "plan_season /properties/beds/minItems",
      "plan_season /properties/beds/uniqueItems",
      "plan_season /properties/beds/items/properties/id/pattern",
      "plan_season /properties/rest/additionalProperties",
      "find_plant /properties/by/anyOf",
      "find_plant /properties/kind/$ref",
      "find_plant /properties/scope/const",
      "find_plant /properties/page/examples",
      "find_plant /properties/sort/enum",
      "find_plant /properties/nothing/type",
      "find_plant /properties/when/oneOf/0/description",
      "find_plant /properties/when/oneOf/1/minimum",
      "find_plant /properties/where/oneOf/0/description",
    ]
  `);
  expect(hiddenBy('openai-typescript')).toMatchInlineSnapshot(`
    [
      "water_bed /properties/bed/minLength",
      "water_bed /properties/litres/minimum",
      "water_bed /properties/litres/maximum",
      "water_bed /properties/litres/default",
      "water_bed /properties/mode/default",
      "water_bed /properties/gentle/default",
      "water_bed /properties/until/format",
      "water_bed /properties/until/default",
      "water_bed /properties/factor/default",
      "water_bed /properties/factor/exclusiveMinimum",
      "plan_season /description",
      "plan_season /properties/beds/minItems",
      "plan_season /properties/beds/uniqueItems",
      "plan_season /properties/beds/items/description",
      "plan_season /properties/beds/items/properties/id/pattern",
      "plan_season /properties/beds/items/properties/id/description",
      "plan_season /properties/beds/items/properties/rows/items/properties/crop/description",
      "plan_season /properties/beds/items/properties/rows/items/properties/spacing/properties/cm/description",
      "plan_season /properties/rest/additionalProperties",
      "plan_season /properties/seedlings/properties/ready/default",
      "find_plant /properties/by/anyOf",
      "find_plant /properties/kind/$ref",
      "find_plant /properties/scope/const",
      "find_plant /properties/page/type",
      "find_plant /properties/page/default",
      "find_plant /properties/page/examples",
      "find_plant /properties/sort/type",
      "find_plant /properties/sort/enum",
      "find_plant /properties/colour/nullable",
      "find_plant /properties/colour/examples",
      "find_plant /properties/mixed/default",
      "find_plant /properties/when/default",
      "find_plant /properties/when/oneOf",
      "find_plant /properties/where/oneOf",
      "find_plant /properties/limits/nullable",
      "harvest /oneOf",
    ]
  `);
});

test('Claude Code puts the server before the name and cuts long descriptions', () => {
  const { texts, hidden } = render('claude-code', [{ name: 'a.b', description: 'x'.repeat(2_049) }], 'my garden');
  expect(texts[0]).toContain('"name":"mcp__my_garden__a_b"');
  expect(texts[0]).toContain(`${'x'.repeat(2_048)}… [truncated]"`);
  expect(hidden.map(printAddress)).toEqual(['mcp:s/tools/a.b#/description']);
  expect(render('claude-code', [{ name: 'a', description: 'x'.repeat(2_048) }]).hidden).toEqual([]);
});

test.each(CLIENTS.map(({ id }) => id))('%s takes deep and wide schemas', (id) => {
  let deep: Record<string, unknown> = { type: 'string' };
  for (let i = 0; i < 480; i++) deep = { type: 'object', properties: { a: deep, b: { type: 'array', items: {} } } };
  const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, { type: 'string', enum: ['a'] }]));
  const values = { type: 'string', enum: Array.from({ length: 200_000 }, (_, i) => `v${i}`) };
  const start = performance.now();
  const { texts } = render(id, [
    { name: 'deep', inputSchema: deep },
    { name: 'wide', inputSchema: { type: 'object', properties: { ...wide, values }, required: Object.keys(wide) } },
    {
      name: 'odd',
      description: 7,
      inputSchema: { properties: { a: null, b: true, c: [], d: { enum: 'x', items: [1] } } },
    },
    {},
  ]);
  expect(texts.join('').length).toBeLessThan(20_000_000);
  expect(performance.now() - start).toBeLessThan(5_000);
});
