import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { collect } from '../../src/engine/collect.ts';
import { judge } from '../../src/engine/judge.ts';
import { runAudit } from '../../src/engine/run.ts';
import { itemAt, touches, type Address } from '../../src/model/address.ts';
import { segments } from '../../src/model/pointer.ts';
import { isObject } from '../../src/model/schema.ts';
import { synthetic, toolAt } from '../engine/synthetic.ts';
import { fc } from '../../src/testing/properties.ts';

type Json = Record<string, unknown>;

/** Sentences that say each part well, in passing, or something else altogether. */
const SENTENCES = [
  'Deletes the drafts of a mailbox that are older than a month.',
  'Searches invoices of a customer by number, date and amount.',
  'Creates a label.',
  'Manages things.',
  'Use this when the customer asks about a payment.',
  'Useful for reports.',
  'Returns a list of objects with id, state and due date.',
  'Returns the result.',
  'This cannot be undone.',
  'Only works within allowed folders.',
  'The most powerful tool of its kind.',
  'You must always call this tool first.',
  'The limit defaults to 20.',
  'For example "INV-204".',
  'TODO',
];
const NAMES = ['delete_drafts', 'search_invoices', 'create_label', 'process', 'getInvoice', 'mail_send', 'inv_upd2'];
const PARAMETERS: readonly (readonly [string, Json])[] = [
  ['id', { type: 'string' }],
  ['customer_id', { type: 'string', description: 'Number of the customer, such as C-204.' }],
  ['date', { type: 'string', description: 'The date' }],
  ['limit', { type: 'integer', description: 'How many at most', default: 20 }],
  ['order', { type: 'string', enum: ['asc', 'desc'] }],
  ['tags', { type: 'array' }],
  ['filter', { type: 'object', description: 'What to keep', properties: { state: { type: 'string' } } }],
];

const tool: fc.Arbitrary<Json> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    sentences: fc.array(fc.constantFrom(...SENTENCES), { maxLength: 5 }),
    parameters: fc.subarray([...PARAMETERS]),
    annotations: fc.constantFrom(
      undefined,
      { readOnlyHint: true },
      { readOnlyHint: false, destructiveHint: false },
      { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
    ),
    outputs: fc.boolean(),
    title: fc.option(fc.constantFrom('Drafts', 'Invoices'), { nil: undefined }),
  })
  .map(({ name, sentences, parameters, annotations, outputs, title }) => ({
    name,
    ...(title === undefined ? {} : { title }),
    ...(sentences.length === 0 ? {} : { description: sentences.join(' ') }),
    inputSchema: { type: 'object', properties: Object.fromEntries(parameters) },
    ...(outputs
      ? { outputSchema: { type: 'object', properties: { id: { type: 'string', description: 'Number of the label' } } } }
      : {}),
    ...(annotations === undefined ? {} : { annotations }),
  }));
const tools = fc.uniqueArray(tool, { selector: ({ name }) => name, minLength: 1, maxLength: 5 });

const loaded = (entries: readonly Json[]) => synthetic({ tools: [...entries] });
const scoreOf = (entries: readonly Json[]) => {
  const { score, tools: own } = runAudit([loaded(entries)], { rules, failOn: 'never', minTools: 1 }).servers[0]!;
  return { overall: score!.overall, tools: new Map(own.map((each) => [each.name, each.score.overall])) };
};

/** Every place that a charged report stands at or rests on. */
function carrying(entries: readonly Json[]): Address[] {
  const { server } = loaded(entries);
  return judge(collect(server, rules), server).said.flatMap(({ report }) => [
    report.at,
    ...(report.because ?? []),
    ...(report.parts ?? []),
    ...(report.related ?? []).map(({ at }) => at),
  ]);
}

/** What can be taken away from a tool: whole texts and schemas, at any depth, and single sentences. */
function* deletions(entry: Json): Generator<{ readonly pointer: string; readonly without: Json }> {
  const item = itemAt(entry, toolAt(String(entry['name'])));
  const paths = function* (value: unknown, path: readonly string[]): Generator<readonly string[]> {
    if (path.length > 0 && path[0] !== 'name' && !['type', 'properties'].includes(path.at(-1)!)) yield path;
    if (isObject(value)) for (const [key, inner] of Object.entries(value)) yield* paths(inner, [...path, key]);
  };
  for (const path of paths(entry, [])) {
    const { pointer } = item.at(...path);
    yield { pointer, without: omit(entry, segments(pointer)) };
  }
  const sentences = String(entry['description'] ?? '').split(/(?<=\.) /);
  if (sentences.length > 1)
    for (const i of sentences.keys())
      yield { pointer: '/description', without: { ...entry, description: sentences.toSpliced(i, 1).join(' ') } };
}

function omit(value: Json, [first, ...rest]: readonly string[]): Json {
  const { [first!]: inner, ...others } = value;
  return rest.length === 0 || !isObject(inner) ? others : { ...value, [first!]: omit(inner, rest) };
}

describe('the score of any server', () => {
  it('is not raised by taking away what carries no finding', () => {
    fc.assert(
      fc.property(tools, fc.nat(), fc.nat(), (entries, which, what) => {
        const entry = entries[which % entries.length]!;
        const all = [...deletions(entry)];
        if (all.length === 0) return;
        const { pointer, without } = all[what % all.length]!;
        const at = toolAt(String(entry['name']), pointer);
        fc.pre(!carrying(entries).some((place) => touches(place, at)));
        const before = scoreOf(entries);
        const after = scoreOf(entries.map((each) => (each === entry ? without : each)));
        for (const [name, score] of after.tools) expect(score, name).toBeLessThanOrEqual(before.tools.get(name)!);
        expect(after.overall).toBeLessThanOrEqual(before.overall!);
      }),
      { numRuns: 300 },
    );
  });

  it('is not lowered by filling in what a parameter lacks', () => {
    fc.assert(
      fc.property(tools, (entries) => {
        const filled = entries.map((entry) => ({
          ...entry,
          inputSchema: {
            type: 'object',
            properties: { ...(entry['inputSchema'] as { properties: Json }).properties, id: undefined },
          },
        }));
        const bare = filled.map((entry) => withParameter(entry, 'id', { type: 'string' }));
        const described = filled.map((entry) =>
          withParameter(entry, 'id', { type: 'string', description: 'Number of the invoice, such as INV-204.' }),
        );
        expect(scoreOf(described).overall).toBeGreaterThanOrEqual(scoreOf(bare).overall!);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same in any order of tools', () => {
    fc.assert(
      fc.property(tools, (entries) => {
        const [forth, back] = [scoreOf(entries), scoreOf(entries.toReversed())];
        expect(back.overall).toBe(forth.overall);
        expect(back.tools).toEqual(forth.tools);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['remove_card', 'Removes a card.', { readOnlyHint: true }],
    ['update_card', 'Updates the text of a card.', { readOnlyHint: true }],
    ['delete_board', 'Deletes a board with all its cards.', { readOnlyHint: false, destructiveHint: false }],
  ])('is not raised by a hint that is false: %s', (name, description, annotations) => {
    const bare = { name, description, inputSchema: { type: 'object', properties: { id: { type: 'string' } } } };
    expect(scoreOf([{ ...bare, annotations }]).overall).toBeLessThan(scoreOf([bare]).overall!);
  });

  it('is none without tools', () => expect(scoreOf([]).overall).toBeNull());
});

const withParameter = (entry: { inputSchema: { properties: Json } } & Json, name: string, schema: Json): Json => ({
  ...entry,
  inputSchema: { ...entry.inputSchema, properties: { ...entry.inputSchema.properties, [name]: schema } },
});
