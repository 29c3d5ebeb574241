import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';

import { budgetOf } from '../../src/budget/budget.ts';
import { CLIENTS } from '../../src/budget/clients/clients.ts';
import { calibrate, type Calibration, type Measured } from '../../src/budget/spending/calibration.ts';
import { costsOf } from '../../src/budget/spending/costs.ts';
import { clientViews, sentTokens } from '../../src/budget/spending/views.ts';
import { windowShares } from '../../src/budget/spending/windows.ts';
import { buildServer } from '../../src/inputs/build.ts';
import { PRICE_SOURCES, PRICES, PRICES_AS_OF } from '../../src/profiles/prices.ts';
import { tokenizerOf, TOKENIZERS, TOKENIZERS_READ_ON } from '../../src/profiles/tokenizers.ts';

const TOOLS = [
  {
    name: 'water_bed',
    title: 'Water a bed',
    description: 'Waters one bed. Use list_beds to find its id.',
    inputSchema: {
      type: 'object',
      properties: {
        bed: { type: 'string', description: 'Id of the bed.' },
        litres: { type: 'integer', minimum: 1, maximum: 40, default: 10 },
        mode: { anyOf: [{ enum: ['drip', 'spray'] }, { type: 'null' }], description: 'How.' },
      },
      required: ['bed'],
    },
    annotations: { readOnlyHint: false },
  },
  { name: 'list_beds', description: 'Lists the beds.', inputSchema: { type: 'object', properties: {} } },
];
const server = buildServer({
  id: 'garden',
  fidelity: 'observed',
  complete: true,
  tools: TOOLS,
  instructions: 'Water in the morning.',
});
const SAFE = { disallowedSpecial: new Set<string>() };
const COUNT = {
  o200k_base: (text: string) => o200k(text, SAFE),
  cl100k_base: (text: string) => cl100k(text, SAFE),
};
const ENCODINGS = ['o200k_base', 'cl100k_base'] as const;

/** Every text that is counted, as it stands. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  model: TOOLS.map(({ name, description, inputSchema }) => JSON.stringify({ name, description, inputSchema })),
  listing: TOOLS.map((tool) => JSON.stringify(tool)),
  ...Object.fromEntries(CLIENTS.map(({ id, render }) => [id, render(server.tools, { server: 'garden' }).texts])),
};

test('the texts that are counted, and what gpt-tokenizer counts in them', async () => {
  const printed = Object.entries(TEXTS).map(([id, texts]) => {
    const counts = ENCODINGS.map((each) => `${each} ${texts.reduce((sum, text) => sum + COUNT[each](text), 0)}`);
    return `== ${id}: ${counts.join(', ')}\n\n${texts.join('\n')}\n`;
  });
  await expect(printed.join('\n')).toMatchFileSnapshot('views.txt');
});

test('our counts are those of gpt-tokenizer on these texts', () => {
  const sums = (id: string) =>
    Object.fromEntries(ENCODINGS.map((each) => [each, TEXTS[id]!.reduce((sum, text) => sum + COUNT[each](text), 0)]));
  const views = clientViews(server, { encodings: ENCODINGS });
  expect(views.map(({ id }) => id)).toEqual(CLIENTS.map(({ id }) => id));
  for (const { id, tokens } of views) expect([id, tokens]).toEqual([id, sums(id)]);
  const { model, listing, parts } = budgetOf(server);
  expect({ model, listing }).toEqual({ model: sums('model')['o200k_base'], listing: sums('listing')['o200k_base'] });
  for (const encoding of ENCODINGS)
    expect(sentTokens(server.tools, encoding)).toEqual({
      model: sums('model')[encoding],
      listing: sums('listing')[encoding],
    });
  const total = (each: object): number => Object.values(each).reduce((sum: number, tokens: number) => sum + tokens, 0);
  expect([total(parts.model), total(parts.listing)]).toEqual([model, listing]);
});

test('only what is asked for is counted', () => {
  for (const { tokens } of clientViews(server)) expect(Object.keys(tokens)).toEqual(['o200k_base']);
});

test('counts of Claude and Gemini are ranges that say what they rest on', () => {
  const [anthropic, claudeCode, deferred, json, , , gemini] = clientViews(server);
  const tokens = anthropic!.tokens.o200k_base!;
  expect(anthropic!.estimates).toMatchObject([
    { models: 'Claude up to 4.6 and Haiku 4.5', from: Math.round(tokens * 1.05), to: Math.round(tokens * 1.25) },
    { models: 'Claude Opus 4.7 and later, Sonnet 5, Fable' },
  ]);
  for (const { basis } of [anthropic!, claudeCode!, deferred!, gemini!].flatMap(({ estimates }) => estimates))
    expect(basis).toMatch(/^[\d.]+ to [\d.]+ times o200k_base: /);
  expect(json!.estimates).toEqual([]);
  expect(deferred!.firstSearch).toMatchObject({ tools: { from: 3, to: 5 } });
  expect(deferred!.firstSearch!.from).toBe(deferred!.firstSearch!.to); // there are only two
  expect(json!.firstSearch).toBeUndefined();
});

test('without tools there is little to count', () => {
  const none = buildServer({ id: 'none', fidelity: 'observed', complete: true, tools: [] });
  const views = clientViews(none);
  expect(views.find(({ id }) => id === 'deferred')).toMatchObject({ tokens: { o200k_base: 0 }, hidden: 0 });
  expect(views.find(({ id }) => id === 'deferred')!.firstSearch).toBeUndefined();
});

test('shares of common windows', () => {
  expect(windowShares(25_600)).toEqual([
    { window: 128_000, share: 0.2 },
    { window: 200_000, share: 0.128 },
    { window: 1_000_000, share: 0.0256 },
  ]);
});

test('costs of 1,000 turns', () => {
  const at = (tokens: number, id: string) => ({
    id,
    title: '',
    source: '',
    tokens: { o200k_base: tokens },
    estimates: [],
    hidden: 0,
  });
  const costs = costsOf([
    at(10_000, 'anthropic'),
    at(11_000, 'openai-json'),
    at(8_000, 'openai-typescript'),
    at(5_000, 'gemini'),
  ]);
  expect(costs.map(({ model }) => model)).toEqual(PRICES.map(({ name }) => name));
  const of = (name: string) => costs.find(({ model }) => model === name)!;
  expect(of('GPT-5.5')).toEqual({
    model: 'GPT-5.5',
    uncached: { from: 40, to: 55 }, // 8,000 and 11,000 tokens × 1,000 turns × $5 a million
    cached: {
      from: expect.closeTo(8_000 * (5 + 999 * 0.5) * 1e-6),
      to: expect.closeTo(11_000 * (5 + 999 * 0.5) * 1e-6),
    },
    asOf: '2026-07-02',
  });
  expect(of('Claude Opus 4.8').uncached).toEqual({ from: 62.5, to: 85 });
  expect(of('Claude Haiku 4.5').cached.from).toBeCloseTo(10_500 * (1.25 + 999 * 0.1) * 1e-6);
  expect(costsOf([])).toEqual([]);
  const calibration = calibrated({ model: 'claude-opus-4-8', all: 1_000, byTool: new Map() });
  const own = costsOf([at(10_000, 'anthropic')], [calibration]).find(({ model }) => model === 'Claude Opus 4.8')!;
  expect(own.uncached.from).toBe(own.uncached.to);
});

const calibrated = (measured: Measured): Calibration => {
  const made = calibrate(measured, server.tools);
  if (typeof made === 'string') throw new Error(made);
  return made;
};
const anthropicTokens = (tools = server.tools): number =>
  o200k(CLIENTS[0]!.render(tools, { server: '' }).texts[0]!, SAFE);

test('a calibration takes the place of the range', () => {
  const x = anthropicTokens();
  const one = calibrated({ model: 'claude-opus-4-8', all: x * 2, byTool: new Map() });
  expect(one).toMatchObject({ ratio: 2, fixed: 0, counts: 1 });
  expect(one.residual).toBeUndefined();
  const [view] = clientViews(server, { calibrations: [one] });
  expect(view!.estimates).toEqual([
    {
      models: 'Claude up to 4.6 and Haiku 4.5',
      from: expect.any(Number),
      to: expect.any(Number),
      basis: expect.any(String),
    },
    { models: 'claude-opus-4-8', from: x * 2, to: x * 2, basis: 'calibrated: 2.00 times o200k_base, from one count' },
  ]);
});

test('with counts of single tools, what every request takes is told apart', () => {
  const [water, list] = server.tools.map((tool) => anthropicTokens([tool]));
  const exact = (x: number): number => 1.5 * x + 300;
  const made = calibrated({
    model: 'claude-sonnet-4-6',
    all: exact(anthropicTokens()) + 3,
    byTool: new Map([
      ['water_bed', exact(water!)],
      ['list_beds', exact(list!) - 2],
    ]),
  });
  expect(made.ratio).toBeCloseTo(1.5, 1);
  expect(made.fixed).toBeGreaterThan(290);
  expect(made.residual).toBeLessThan(0.01);
  const [view] = clientViews(server, { calibrations: [made] });
  expect(view!.estimates[0]!.basis).toMatch(
    /^calibrated: 1\.5\d times o200k_base and \d+ besides, from 3 counts, off by about 0\.\d%$/,
  );
});

test.each<[string, Measured, string]>([
  ['another model', { model: 'gpt-5', all: 100, byTool: new Map() }, 'model'],
  ['other tools', { model: 'gemini-2.5-pro', byTool: new Map([['plant', 10]]) }, 'tools'],
  [
    'shrinking',
    {
      model: 'gemini-2.5-pro',
      byTool: new Map([
        ['water_bed', 10],
        ['list_beds', 900],
      ]),
    },
    'counts',
  ],
])('counts of %s are of no use', (_, measured, why) => {
  expect(calibrate(measured, server.tools)).toBe(why);
});

test.each([
  ['claude-opus-4-5-20251101', 'claude-older'],
  ['claude-opus-4-20250514', 'claude-older'],
  ['anthropic.claude-sonnet-4-6-v1:0', 'claude-older'],
  ['claude-haiku-4-5', 'claude-older'],
  ['claude-3-5-haiku-20241022', 'claude-older'],
  ['claude-opus-4.7', 'claude-newer'],
  ['claude-opus-4-8', 'claude-newer'],
  ['claude-opus-4-10', 'claude-newer'],
  ['claude-sonnet-5', 'claude-newer'],
  ['claude-fable-5', 'claude-newer'],
  ['models/gemini-3.5-flash', 'gemini'],
  ['gpt-5.5', undefined],
])('%s has the tokenizer %s', (model, id) => {
  expect(tokenizerOf(model)?.id).toBe(id);
});

test('prices and tokenizers are dated, with sources, and of one another', () => {
  for (const day of [PRICES_AS_OF, TOKENIZERS_READ_ON]) expect(day).toMatch(/^2\d{3}-\d\d-\d\d$/);
  for (const source of [...PRICE_SOURCES, ...TOKENIZERS.flatMap(({ sources }) => sources)])
    expect(URL.canParse(source), source).toBe(true);
  for (const { id, maker, input, cached, write } of PRICES) {
    expect(tokenizerOf(id)?.maker).toBe(maker === 'openai' ? undefined : maker);
    expect([cached < input, write >= input]).toEqual([true, true]);
  }
});
