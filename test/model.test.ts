import { describe, expect, it } from 'vitest';

import { isWithin, parseAddress, printAddress, serverAddress, touches, type Address } from '../src/model/address.ts';
import { join, parent, propertyAt, resolve, segments } from '../src/model/pointer.ts';
import { pathOf, schemaNodes } from '../src/model/schema.ts';
import { itemAt } from '../src/model/address.ts';
import { toTool } from '../src/inputs/build.ts';
import { fc } from '../src/testing/properties.ts';

const anyText = fc.string({ unit: 'binary' });
const anyAddress: fc.Arbitrary<Address> = fc
  .record({
    server: anyText,
    kind: fc.constantFrom('tool' as const, 'prompt' as const, 'resource' as const, 'code' as const),
    name: anyText,
    nth: fc.integer({ min: 1, max: 99 }),
    path: fc.array(anyText),
  })
  .map(({ path, ...rest }) => ({ ...rest, pointer: join('', ...path) }));

describe('addresses', () => {
  it('print and parse are inverse', () =>
    fc.assert(fc.property(anyAddress, (address) => void expect(parseAddress(printAddress(address))).toEqual(address))));
  it.each([
    [serverAddress('demo', 'instructions'), 'mcp:demo#/instructions'],
    [
      { server: 'demo', kind: 'tool', name: 'read_file', nth: 1, pointer: '/inputSchema' },
      'mcp:demo/tools/read_file#/inputSchema',
    ],
    [{ server: 'a/b', kind: 'tool', name: 'x y', nth: 2, pointer: '' }, 'mcp:a%2Fb/tools/x%20y[2]'],
  ] as const)('%j is %s', (address, text) => expect(printAddress(address as Address)).toBe(text));
  it('a lone surrogate in a name does not throw', () =>
    expect(printAddress({ server: 's', kind: 'tool', name: '\uD800', nth: 1, pointer: '' })).toBe(
      'mcp:s/tools/%EF%BF%BD',
    ));
  it.each(['', 'mcp', 'http://x', 'mcp:a/other/b', 'mcp:a#b', 'mcp:%'])('%j is none', (text) =>
    expect(parseAddress(text)).toBeUndefined(),
  );
  it('within and touching', () => {
    const at = (pointer: string): Address => ({ server: 's', kind: 'tool', name: 't', nth: 1, pointer });
    expect(isWithin(at('/a/b'), at('/a'))).toBe(true);
    expect(isWithin(at('/a'), at('/a/b'))).toBe(false);
    expect(touches(at('/a'), at('/a/b'))).toBe(true);
    expect(touches(at('/ab'), at('/a'))).toBe(false);
  });
});

describe('pointers', () => {
  it('segments undoes join', () =>
    fc.assert(fc.property(fc.array(anyText), (path) => void expect(segments(join('', ...path))).toEqual(path))));
  it('parent takes one off', () => expect([parent('/a/b'), parent('/a'), parent('')]).toEqual(['/a', '', undefined]));
  it('resolves own properties only', () => {
    expect(resolve({ a: [{ 'x/y': 1 }] }, '/a/0/x~1y')).toBe(1);
    expect(resolve({}, '/constructor')).toBeUndefined();
  });
});

describe('the schema walk', () => {
  const nodes = (inputSchema: unknown) =>
    schemaNodes(
      itemAt(toTool({ name: 't', inputSchema }), { server: 's', kind: 'tool', name: 't', nth: 1, pointer: '' }),
    );
  it('visits every applicator, parents first', () => {
    const pointers = nodes({
      type: 'object',
      properties: { a: { items: { anyOf: [{}, true] } }, b: 'no schema' },
      required: ['a'],
      $defs: { D: {} },
      not: false,
      additionalProperties: {},
      dependencies: { a: ['b'], b: {} },
    }).map(({ address }) => address.pointer);
    expect(pointers).toEqual(
      [
        '',
        '/properties/a',
        '/properties/a/items',
        '/properties/a/items/anyOf/0',
        '/properties/a/items/anyOf/1',
        '/$defs/D',
        '/not',
        '/additionalProperties',
        '/dependencies/b',
      ].map((p) => `/inputSchema${p}`),
    );
  });
  it('knows names, paths and what is required', () => {
    const all = nodes({
      properties: { f: { properties: { tags: { items: { properties: { id: {} } } } } } },
      required: ['f'],
    });
    expect(all.map(pathOf)).toEqual(['inputSchema', 'f', 'f.tags', 'f.tags[]', 'f.tags[].id']);
    expect(all[1]!.property).toEqual({ name: 'f', required: true });
  });
  it('a property called like a keyword is a property', () =>
    expect(nodes({ properties: { items: { type: 'string' } } }).map(pathOf)).toEqual(['inputSchema', 'items']));
});

it.each([
  ['/inputSchema/properties/a/description', 'a'],
  ['/inputSchema/properties/a/items/properties/b~1c/anyOf/0/description', 'b/c'],
  ['/inputSchema/properties/properties/description', 'properties'],
  ['/inputSchema/description', undefined],
  ['/description', undefined],
])('the property nearest to %s is %s', (pointer, name) => expect(propertyAt(pointer)).toBe(name));
