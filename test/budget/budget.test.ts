import { countTokens as libraryCount, decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';

import { budgetOf, type Budget, type Part, type Parts } from '../../src/budget/budget.ts';
import { countText } from '../../src/budget/count.ts';
import { membersOf } from '../../src/budget/members.ts';
import { tally, type Stretch } from '../../src/budget/parts.ts';
import { objectOf, viewsOf } from '../../src/budget/views.ts';
import { buildServer } from '../../src/inputs/build.ts';
import { shortPieces } from './texts.ts';
import { fc } from '../../src/testing/properties.ts';

const library = (text: string): number => libraryCount(text, { disallowedSpecial: new Set() });
const budget = (tools: readonly unknown[], more: { instructions?: string } = {}): Budget =>
  budgetOf(buildServer({ id: 's', fidelity: 'observed', complete: true, tools, ...more }));
const sum = (parts: Parts): number => Object.values(parts).reduce((total, tokens) => total + tokens, 0);
const textOf = (stretches: readonly Stretch[]): string => stretches.map(({ text }) => text).join('');
/** Which text stands in which part. */
function partsOf(tool: Record<string, unknown>): Partial<Record<Part, string>> {
  const out: Partial<Record<Part, string>> = {};
  for (const { part, text } of objectOf(membersOf(tool))) out[part] = (out[part] ?? '') + text;
  return out;
}

const PARTS: Part[] = ['name', 'description', 'parameters', 'schema', 'output', 'annotations', 'other'];

const SEARCH = {
  name: 'search_issues',
  title: 'Search issues',
  description: 'Searches issues. Returns at most 100.',
  inputSchema: {
    type: 'object',
    description: 'the arguments',
    properties: {
      query: { type: 'string', description: 'What to look for.', default: { description: 'no description' } },
      description: { type: 'string' },
      tags: { type: 'array', items: { description: 'A tag', type: 'string' } },
    },
  },
  outputSchema: { type: 'object', description: 'what was found' },
  annotations: { readOnlyHint: true },
  _meta: { 'example.com/cost': 1 },
};

test('the views count the JSON text that the house defines', () => {
  const { name, description, inputSchema } = SEARCH;
  const { model, listing, instructions, tools, cut } = budget([SEARCH, { name: 'list' }], {
    instructions: 'Search before you list.',
  });
  expect(model).toBe(library(JSON.stringify({ name, description, inputSchema })) + library('{"name":"list"}'));
  expect(listing).toBe(library(JSON.stringify(SEARCH)) + library('{"name":"list"}'));
  expect(instructions).toBe(library('Search before you list.'));
  expect(tools.map((tool) => tool.name)).toEqual(['search_issues', 'list']);
  expect(tools[1]!.tokens).toEqual({ model: library('{"name":"list"}'), listing: library('{"name":"list"}') });
  expect(cut).toBe(false);
});

test('a part is its members with the comma or brace before them', () => {
  expect(
    partsOf({
      name: 'a',
      inputSchema: { properties: { q: { type: 'string', description: 'Why "so"?' } } },
      icons: [],
      annotations: {},
    }),
  ).toEqual({
    name: '{"name":"a"',
    schema: ',"inputSchema":{"properties":{"q":{"type":"string"}}}',
    parameters: ',"description":"Why \\"so\\"?"',
    other: ',"icons":[]',
    annotations: ',"annotations":{}}',
  });
});

/** How many tokens of an ASCII text start at one of these offsets, read off the library's own encoding. */
function startingIn(text: string, offsets: (offset: number) => boolean): number {
  let at = 0;
  let count = 0;
  for (const token of encode(text)) {
    if (offsets(at)) count++;
    at += decode([token]).length;
  }
  return count;
}

test('only the descriptions of parameters count as such, at any depth', () => {
  const { name, description, inputSchema } = SEARCH;
  const text = JSON.stringify({ name, description, inputSchema });
  const members = [',"description":"What to look for."', '{"description":"A tag"'].map((member) => ({
    start: text.indexOf(member),
    end: text.indexOf(member) + member.length,
  }));
  const { parts } = budget([SEARCH]);
  expect(parts.model.parameters).toBe(
    startingIn(text, (offset) => members.some(({ start, end }) => offset >= start && offset < end)),
  );
  expect(parts.listing.parameters).toBe(parts.model.parameters);
  expect(parts.listing.output).toBeGreaterThan(0);
  expect(parts.model.output + parts.model.annotations + parts.model.other).toBe(0);
});

test('a token belongs to the part in which it starts', () => {
  const ascii = fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    fc.constantFrom('."', '},"', '"}}', '{"', '":"', ' search', 'Issues', '!!!!!!!!', '\n\n'),
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ part: fc.constantFrom(...PARTS), text: ascii }), { maxLength: 12 }),
      (stretches) => {
        const owners = stretches.flatMap(({ part, text }) => [...text].map(() => part));
        const { parts } = tally(stretches);
        for (const part of PARTS)
          expect(parts[part]).toBe(startingIn(textOf(stretches), (offset) => owners[offset] === part));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a token that starts inside a character goes with that character', () => {
  const emoji = '🫠'; // three tokens
  const { parts } = tally([
    { part: 'description', text: `!${emoji}` },
    { part: 'other', text: `!${emoji}` },
  ]);
  expect(sum(parts)).toBe(library(`!${emoji}!${emoji}`));
  expect(parts.description).toBe(parts.other);
});

test('whatever the stretches, the parts add up to the count of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ part: fc.constantFrom(...PARTS), text: shortPieces }), { maxLength: 12 }),
      (stretches) => {
        const { tokens, parts, cut } = tally(stretches);
        expect(tokens).toBe(library(textOf(stretches)));
        expect(sum(parts)).toBe(tokens);
        expect(cut).toBe(false);
        for (const part of PARTS)
          if (!stretches.some((stretch) => stretch.part === part && stretch.text !== '')) expect(parts[part]).toBe(0);
      },
    ),
    { numRuns: 1_000 },
  );
});

/** Any JSON, with the words that the walk looks at. */
const hostile = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 1, stringUnit: 'grapheme' }),
    shortPieces,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        'name',
        'description',
        'inputSchema',
        'outputSchema',
        'annotations',
        'properties',
        'items',
        '$defs',
        'anyOf',
        'type',
        '__proto__',
        '_meta',
        '2',
        '',
      ),
      fc.string(),
    ),
    tie('value'),
    { maxKeys: 6, noNullPrototype: false },
  ),
})).object;

test('a tool read member by member counts as the stretches of its whole text', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'name',
      'description',
      'inputSchema',
      'annotations',
      '_meta',
      '__x',
      'icons',
      'größe',
      '_',
      '"',
      '2',
      ' a',
      '',
    ),
    fc.string({ maxLength: 4 }),
  );
  const value = fc.oneof(
    shortPieces,
    fc.constantFrom(true, null, 0, -1.5e300, 'ends.', '!!', '', '{}'),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant({ properties: { a: { description: 'What it is.' } } }),
  );
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 7, noNullPrototype: true }), (tool) => {
      expect(viewsOf(tool).listing.parts).toEqual(tally(objectOf(membersOf(tool))).parts);
    }),
    { numRuns: 2_000 },
  );
});

test('any tool counts as its JSON text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 3 }), (tools) => {
      const { tools: counts, model, listing, parts } = budget(tools);
      tools.forEach((tool, i) => {
        const { name, description, inputSchema } = tool as Record<string, unknown>;
        expect(counts[i]!.tokens).toEqual({
          model: countText(JSON.stringify({ name, description, inputSchema })),
          listing: countText(JSON.stringify(tool)),
        });
      });
      expect([sum(parts.model), sum(parts.listing)]).toEqual([model, listing]);
    }),
    { numRuns: 500 },
  );
});

test('a run too long to encode whole makes the budget an estimate, and its parts still add up', () => {
  const { cut, model, listing, parts } = budget([
    { name: 'flood', description: '!'.repeat(1_000_000), inputSchema: { type: 'object' } },
  ]);
  expect(cut).toBe(true);
  expect([sum(parts.model), sum(parts.listing)]).toEqual([model, listing]);
  expect(parts.model.schema).toBe(parts.listing.schema);
  expect(budget([], { instructions: 'a'.repeat(10_000) }).cut).toBe(true);
});
