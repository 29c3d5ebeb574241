import { expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { runAudit } from '../../src/engine/run.ts';
import { loadText } from '../../src/inputs/json/load.ts';
import { isObject } from '../../src/model/schema.ts';
import { reporters } from '../../src/reporters/index.ts';

const LIST = {
  server: { name: 'shop', version: '1.0.0', icons: [{ src: 'https://example.com/i.png' }] },
  instructions: 'Search before you order.',
  tools: [
    {
      name: 'get_order',
      title: 'Get an order',
      description: 'Gets one order by its id. Returns its lines.',
      annotations: { title: 'Order', readOnlyHint: true },
      _meta: { toolset: 'orders', 'shop/tags': ['a', { b: 'c' }] },
      inputSchema: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        $defs: { note: { type: 'string', description: 'A note.' } },
        properties: {
          id: { type: 'string', title: 'Id', description: 'The id.', enum: ['x', 'y'], default: 'x', examples: ['x'] },
          note: { $ref: '#/$defs/note' },
          lines: { type: 'array', items: { type: 'integer', minimum: 1 } },
          by: { oneOf: [{ const: 'p', description: 'The p.' }, { type: 'null' }] },
        },
        required: ['id', 'note'],
        additionalProperties: false,
      },
      outputSchema: { type: 'object', properties: { lines: { type: 'array', items: {} } }, required: ['lines'] },
    },
    { name: 'get_orders', description: 'Gets the orders.', inputSchema: { type: 'object' } },
  ],
  prompts: [{ name: 'p', description: 'A prompt.', arguments: [{ name: 'a', required: false }] }],
  resources: [{ name: 'r', uri: 'shop://r' }],
};

/** Objects have no prototype when our reader has read them. */
const ODD: readonly unknown[] = [null, 0.5, [{ a: 1 }], { a: null }];

type Path = readonly string[];
const pathsIn = (value: unknown, path: Path = []): Path[] =>
  isObject(value) || Array.isArray(value)
    ? Object.entries(value).flatMap(([key, each]) => [[...path, key], ...pathsIn(each, [...path, key])])
    : [];

function withValue(path: Path, odd: unknown): unknown {
  const list: unknown = structuredClone(LIST);
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], list);
  (holder as Record<string, unknown>)[path.at(-1)!] = odd;
  return list;
}

it('any value at any place is reported in every format, in the budget as well', async () => {
  const all = await Promise.all(Object.values(reporters).map((load) => load()));
  const env = { root: '/', color: false, links: false, width: 100 };
  const thrown: string[] = [];
  for (const path of pathsIn(LIST))
    for (const odd of ODD) {
      const read = loadText(JSON.stringify(withValue(path, odd)), 'tools.json', 'tools');
      for (const settings of [{ rules }, { rules: [], focus: 'budget' as const }])
        try {
          const audit = runAudit(read, { ...settings, failOn: 'never', minTools: 0 });
          for (const { render } of all) expect(render(audit, env)).not.toContain('[object Object]');
        } catch (error) {
          thrown.push(`${path.join('/')} = ${JSON.stringify(odd)}: ${String(error)}`);
        }
    }
  expect(thrown).toEqual([]);
}, 120_000);
