import { describe, expect, it } from 'vitest';

import { factsOf } from '../../src/facts/facts.ts';
import { probePlan, type ProbePlan } from '../../src/facts/probe-plan.ts';
import { buildServer } from '../../src/inputs/build.ts';
import { isFailed } from '../../src/inputs/input.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { fc } from '../../src/testing/properties.ts';
import * as betrayed from './fixtures/betrayed.ts';
import { BETRAYALS, HALF_VERBS, IN_PROSE, VERBS } from './fixtures/betrayals.ts';
import { READ, READS, WRITES, type Listed } from './fixtures/probed-tools.mjs';

const plan = (...tools: readonly unknown[]): ProbePlan => {
  const server = buildServer({ id: 'case', fidelity: 'observed', complete: true, tools });
  return probePlan(server, factsOf(server));
};
const called = ({ calls }: ProbePlan): string[] => [...new Set(calls.map(({ tool }) => tool))];
const why = (tool: unknown): string | undefined => plan(tool).left[0]?.why;
/** One read, with what the case is about. */
const read = (more: Partial<Listed>): Listed => ({ ...READ, ...more });

describe('what is called', () => {
  it('reads, by every sign', () => {
    expect(called(plan(...READS))).toEqual(READS.map(({ name }) => name));
  });

  it.each(WRITES.map((tool) => [tool.name, tool] as const))('not %s', (_, tool) => {
    expect(called(plan(tool))).toEqual([]);
    expect(why(tool)).toMatch(/\w/);
  });

  it('says why', () => {
    const { readOnlyHint: _, ...others } = READ.annotations;
    expect(why(read({ annotations: others }))).toBe('no annotation says that it only reads');
    expect(why(read({ annotations: { readOnlyHint: 'true' } }))).toBe('no annotation says that it only reads');
    expect(why(read({ annotations: { readOnlyHint: false } }))).toBe('its annotations say that it writes');
    expect(why(read({ description: 'Lists the orders and deletes the old ones.' }))).toContain('`deletes`');
    expect(plan(READ, READ).left.map((each) => each.why)).toEqual([
      'another tool has its name',
      'another tool has its name',
    ]);
    expect(why(read({ execution: { taskSupport: 'required' } }))).toBe('it is offered as a task only');
  });

  it('nothing of a server whose framework gave every tool the same annotations', () => {
    const stamped = { annotations: { readOnlyHint: true } };
    expect(
      called(plan(read(stamped), read({ ...stamped, name: 'delete_order', description: 'Deletes one order.' }))),
    ).toEqual([]);
  });

  it('at most 60 tools', () => {
    const many = Array.from({ length: 70 }, (_, i) => read({ name: `list_orders_${i}` }));
    const { calls, left } = plan(...many);
    expect([new Set(calls.map(({ tool }) => tool)).size, left.length]).toEqual([60, 10]);
  });
});

describe('what betrays a read', () => {
  const thing = { name: 'get_thing', description: 'Gets one thing of the shop.' };
  const isCalled = (more: Partial<Listed>): boolean => called(plan(read({ ...thing, ...more }))).length > 0;
  const taking = (name: string, schema: object): Partial<Listed> => ({
    inputSchema: { type: 'object', properties: { [name]: schema } },
  });

  it.each<[string, readonly unknown[], (each: never) => Partial<Listed>]>([
    ['its description', betrayed.TEXTS, (description: string) => ({ description })],
    ['its name', betrayed.NAMES, (name: string) => ({ name })],
    [
      'what is said of a parameter',
      [...betrayed.SAID, 'If true, voids it.'],
      (description: string) => taking('x', { description }),
    ],
    ['a parameter', betrayed.PARAMETERS, (name: string) => taking(name, { type: 'string' })],
    ['a flag', betrayed.FLAGS, (name: string) => taking(name, { type: 'boolean' })],
    ['a mode', betrayed.MODES, (choices: readonly string[]) => taking('mode', { enum: choices })],
    ['a choice', betrayed.CHOICES, (choices: readonly string[]) => taking('what', { enum: choices })],
    ['a default', betrayed.DEFAULTS, (value: string) => taking('what', { type: 'string', default: value })],
    [
      'its result',
      betrayed.RESULTS,
      (properties: object) => ({ outputSchema: { type: 'object', properties } as Listed['inputSchema'] }),
    ],
  ])('%s', (_, all, more) => {
    expect(all.filter((each) => isCalled(more(each as never)))).toEqual([]);
  });

  it('the instructions', () => {
    const planned = (instructions: string): string[] => {
      const server = buildServer({ id: 'case', fidelity: 'observed', complete: true, tools: [READ], instructions });
      return called(probePlan(server, factsOf(server)));
    };
    expect(planned(`Careful.\n${READ.name} deletes what it lists.`)).toEqual([]);
    expect(planned(`To find one, call ${READ.name}. Everything is deleted after a year.`)).toEqual([READ.name]);
  });

  it('and what only resembles it', () => {
    expect(betrayed.CLEAN.filter((description) => !isCalled({ description }))).toEqual([]);
    expect(betrayed.CLEAN_PARAMETERS.filter((name) => !isCalled(taking(name, { type: 'string' })))).toEqual([]);
  });

  it.each([
    'https://example.com/logout',
    'http://127.0.0.1/x',
    '../secret',
    'rm -rf x',
    'mutation { a }',
    'DROP TABLE x',
    'x(1)',
    '$(reboot)',
  ])('an example that is not sent: %s', (example) => {
    const schema = { type: 'object', properties: { id: { type: 'string', examples: [example] } }, required: ['id'] };
    expect(plan(read({ inputSchema: schema })).calls.map((each) => each.arguments)).not.toContainEqual({ id: example });
  });
});

describe('what speaks of other things does not count', () => {
  it.each([
    'Lists the orders. Does not modify, move or delete anything.',
    'Lists the orders. Never changes an order, has no side effects.',
    'Lists the orders created after a date, deleted ones left out.',
    'Read-only. Lists orders that were cancelled or updated lately.',
    'Lists the orders, with comments, labels and posts of each.',
    'Lists orders. To change one, `update_order` is there.',
  ])('%s', (description) => {
    const other = { name: 'update_order', description: 'Changes one order.', inputSchema: { type: 'object' } };
    const tools = description.startsWith('Lists orders. To')
      ? [read({ description: description.replace('To change one, ', 'See ').replace(' is there', '') }), other]
      : [read({ description })];
    expect(called(plan(...tools))).toEqual([READ.name]);
  });
});

describe('its source, where it was read', () => {
  const withCode = (code: Case): ProbePlan => {
    const [loaded] = loadText(codeCase({ tools: [READ], ...code }), 'case.json', 'case');
    if (!loaded || isFailed(loaded)) throw new Error('the case does not load');
    return probePlan(loaded.server, factsOf(loaded.server));
  };

  it.each<[string, Case, string | undefined]>([
    ['a call that asks', { outbound: [{ at: 'a.ts#/x', method: 'read' }] }, undefined],
    ['a call that changes', { outbound: [{ at: 'a.ts#/x', method: 'write', callee: 'axios.post' }] }, 'axios.post'],
    [
      'a program that is started',
      { outbound: [{ at: 'a.ts#/x', client: 'node:child_process', callee: 'exec' }] },
      'exec',
    ],
    ['a file that it writes', { failures: [{ at: 'a.ts#/x', guards: ['fs.writeFile'] }] }, 'fs.writeFile'],
    ['a file that it reads', { failures: [{ at: 'a.ts#/x', guards: ['fs.readFile', 'pattern.exec'] }] }, undefined],
    ['a cache', { state: [{ at: 'a.ts#/x', what: 'cache' }] }, undefined],
    ['what later calls ask for', { state: [{ at: 'a.ts#/x', what: 'other', name: 'seen' }] }, 'seen'],
    ['a call of another tool', { outbound: [{ at: 'a.ts#/x', method: 'write', tools: [] }] }, undefined],
  ])('%s', (_, code, reason) => {
    const { calls, left } = withCode(code);
    if (reason === undefined) expect(calls).not.toEqual([]);
    else expect(left[0]?.why).toContain(`\`${reason}\``);
  });
});

describe('arguments', () => {
  const sent = (inputSchema: unknown): [unknown, string | undefined][] =>
    plan(read({ inputSchema })).calls.map(({ arguments: args, why: reason }) => [args, reason]);
  const object = (properties: object, required: readonly string[] = []): object => ({
    type: 'object',
    properties,
    required,
  });

  it.each<[string, unknown, readonly (readonly [unknown, string | undefined])[]]>([
    ['nothing is asked for', { type: 'object' }, [[{}, undefined]]],
    [
      'what is optional is left out, and once sent wrong',
      object({ limit: { type: 'integer' } }),
      [
        [{}, undefined],
        [{ limit: 'not a number' }, '`limit` is no integer'],
      ],
    ],
    ['an id cannot be invented', object({ id: { type: 'string' } }, ['id']), [[{}, '`id` is missing']]],
    [
      'an example is the author’s',
      object({ id: { type: 'string', examples: ['A-1'] } }, ['id']),
      [
        [{ id: 'A-1' }, undefined],
        [{}, '`id` is missing'],
      ],
    ],
    [
      'a choice',
      object({ kind: { enum: ['open', 'done'] } }, ['kind']),
      [
        [{ kind: 'done' }, undefined],
        [{}, '`kind` is missing'],
        [{ kind: 'no-such-choice' }, '`kind` is none of its choices'],
      ],
    ],
    [
      'a search is for a word',
      object({ query: { type: 'string' } }, ['query']),
      [
        [{ query: 'test' }, undefined],
        [{}, '`query` is missing'],
      ],
    ],
    [
      'a page',
      object({ page: { type: 'integer', minimum: 3 } }, ['page']),
      [
        [{ page: 3 }, undefined],
        [{}, '`page` is missing'],
        [{ page: 'not a number' }, '`page` is no integer'],
      ],
    ],
    [
      'a path of its own machine is not sent',
      object({ path: { type: 'string', examples: ['/etc/hosts'] } }, ['path']),
      [[{}, '`path` is missing']],
    ],
    ['a schema that is not understood', object({ id: { type: 'string' } }, ['other']), [[{}, '`other` is missing']]],
    ['no schema at all', undefined, [[{}, undefined]]],
  ])('%s', (_, schema, calls) => {
    expect(sent(schema)).toEqual(calls);
  });

  it('that are invalid are surely so', () => {
    for (const { calls } of [plan(...READS)])
      for (const call of calls) if (call.kind === 'invalid') expect(call.why).toMatch(/\w/);
    expect(sent(object({ id: { type: ['string', 'number'] }, any: {} }))).toEqual([[{}, undefined]]);
  });
});

describe('a write that says it reads', () => {
  it.each(Object.keys(BETRAYALS))('is betrayed by %s, whatever the verb', (where) => {
    const tool = fc.constantFrom(...READS.filter(({ inputSchema }) => inputSchema === READ.inputSchema), READ);
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), tool, (verb, base) => {
        expect(called(plan(BETRAYALS[where]!(verb, base)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(IN_PROSE)('is betrayed by %s, where the verb is a noun now and then', (where) => {
    for (const verb of HALF_VERBS) expect([verb, called(plan(BETRAYALS[where]!(verb, READ)))]).toEqual([verb, []]);
  });

  it('whatever else stands in the tool: never a call of one that is betrayed twice or more', () => {
    const some = fc.array(fc.tuple(fc.constantFrom(...Object.keys(BETRAYALS)), fc.constantFrom(...VERBS)), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(some, (betrayals) => {
        const tool = betrayals.reduce<Listed>((made, [where, verb]) => BETRAYALS[where]!(verb, made), READ);
        // one betrayal may take the place of another, never of all
        expect(called(plan(tool))).toEqual([]);
      }),
    );
  });

  it('and junk in place of a tool is not called, and never throws', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 4 }), fc.anything({ maxDepth: 3 }), (tool, schema) => {
        expect(called(plan(tool, { ...tool, name: 'x', inputSchema: schema }))).toEqual([]);
      }),
    );
  });
});
