import { describe, expect, it } from 'vitest';

import { factsOf } from '../../../facts/facts.ts';
import { buildServer } from '../../../inputs/build.ts';
import { fc } from '../../../testing/properties.ts';
import { budgetOf } from '../../budget.ts';
import { spendingOf } from '../spend.ts';
import { edited } from './edits.ts';
import { cutsIn } from './spaces.ts';

const serverOf = (tools: readonly unknown[], instructions?: string) =>
  buildServer({
    id: 'shop',
    fidelity: 'observed',
    complete: true,
    tools,
    ...(instructions === undefined ? {} : { instructions }),
  });

function saved(tools: readonly unknown[], instructions?: string) {
  const server = serverOf(tools, instructions);
  const budget = budgetOf(server);
  const { savings } = spendingOf(server, factsOf(server), budget);
  const certain = savings.filter(({ edits }) => edits);
  const after = edited(
    server,
    certain.flatMap(({ edits = [] }) => edits),
  );
  const left = budgetOf(serverOf(after.tools, after.instructions));
  return {
    promised: certain.reduce((sum, { saves = 0 }) => sum + saves, 0),
    kept: budget.model + budget.instructions - left.model - left.instructions,
    after,
    savings,
  };
}

const NAMES = Array.from({ length: 30 }, (_, i) => `field_${i}`);
const titled = (more: object) => ({
  name: 'save_order',
  inputSchema: {
    type: 'object',
    properties: Object.fromEntries(
      NAMES.map((name) => [name, { type: 'integer', title: name.replace('_', ' ').replace('f', 'F'), ...more }]),
    ),
  },
});
const RULE = 'All amounts are in cents of the currency of the shop, and times are in UTC.';

describe('what can be carried out as it stands', () => {
  it.each<[string, object, string]>([
    ['titles that say a name again', {}, '`title`s'],
    ['bounds of any integer', { maximum: Number.MAX_SAFE_INTEGER, minimum: Number.MIN_SAFE_INTEGER }, 'bounds'],
    ['defaults of null', { default: null }, '`"default": null`'],
    ['lists of nothing that must be given', { required: [] }, 'empty `required`'],
    ['lower bounds of 0', { minLength: 0 }, 'lower bounds'],
  ])('%s are dropped, and what is promised is saved', (_, more, say) => {
    const { promised, kept, savings, after } = saved([titled(more)]);
    expect(savings.map((each) => each.say).join()).toContain(say);
    expect(Math.abs(kept - promised)).toBeLessThanOrEqual(0.02 * promised);
    const { properties } = (after.tools[0] as ReturnType<typeof titled>).inputSchema;
    expect(Object.values(properties)).toEqual(NAMES.map(() => ({ type: 'integer' })));
  });

  it('so are titles that say the name of a tool or of a definition again', () => {
    const tools = NAMES.map((name) => ({
      name,
      inputSchema: {
        type: 'object',
        title: `${name}Arguments`,
        properties: { order: { $ref: '#/$defs/OrderLine' }, note: { title: 'For the clerk', type: 'string' } },
        $defs: { OrderLine: { title: 'OrderLine', type: 'integer' } },
      },
    }));
    const { savings, promised, kept, after } = saved(tools);
    expect(savings[0]).toMatchObject({ saves: promised, risk: 'none' });
    expect(savings[0]!.say).toContain('60 `title`s that say a name again');
    expect(Math.abs(kept - promised)).toBeLessThanOrEqual(0.02 * promised);
    expect(after.tools[0]).toMatchObject({ inputSchema: { properties: { note: { title: 'For the clerk' } } } });
  });

  it('a title that says more stays, and so does a bound that bounds', () => {
    const { savings } = saved([
      {
        name: 'save_order',
        inputSchema: {
          type: 'object',
          properties: Object.fromEntries(
            NAMES.map((name) => [
              name,
              { type: 'integer', title: `${name} in cents`, maximum: 100, minimum: 1, default: 1 },
            ]),
          ),
        },
      },
    ]);
    expect(savings.filter(({ edits }) => edits)).toEqual([]);
  });

  it('sentences that most descriptions share go to the instructions', () => {
    const things = ['orders', 'parcels', 'refunds', 'coupons', 'invoices', 'returns'];
    const tools = things.map((thing) => ({
      name: `list_${thing}`,
      description: `Lists the ${thing} of one customer, the newest first. ${RULE} Use it before you answer about ${thing}.`,
    }));
    const { after, promised, kept } = saved(tools, 'A shop.');
    expect(after.instructions).toBe(`A shop.\n${RULE}`);
    expect(after.tools.map((tool) => tool['description'])).toEqual(
      things.map(
        (thing) => `Lists the ${thing} of one customer, the newest first. Use it before you answer about ${thing}.`,
      ),
    );
    expect(kept).toBe(promised);
  });

  it('five and more go together, and what is promised is saved', () => {
    const { promised, kept, savings } = saved(
      ['order', 'refund', 'parcel', 'coupon', 'basket'].map((thing, i) => ({
        name: `save_${thing}`,
        description: `\n      Saves one ${thing}.\n      It is kept for ${i + 2} years.\n\n      ${RULE}\n    `,
        inputSchema: {
          $schema: 'http://json-schema.org/draft-07/schema#',
          ...titled({ maximum: Number.MAX_SAFE_INTEGER, default: null, exclusiveMinimum: -Infinity }).inputSchema,
          additionalProperties: {},
        },
      })),
    );
    expect(savings.filter(({ edits }) => edits).length).toBeGreaterThanOrEqual(5);
    expect(Math.abs(kept - promised)).toBeLessThanOrEqual(0.02 * promised);
  });

  it('a number is promised only with edits', () => {
    const { savings } = saved([titled({}), { name: 'x', description: 'word '.repeat(400) }]);
    expect(savings.length).toBeGreaterThan(1);
    for (const { saves, edits } of savings) expect(saves === undefined).toBe(edits === undefined);
  });
});

describe('loose spaces', () => {
  it.each<[string, string]>([
    ['  Gets it.  ', 'Gets it.'],
    ['Gets it.\n\n\n\nReturns it.', 'Gets it.\n\nReturns it.'],
    ['\n    Gets it.\n    Returns it.\n  ', 'Gets it.\nReturns it.'],
    ['Gets it.   \nReturns it.', 'Gets it.\nReturns it.'],
    ['One:\n  - a\n    - b', 'One:\n- a\n  - b'],
    ['Gets  it.', 'Gets  it.'],
    [`Gets it.${' '.repeat(500)}\nReturns it.`, 'Gets it.\nReturns it.'],
    ['Gets it.\n \n\t\n\nReturns it.', 'Gets it.\n\nReturns it.'],
  ])('%j', (text, left) => {
    let at = 0;
    const kept = cutsIn(text).map(([start, end]) => [text.slice(at, start), (at = end)][0]);
    expect([...kept, text.slice(at)].join('')).toBe(left);
  });

  it.each(['x\n' + ' '.repeat(99_000), `x\n${' '.repeat(99_000)}y`, 'x' + ' \n'.repeat(49_000)])(
    'end in time',
    (text) => {
      const start = performance.now();
      for (let i = 0; i < 20; i++) cutsIn(text);
      expect(performance.now() - start).toBeLessThan(4_000);
    },
  );

  it('no word is lost', () => {
    const text = fc.array(fc.constantFrom('a', 'b c', '\n', '\n\n', '  ', '\t', ' \n', '\r\n', '\u00a0'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const all = parts.join('');
        let kept = '';
        let at = 0;
        for (const [start, end] of cutsIn(all)) {
          expect(start).toBeGreaterThanOrEqual(at);
          kept += all.slice(at, start);
          at = end;
        }
        expect((kept + all.slice(at)).split(/\s+/).join('')).toBe(all.split(/\s+/).join(''));
      }),
    );
  });
});

it('edits touch nothing else', () => {
  const value = fc.jsonValue();
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (raw) => {
      const server = serverOf([{ ...raw, name: 'a', description: ' x ' }]);
      const [tool] = server.tools;
      const edits = [
        { at: tool!.at('description'), cut: [[0, 1]] as const },
        { at: tool!.at('no such', 'member'), drop: true as const },
      ];
      expect(edited(server, edits).tools).toEqual([{ ...raw, name: 'a', description: 'x ' }]);
    }),
  );
});

it('names by strangers neither end their quotation nor fill a report', () => {
  const name = `a\`b\` <img src=x> ${'c'.repeat(5_000)}`;
  const list = Array.from({ length: 15 }, (_, i) => `value \` ${i} ${'d'.repeat(20)}`);
  const tools = Array.from({ length: 25 }, (_, i) => ({
    name: `${name}${i}`,
    description: 'Says much of what nobody asked for. '.repeat(60),
    _meta: { toolset: `\`${i % 3}\` set` },
    inputSchema: {
      type: 'object',
      properties: { [name]: { type: 'string', description: `Says more of it ${i}. `.repeat(60), enum: list } },
    },
  }));
  const said = saved(tools).savings.map(({ say }) => say);
  expect(said.length).toBeGreaterThan(4);
  for (const say of said) {
    expect(say.length).toBeLessThan(500);
    expect(say.split('`').length % 2).toBe(1);
    expect(
      say
        .split('`')
        .filter((_, i) => i % 2 === 0)
        .join(),
    ).not.toContain('<img');
  }
});

describe('what a person decides', () => {
  const said = (tools: readonly unknown[], instructions?: string): string[] =>
    saved(tools, instructions).savings.flatMap(({ say, edits, at }) =>
      edits ? [] : `${say} ${at.map(({ pointer }) => pointer).join()}`,
    );

  it('long instructions keep what holds across tools', () => {
    expect(said([{ name: 'a' }], 'Orders come before refunds, and never after. '.repeat(60))).toEqual([
      'Keep in the instructions what holds across tools: order of calls, limits, terms. What one tool does belongs in its description. /instructions',
    ]);
    expect(said([{ name: 'a' }], 'Orders come before refunds, and never after. '.repeat(20))).toEqual([]);
  });

  it('a long text of a branch is called by its property', () => {
    const description = Array.from({ length: 120 }, (_, i) => `field${i} is kept`).join(', ');
    const inputSchema = { type: 'object', properties: { filter: { anyOf: [{ type: 'object', description }] } } };
    expect(said([{ name: 'search', inputSchema }])).toEqual([
      'Say of `filter` in `search` what it is, in what form, and one example. /inputSchema/properties/filter/anyOf/0/description',
    ]);
  });
});
