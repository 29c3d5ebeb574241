import { describe, expect, it } from 'vitest';

import { buildServer } from '../inputs/build.ts';
import { fc } from '../testing/properties.ts';
import { between, schemas, serverOf, type Schema } from '../testing/diffing.ts';
import { changesOf, diffServers, isEmpty, type ChangeId } from './diff.ts';
import { KINDS } from './kinds.ts';

const OBJECT = { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] };
const input = (q: Schema, more: Schema = {}): Schema => ({
  type: 'object',
  properties: { q },
  required: ['q'],
  ...more,
});

/** What one edit of a schema is called, and whether it breaks an input, and a result. `-`: nothing is said. */
type Effect = 'breaking' | 'may-break' | 'compatible' | '-';
const EDITS: readonly (readonly [ChangeId, Schema, Schema, Effect, Effect])[] = [
  ['property-added', OBJECT, { ...OBJECT, properties: { q: { type: 'string' }, n: {} } }, 'compatible', 'compatible'],
  ['became-required', { ...OBJECT, required: [] }, OBJECT, 'breaking', 'compatible'],
  [
    'became-required',
    { ...input({ type: 'string', default: 'a' }), required: [] },
    input({ type: 'string', default: 'a' }),
    'breaking',
    'compatible',
  ],
  ['became-optional', OBJECT, { ...OBJECT, required: [] }, 'compatible', 'breaking'],
  ['type-narrowed', input({ type: ['string', 'null'] }), input({ type: 'string' }), 'breaking', 'compatible'],
  ['type-narrowed', input({}), input({ type: 'string' }), 'breaking', 'compatible'],
  ['type-narrowed', input({ type: 'number' }), input({ type: 'integer' }), 'breaking', 'compatible'],
  ['type-widened', input({ type: 'integer' }), input({ type: 'number' }), 'compatible', 'breaking'],
  [
    'type-widened',
    input({ type: 'string' }),
    input({ anyOf: [{ type: 'string' }, { type: 'boolean' }] }),
    'compatible',
    'breaking',
  ],
  ['type-widened', input({ type: 'string' }), input({ type: 'string', nullable: true }), 'compatible', 'breaking'],
  ['type-changed', input({ type: 'string' }), input({ type: 'array' }), 'breaking', 'breaking'],
  ['values-removed', input({ enum: ['a', 'b'] }), input({ enum: ['a'] }), 'breaking', 'compatible'],
  [
    'values-removed',
    input({ anyOf: [{ const: 'a' }, { const: 'b' }] }),
    input({ const: 'a' }),
    'breaking',
    'compatible',
  ],
  ['values-added', input({ enum: ['a'] }), input({ enum: ['b', 'a'] }), 'compatible', 'breaking'],
  ['values-set', input({ type: 'string' }), input({ type: 'string', enum: ['a'] }), 'breaking', 'compatible'],
  ['values-lifted', input({ type: 'string', enum: ['a'] }), input({ type: 'string' }), 'compatible', 'breaking'],
  ['bound-tightened', input({ type: 'string' }), input({ type: 'string', minLength: 1 }), 'breaking', 'compatible'],
  [
    'bound-tightened',
    input({ type: 'number', minimum: 0 }),
    input({ type: 'number', exclusiveMinimum: 0 }),
    'breaking',
    'compatible',
  ],
  [
    'bound-tightened',
    input({ type: 'array', maxItems: 9 }),
    input({ type: 'array', maxItems: 3 }),
    'breaking',
    'compatible',
  ],
  [
    'bound-loosened',
    input({ type: 'integer', maximum: 5 }),
    input({ type: 'integer', maximum: 6 }),
    'compatible',
    'breaking',
  ],
  [
    'bound-loosened',
    input({ type: 'number', minimum: 1, exclusiveMinimum: true }),
    input({ type: 'number', minimum: 1 }),
    'compatible',
    'breaking',
  ],
  [
    'step-changed',
    input({ type: 'number', multipleOf: 2 }),
    input({ type: 'number', multipleOf: 4 }),
    'breaking',
    'compatible',
  ],
  [
    'step-changed',
    input({ type: 'number', multipleOf: 2 }),
    input({ type: 'number', multipleOf: 3 }),
    'breaking',
    'breaking',
  ],
  ['pattern-set', input({ type: 'string' }), input({ type: 'string', pattern: '^a' }), 'breaking', 'compatible'],
  ['pattern-lifted', input({ type: 'string', pattern: '^a' }), input({ type: 'string' }), 'compatible', 'breaking'],
  [
    'pattern-changed',
    input({ type: 'string', pattern: '^a' }),
    input({ type: 'string', pattern: '^b' }),
    'may-break',
    'may-break',
  ],
  [
    'note-changed',
    input({ type: 'string', format: 'email' }),
    input({ type: 'string', format: 'email', pattern: '@' }),
    'compatible',
    'compatible',
  ],
  ['format-changed', input({ type: 'string' }), input({ type: 'string', format: 'uri' }), 'may-break', 'may-break'],
  ['format-lifted', input({ type: 'string', format: 'uri' }), input({ type: 'string' }), 'compatible', 'breaking'],
  ['closed', OBJECT, { ...OBJECT, additionalProperties: false }, 'may-break', 'compatible'],
  [
    'closed-map',
    input({ type: 'object' }),
    input({ type: 'object', additionalProperties: false }),
    'breaking',
    'compatible',
  ],
  ['closed', { type: 'object' }, { type: 'object', additionalProperties: false }, 'may-break', 'compatible'],
  ['opened', { ...OBJECT, additionalProperties: false }, OBJECT, 'compatible', 'compatible'],
  ['keyword-set', input({ type: 'array' }), input({ type: 'array', uniqueItems: true }), 'breaking', 'compatible'],
  ['keyword-lifted', input({ not: { const: 1 } }), input({}), 'compatible', 'breaking'],
  ['keyword-changed', input({ not: { const: 1 } }), input({ not: { const: 2 } }), 'may-break', 'may-break'],
  [
    'default-changed',
    input({ type: 'string', default: 'a' }),
    input({ type: 'string', default: 'b' }),
    'breaking',
    '-',
  ],
  ['default-stated', input({ type: 'string' }), input({ type: 'string', default: 'b' }), 'compatible', '-'],
  ['default-unstated', input({ type: 'string', default: 'a' }), input({ type: 'string' }), 'may-break', '-'],
  ['note-changed', input({ type: 'string' }), input({ type: 'string', examples: ['a'] }), 'compatible', 'compatible'],
  ['note-changed', input({ type: 'string' }), input({ type: 'string', 'x-unit': 'm' }), 'compatible', 'compatible'],
  [
    'dialect-changed',
    OBJECT,
    { ...OBJECT, $schema: 'https://json-schema.org/draft/2020-12/schema' },
    'compatible',
    'compatible',
  ],
  ['reference-unread', input({ type: 'string' }), input({ $ref: '#/$defs/none' }), 'may-break', 'may-break'],
  [
    'alternative-removed',
    input({
      anyOf: [
        { type: 'object', properties: { k: { const: 'a' } } },
        { type: 'object', properties: { k: { const: 'b' } } },
      ],
    }),
    input({ type: 'object', properties: { k: { const: 'a' } } }),
    'breaking',
    'compatible',
  ],
  [
    'alternative-added',
    input({ type: 'object', properties: { k: { const: 'a' } } }),
    input({
      anyOf: [
        { type: 'object', properties: { k: { const: 'a' } } },
        { type: 'object', properties: { k: { const: 'b' } } },
      ],
    }),
    'compatible',
    'breaking',
  ],
  [
    'alternatives-changed',
    input({
      anyOf: [
        { type: 'array', items: { type: 'string' } },
        { type: 'array', items: { type: 'null' } },
      ],
    }),
    input({
      anyOf: [
        { type: 'array', items: { type: 'number' } },
        { type: 'array', items: { type: 'object' } },
      ],
    }),
    'may-break',
    'may-break',
  ],
];

describe('an edit of a schema', () => {
  it.each(EDITS)('%s: %j became %j', (id, before, after, asInput, asOutput) => {
    for (const [role, effect] of [
      ['input', asInput],
      ['output', asOutput],
    ] as const) {
      const said = changesOf(between(before, after, role));
      const own = said.filter((change) => change.id === id);
      if (effect !== '-')
        expect(
          own.map(({ impact }) => impact),
          `${role}: ${said.map((each) => each.id).join()}`,
        ).toEqual([effect]);
    }
  });

  it.each([
    [
      'input',
      'property-refused',
      { ...OBJECT, additionalProperties: false },
      { type: 'object', additionalProperties: false },
      'breaking',
    ],
    ['input', 'property-removed', OBJECT, { type: 'object' }, 'may-break'],
    ['input', 'property-required-added', { type: 'object' }, OBJECT, 'breaking'],
    ['output', 'field-removed', OBJECT, { type: 'object' }, 'breaking'],
    ['output', 'field-dropped', { ...OBJECT, required: [] }, { type: 'object' }, 'may-break'],
    ['output', 'property-added', { type: 'object' }, OBJECT, 'compatible'],
  ] as const)('%s: %s', (role, id, before, after, impact) => {
    expect(changesOf(between(before, after, role)).find((change) => change.id === id)?.impact).toBe(impact);
  });

  it.each<[string, Schema, Schema]>([
    [
      'inline, and as a definition',
      input({ type: 'string' }),
      input({ $ref: '#/$defs/s' }, { $defs: { s: { type: 'string' } } }),
    ],
    [
      'a union as types and as alternatives',
      input({ type: ['string', 'null'] }),
      input({ anyOf: [{ type: 'null' }, { type: 'string' }] }),
    ],
    [
      'values as a list and as constants',
      input({ type: 'string', enum: ['a', 'b'] }),
      input({ oneOf: [{ const: 'b' }, { const: 'a' }] }),
    ],
    ['allOf of one', input({ type: 'string' }), input({ allOf: [{ type: 'string' }] })],
    ['above 0 and at least 1', input({ type: 'integer', exclusiveMinimum: 0 }), input({ type: 'integer', minimum: 1 })],
    [
      'bounds that every number has',
      input({ type: 'integer' }),
      input({ type: 'integer', minimum: -(2 ** 53) + 1, maximum: 2 ** 53 - 1 }),
    ],
    ['minLength 0', input({ type: 'string' }), input({ type: 'string', minLength: 0 })],
    [
      'a tuple in two dialects',
      input({ type: 'array', items: [{ type: 'string' }] }),
      input({ type: 'array', prefixItems: [{ type: 'string' }] }),
    ],
    ['a root without its type', OBJECT, { properties: OBJECT.properties, required: ['q'] }],
    ['the order of required', { ...OBJECT, required: ['a', 'q'] }, { ...OBJECT, required: ['q', 'a'] }],
  ])('is none: %s', (_, before, after) => {
    expect(changesOf(between(before, after)).map(({ id }) => id)).toEqual([]);
    expect(changesOf(between(after, before)).map(({ id }) => id)).toEqual([]);
  });

  it('behind a reference is found where it is used', () => {
    const of = (type: string) => ({
      type: 'object',
      properties: { user: { $ref: '#/$defs/user' } },
      $defs: { user: { type: 'object', properties: { age: { type }, boss: { $ref: '#/$defs/user' } } } },
    });
    const [change, ...more] = changesOf(between(of('integer'), of('string')));
    expect(change).toMatchObject({
      id: 'type-changed',
      at: { pointer: '/inputSchema/properties/user/properties/age' },
    });
    expect(more, 'what leads back to itself is told once').toEqual([]);
  });
});

describe('other edits', () => {
  const TOOL = {
    name: 'search_orders',
    description: 'Searches the orders of one customer by text, newest first.',
    inputSchema: OBJECT,
  };
  const OTHER = {
    name: 'pay',
    description: 'Pays an invoice from the given account at once.',
    inputSchema: input({ type: 'number' }),
  };
  const said = (before: readonly unknown[], after: readonly unknown[]) =>
    changesOf(diffServers(serverOf(before), serverOf(after))).map(({ id, impact }) => `${id} ${impact}`);
  it.each<[string, object, readonly string[]]>([
    ['a description', { description: 'Searches orders.' }, ['description-changed compatible']],
    ['no description', { description: undefined }, ['description-removed compatible']],
    ['a title', { title: 'Search' }, ['title-changed compatible']],
    ['a hint that asks no more', { annotations: { readOnlyHint: true } }, ['hint-claimed compatible']],
    ['a hint that says what counts anyway', { annotations: { readOnlyHint: false } }, ['hint-changed compatible']],
    ['a result with a schema', { outputSchema: OBJECT }, ['output-added compatible']],
    ['no input schema', { inputSchema: undefined }, ['input-removed may-break']],
    ['another member', { _meta: { a: 1 } }, ['member-changed compatible']],
    ['a task', { execution: { taskSupport: 'required' } }, ['execution-changed may-break']],
    [
      'a description of another type',
      { description: 7 },
      ['description-removed compatible', 'member-changed compatible'],
    ],
    ['another name', { name: 'find_orders' }, ['tool-renamed breaking']],
    [
      'a name of the same words',
      { name: 'searchOrders', description: 'Finds.' },
      ['tool-renamed breaking', 'description-changed compatible'],
    ],
  ])('%s', (_, edit, expected) =>
    expect(said([TOOL, OTHER], [{ ...TOOL, ...edit }, OTHER])).toEqual(
      expected.toSorted((a, b) => Number(b.includes('breaking')) - Number(a.includes('breaking'))),
    ),
  );

  it('a hint that was relied on', () =>
    expect(
      said([{ ...TOOL, annotations: { readOnlyHint: true } }], [{ ...TOOL, annotations: { readOnlyHint: false } }]),
    ).toEqual(['hint-withdrawn may-break']));
  it('a result without a schema', () =>
    expect(said([{ ...TOOL, outputSchema: OBJECT }], [TOOL])).toEqual(['output-removed breaking']));
  it('tools come and go', () => {
    expect(said([TOOL], [TOOL, OTHER])).toEqual(['tool-added compatible']);
    expect(said([TOOL, OTHER], [TOOL])).toEqual(['tool-removed breaking']);
    expect(said([TOOL, TOOL], [TOOL])).toEqual(['tool-removed breaking']);
  });
  it('siblings are not taken for one another', () => {
    const create = { ...OTHER, name: 'create_user', description: 'Creates a user with the given name.' };
    const remove = { ...OTHER, name: 'delete_user', description: 'Deletes a user for good, with all data.' };
    expect(said([create], [remove]).toSorted()).toEqual(['tool-added compatible', 'tool-removed breaking']);
    const twin = (name: string) => ({ ...TOOL, name });
    expect(said([twin('x')], [twin('y'), twin('z')]).toSorted(), 'which of the two cannot be told').toEqual([
      'tool-added compatible',
      'tool-added compatible',
      'tool-removed breaking',
    ]);
  });
  it('few words are enough where nothing else differs', () => {
    const old = { ...TOOL, name: 'x', description: 'Finds orders.' };
    const young = { ...old, name: 'y' };
    expect(said([old], [young])).toEqual(['tool-renamed breaking']);
    expect(said([old], [{ ...young, annotations: { readOnlyHint: true } }]).toSorted()).toEqual([
      'tool-added compatible',
      'tool-removed breaking',
    ]);
    expect(said([old], [young, { ...young, name: 'z' }])).not.toContain('tool-renamed breaking');
  });
  it('instructions, where both sides would have them', () => {
    const of = (instructions?: string) => serverOf([TOOL], instructions === undefined ? {} : { instructions });
    expect(changesOf(diffServers(of('a'), of('b'))).map(({ id }) => id)).toEqual(['instructions-changed']);
    expect(changesOf(diffServers(of(), of('b'))).map(({ id }) => id)).toEqual(['instructions-added']);
    const list = buildServer({ id: 'demo', fidelity: 'observed', complete: true, tools: [TOOL] });
    expect(isEmpty(diffServers(list, of('b'))), 'a bare list says nothing of instructions').toBe(true);
  });
  it('half a list tells nothing of what is missing', () => {
    const half = buildServer({ id: 'demo', fidelity: 'observed', complete: false, tools: [TOOL] });
    const diff = diffServers(serverOf([TOOL, OTHER]), half);
    expect({ said: changesOf(diff), unread: diff.unread, isWhole: diff.after.isWhole }).toEqual({
      said: [],
      unread: 1,
      isWhole: false,
    });
  });
  it('a tool that was listed only sometimes may come again', () => {
    const base = serverOf([TOOL, OTHER]);
    const quirk = { at: base.tools[1]!.address, what: 'conditional' as const, test: 'isPro' };
    const diff = diffServers({ ...base, quirks: [quirk] }, serverOf([TOOL]));
    expect(changesOf(diff).map(({ id, impact }) => `${id} ${impact}`)).toEqual(['tool-unlisted may-break']);
  });
  it('what could not be read is counted, not told', () => {
    const [base, head] = [serverOf([TOOL]), serverOf([{ ...TOOL, description: 'New.' }])];
    const opaque = {
      ...head,
      quirks: [{ at: head.tools[0]!.at('description'), what: 'opaque' as const, reason: 'made at run time' }],
    };
    expect(diffServers(base, opaque)).toMatchObject({ tools: [{ status: 'same' }], unread: 1 });
  });
});

describe('properties', () => {
  const tools = fc.uniqueArray(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 6 }),
      description: fc.lorem({ maxCount: 8 }),
      inputSchema: schemas(2),
    }),
    { maxLength: 5, selector: ({ name }) => name },
  );
  const shuffled = (value: unknown, turn: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => shuffled(each, turn));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [key, shuffled(each, turn)] as const);
    return Object.fromEntries(turn % 2 === 0 ? entries.toReversed() : [...entries.slice(1), ...entries.slice(0, 1)]);
  };

  it('a server does not differ from itself, in whatever order', () =>
    fc.assert(
      fc.property(tools, fc.nat(5), (list, turn) => {
        const other = (shuffled(list, turn) as unknown[]).toReversed();
        expect(changesOf(diffServers(serverOf(list), serverOf(other)))).toEqual([]);
      }),
      { numRuns: 200 },
    ));

  it('whatever differs is told, in both directions', () =>
    fc.assert(
      fc.property(schemas(2), schemas(2), (a, b) => {
        const [there, back] = [between(input(a), input(b)), between(input(b), input(a))];
        expect(isEmpty(there), JSON.stringify({ a, b })).toBe(isEmpty(back));
      }),
      { numRuns: 500 },
    ));

  /** Edits that a generator makes somewhere in a schema, and what has to be said. */
  const EDIT: readonly (readonly [ChangeId, (schema: Schema) => Schema])[] = [
    [
      'property-added',
      (each) => ({ ...each, properties: { ...(each['properties'] as object), added: { type: 'string' } } }),
    ],
    [
      'property-required-added',
      (each) => ({
        ...each,
        properties: { ...(each['properties'] as object), added: {} },
        required: [...(each['required'] as string[]), 'added'],
      }),
    ],
    ['description-added', (each) => ({ ...each, description: 'Said here.' })],
    ['default-stated', (each) => ({ ...each, default: { q: 1 } })],
    ['bound-tightened', (each) => ({ ...each, minProperties: 7 })],
    ['keyword-set', (each) => ({ ...each, not: { const: 'x' } })],
  ];
  it('an edit is found at any depth', () =>
    fc.assert(
      fc.property(
        schemas(1),
        fc.array(fc.constantFrom('object', 'array', 'map', 'ref'), { maxLength: 5 }),
        fc.constantFrom(...EDIT),
        (leaf, path, [id, edit]) => {
          const wrap = (inner: Schema): Schema =>
            path.reduce<Schema>((sum, kind, i) => {
              if (kind === 'array') return { type: 'array', items: sum };
              if (kind === 'map') return { type: 'object', additionalProperties: sum };
              return { type: 'object', properties: { [`p${i}`]: sum }, required: [] };
            }, inner);
          const base: Schema = { type: 'object', properties: { leaf }, required: ['leaf'] };
          const said = changesOf(between(input(wrap(base)), input(wrap(edit(base)))));
          expect(said.map((each) => each.id)).toContain(id);
          expect(said).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    ));

  it('hostile schemas end in time', () => {
    const deep = (leaf: Schema): Schema =>
      Array.from({ length: 150 }).reduce<Schema>((sum) => ({ type: 'object', properties: { a: sum } }), leaf);
    const wide = (type: string): Schema => ({
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, { type }])),
    });
    const knot = (n: number): Schema => ({
      $ref: '#/$defs/0',
      $defs: Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          i,
          {
            type: 'object',
            title: `${n}`,
            properties: { a: { $ref: `#/$defs/${(i + 1) % 30}` }, b: { $ref: `#/$defs/${(i + 7) % 30}` } },
          },
        ]),
      ),
    });
    const start = performance.now();
    expect(changesOf(between(deep({ type: 'string' }), deep({ type: 'number' })))).toMatchObject([{ id: 'too-deep' }]);
    expect(changesOf(between(wide('string'), wide('number')))).toHaveLength(5000);
    expect(changesOf(between(knot(1), knot(2))).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

it('every kind of change is one that can be said', () => {
  for (const { say, impact } of Object.values(KINDS)) {
    expect(say).toMatch(/^[^A-Z].*[^.]$/);
    expect(['breaking', 'may-break', 'compatible']).toContain(impact);
  }
});
