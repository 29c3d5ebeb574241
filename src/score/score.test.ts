import { describe, expect, it } from 'vitest';

import { itemAt, serverAddress, type Address } from '../model/address.ts';
import type { Category } from '../rule.ts';
import { sumOf, type Loss } from './loss.ts';
import { scoreServer, type Scored, type ScoredTool } from './score.ts';
import { CATEGORIES, gradeOf, POINTS } from './weights.ts';
import { fc } from '../testing/properties.ts';

const address = (name: string): Address => ({ ...serverAddress('s'), kind: 'tool', name });
const OF_TOOLS: readonly Category[] = ['description', 'naming', 'schema', 'safety', 'budget'];
const toolOf = (name: string, due = 100, categories: readonly Category[] = OF_TOOLS): ScoredTool => ({
  item: itemAt({ name, raw: {} }, address(name)),
  categories: new Set(categories),
  due,
});
const serverOf = (tools: readonly ScoredTool[], losses: readonly Loss[], more: Partial<Scored> = {}): Scored => ({
  audited: true,
  tools,
  categories: new Set(),
  losses,
  ...more,
});
const lossAt = (places: readonly Address[], more: Partial<Loss> = {}): Loss => ({
  rule: 'r',
  category: 'description',
  severity: 'warning',
  points: 25,
  places,
  ...more,
});

describe('a score', () => {
  it('of a server without findings is 100, an A', () => {
    const { overall, grade, tools, gains } = scoreServer(serverOf([toolOf('a'), toolOf('b')], []));
    expect({ overall, grade, gains: gains() }).toEqual({ overall: 100, grade: 'A', gains: [] });
    expect(tools.map((tool) => tool.overall)).toEqual([100, 100]);
  });
  it('weighs categories over what was evaluated', () => {
    const { tools } = scoreServer(serverOf([toolOf('a')], [lossAt([address('a')], { points: 100 })]));
    expect(tools[0]!.categories).toEqual({
      description: 0,
      naming: 100,
      schema: 100,
      safety: 100,
      errors: null,
      operations: null,
      budget: 100,
    });
    expect(tools[0]!.overall).toBe(50); // 45 of 90
  });
  it('spreads what is not due over the rest of the description', () => {
    const of = (due: number) =>
      scoreServer(serverOf([toolOf('a', due)], [lossAt([address('a')], { points: 20 })])).tools[0]!.categories
        .description;
    expect([of(100), of(80), of(60)]).toEqual([80, 75, 67]);
  });
  it('is the mean and the worst tool together', () => {
    const losses = [lossAt([address('b')], { points: 100 })];
    expect(scoreServer(serverOf([toolOf('a'), toolOf('b')], losses)).overall).toBe(65); // 0.6 of 75 and 0.4 of 50
  });
  it('of a tool with an error is at most 49, of its server at most a C', () => {
    const losses = [lossAt([address('a')], { severity: 'error', points: 1 })];
    const many = Array.from({ length: 200 }, (_, i) => toolOf(`t${i}`));
    const { overall, grade, tools } = scoreServer(serverOf([toolOf('a'), ...many], losses));
    expect(tools[0]!.overall).toBe(49);
    expect({ overall, grade }).toEqual({ overall: 79, grade: 'C' });
  });
  it('takes what the server itself lacks from the server', () => {
    const losses = [lossAt([serverAddress('s', 'instructions')], { points: 100, category: 'budget' })];
    const { overall, categories, tools } = scoreServer(serverOf([toolOf('a')], losses));
    expect(tools[0]!.overall).toBe(100);
    expect(categories.budget).toBe(0);
    expect(overall).toBe(94); // 5 of 90
  });
  it('charges prompts and resources to the server', () => {
    const losses = [lossAt([{ ...serverAddress('s'), kind: 'prompt', name: 'a' }])];
    const { tools, categories } = scoreServer(serverOf([toolOf('a')], losses));
    expect([tools[0]!.overall, categories.description]).toEqual([100, 75]);
  });
  it('is none where nothing can be said', () => {
    const none = { overall: null, grade: null };
    expect(scoreServer(serverOf([], []))).toMatchObject(none);
    expect(scoreServer(serverOf([toolOf('a')], [], { audited: false }))).toMatchObject(none);
    const unread = toolOf('a', 100, ['naming', 'schema']);
    expect(scoreServer(serverOf([unread], [])).tools[0]).toMatchObject(none);
    expect(scoreServer(serverOf([unread, unread, toolOf('b')], []))).toMatchObject(none);
    expect(scoreServer(serverOf([unread, toolOf('b')], [])).overall).toBe(100);
  });
  it('names what fixing a rule gains', () => {
    const losses = [
      lossAt([address('a')], { rule: 'small', points: 10 }),
      lossAt([address('a')], { rule: 'large', points: 40 }),
    ];
    expect(scoreServer(serverOf([toolOf('a')], losses)).gains()).toEqual([
      { rule: 'large', points: expect.closeTo(20) },
      { rule: 'small', points: expect.closeTo(5) },
    ]);
  });
});

describe('several findings', () => {
  it('of one rule take half as much each time', () => {
    expect(sumOf([25, 25, 10].map((points) => lossAt([], { points })))).toBe(25 + 12.5 + 2.5);
  });
  it('of different rules add up', () => {
    expect(sumOf(['a', 'b'].map((rule) => lossAt([], { rule, points: 25 })))).toBe(50);
  });
});

describe('a grade', () => {
  it.each([
    [100, 'A'],
    [90, 'A'],
    [89, 'B'],
    [79, 'C'],
    [69, 'D'],
    [50, 'D'],
    [49, 'F'],
    [0, 'F'],
  ])('of %i is %s', (score, grade) => expect(gradeOf(score)).toBe(grade));
});

describe('of any server', () => {
  const names = ['a', 'b', 'c', 'd'];
  const place = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names).map(address) },
    { weight: 1, arbitrary: fc.constant(serverAddress('s')) },
  );
  const loss: fc.Arbitrary<Loss> = fc
    .record({
      rule: fc.constantFrom('r', 's', 't', 'u'),
      severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
      category: fc.constantFrom(...CATEGORIES),
      places: fc.array(place, { minLength: 1, maxLength: 3 }),
    })
    .map(({ share, ...rest }) => ({ ...rest, points: POINTS[rest.severity] * share }));
  const tool = fc.record({
    name: fc.constantFrom(...names),
    due: fc.constantFrom(60, 80, 100),
    categories: fc.subarray([...OF_TOOLS]),
  });
  const tools = fc
    .uniqueArray(tool, { selector: ({ name }) => name, minLength: 1 })
    .map((all) => all.map(({ name, due, categories }) => toolOf(name, due, categories)));
  const losses = fc.array(loss, { maxLength: 12 });
  const all = ({ overall, tools: own }: ReturnType<typeof scoreServer>) => [
    overall,
    ...own.map((each) => each.overall),
  ];

  it('a further defect raises nothing, and fixing one lowers nothing', () => {
    fc.assert(
      fc.property(tools, losses, loss, (own, before, more) => {
        const [fixed, broken] = [before, [...before, more]].map((each) => scoreServer(serverOf(own, each)));
        for (const [i, score] of all(broken!).entries()) {
          const other = all(fixed!)[i];
          expect(score === null).toBe(other === null);
          expect(score ?? 0).toBeLessThanOrEqual(other ?? 0);
        }
        for (const category of CATEGORIES)
          expect(broken!.categories[category] ?? 0).toBeLessThanOrEqual(fixed!.categories[category] ?? 0);
      }),
    );
  });
  it('the order of tools and of findings is nothing to it', () => {
    fc.assert(
      fc.property(tools, losses, (own, before) => {
        const forth = scoreServer(serverOf(own, before));
        const back = scoreServer(serverOf(own.toReversed(), before.toReversed()));
        expect({ ...back, gains: back.gains().map(({ rule }) => rule), tools: back.tools.toReversed() }).toEqual({
          ...forth,
          gains: forth.gains().map(({ rule }) => rule),
        });
      }),
    );
  });
  it('all numbers are whole and from 0 to 100', () => {
    fc.assert(
      fc.property(tools, losses, (own, before) => {
        const score = scoreServer(serverOf(own, before));
        for (const each of [score, ...score.tools].flatMap((one) => [one.overall, ...Object.values(one.categories)]))
          expect(each === null || (Number.isInteger(each) && each >= 0 && each <= 100)).toBe(true);
      }),
    );
  });
});
