import { describe, expect, it } from 'vitest';

import { itemAt } from '../model/address.ts';
import { schemaNodes, type JsonSchema } from '../model/schema.ts';
import { components } from './cycles.ts';
import { referencesOf } from './references.ts';

/** Every reference of a schema as `where it stands → what it is`, pointers inside the schema. */
function references(schema: JsonSchema): string[] {
  const raw = { name: 't', inputSchema: schema };
  const nodes = schemaNodes(
    itemAt({ name: 't', inputSchema: schema, raw }, { server: 's', kind: 'tool', name: 't', nth: 1, pointer: '' }),
  );
  const { of } = referencesOf(nodes);
  const short = (pointer: string) => pointer.replace('/inputSchema', '') || '/';
  return nodes.flatMap((node) => {
    const found = of(node);
    if (!found) return [];
    const from = short(node.address.pointer);
    if (found.kind !== 'resolved') return [`${from} → ${found.kind} ${found.ref}`];
    return [
      `${from} → ${short(found.pointer)}${found.recursive ? ' recursive' : ''}${found.endless ? ' endless' : ''}`,
    ];
  });
}

describe('referencesOf', () => {
  it.each<[string, JsonSchema, string[]]>([
    ['a definition', { properties: { a: { $ref: '#/$defs/x' } }, $defs: { x: {} } }, ['/properties/a → /$defs/x']],
    [
      'escapes',
      { properties: { a: { $ref: '#/$defs/a~1b~0%20%25' } }, $defs: { 'a/b~ %': {} } },
      ['/properties/a → /$defs/a~1b~0 %'],
    ],
    [
      'a stray percent sign',
      { properties: { a: { $ref: '#/$defs/5%' } }, $defs: { '5%': true } },
      ['/properties/a → /$defs/5%'],
    ],
    [
      'a place in a tuple',
      { properties: { q: { items: [{}], additionalItems: { $ref: '#/properties/q/items/0' } } } },
      ['/properties/q/additionalItems → /properties/q/items/0'],
    ],
    [
      'a place the walk does not visit',
      { components: { x: {} }, properties: { a: { $ref: '#/components/x' } } },
      ['/properties/a → /components/x'],
    ],
    ['nothing there', { properties: { a: { $ref: '#/$defs/x' } } }, ['/properties/a → unresolved #/$defs/x']],
    [
      'no schema there',
      { type: 'object', properties: { a: { $ref: '#/type' } } },
      ['/properties/a → unresolved #/type'],
    ],
    [
      'inherited names are not there',
      { properties: { a: { $ref: '#/$defs/constructor' } }, $defs: {} },
      ['/properties/a → unresolved #/$defs/constructor'],
    ],
    [
      'anchors',
      {
        properties: { a: { $ref: '#x' }, b: { $dynamicRef: '#y' }, c: { $ref: '#z' }, d: { $ref: '#w' } },
        $defs: { x: { $anchor: 'x' }, y: { $dynamicAnchor: 'y' }, z: { $id: '#z' } },
      },
      [
        '/properties/a → /$defs/x',
        '/properties/b → /$defs/y',
        '/properties/c → /$defs/z',
        '/properties/d → unresolved #w',
      ],
    ],
    [
      'an $id of its own',
      {
        properties: { a: { $ref: 'User' }, b: { $ref: 'User#/$defs/n' } },
        $defs: { u: { $id: 'User', $defs: { n: {} }, properties: { n: { $ref: '#/$defs/n' } } } },
      },
      ['/properties/a → /$defs/u', '/properties/b → /$defs/u/$defs/n', '/$defs/u/properties/n → /$defs/u/$defs/n'],
    ],
    [
      'an absolute $id',
      {
        $id: 'https://example.com/tool.json',
        properties: {
          a: { $ref: 'tool.json#/$defs/x' },
          b: { $ref: 'https://example.com/tool.json' },
          c: { $ref: 'other.json' },
        },
        $defs: { x: {} },
      },
      ['/properties/a → /$defs/x', '/properties/b → / recursive', '/properties/c → external other.json'],
    ],
    [
      "draft-04's id",
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        properties: { a: { $ref: 'x' }, b: { $ref: '#y' } },
        definitions: { x: { id: 'x' }, y: { id: '#y' } },
      },
      ['/properties/a → /definitions/x', '/properties/b → /definitions/y'],
    ],
    [
      'another document',
      {
        properties: {
          a: { $ref: 'https://example.com/x.json#/y' },
          b: { $ref: 'x.json' },
          c: { $ref: 'urn:x:y' },
          d: { $ref: 'http://[' },
        },
      },
      [
        '/properties/a → external https://example.com/x.json#/y',
        '/properties/b → unresolved x.json',
        '/properties/c → external urn:x:y',
        '/properties/d → unresolved http://[',
      ],
    ],
    ['itself', { properties: { a: { $ref: '#' } } }, ['/properties/a → / recursive']],
    [
      '$recursiveRef',
      { $schema: 'https://json-schema.org/draft/2019-09/schema', properties: { a: { $recursiveRef: '#' } } },
      ['/properties/a → / recursive'],
    ],
    [
      'a tree',
      { $ref: '#/$defs/n', $defs: { n: { properties: { next: { $ref: '#/$defs/n' } } } } },
      ['/ → /$defs/n', '/$defs/n/properties/next → /$defs/n recursive'],
    ],
    [
      'two that need each other',
      { $defs: { a: { items: { $ref: '#/$defs/b' } }, b: { items: { $ref: '#/$defs/a' } } } },
      ['/$defs/a/items → /$defs/b recursive', '/$defs/b/items → /$defs/a recursive'],
    ],
    [
      'a ring of references alone',
      { properties: { p: { $ref: '#/$defs/a' } }, $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
      ['/properties/p → /$defs/a', '/$defs/a → /$defs/b recursive endless', '/$defs/b → /$defs/a recursive endless'],
    ],
    ['a reference to itself alone', { $defs: { a: { $ref: '#/$defs/a' } } }, ['/$defs/a → /$defs/a recursive endless']],
    ['a property named $ref', { properties: { $ref: { type: 'string' } } }, []],
    ['values are no schemas', { default: { $ref: '#/x' }, enum: [{ $ref: '#/y' }], $ref: 5 }, []],
  ])('%s', (_, schema, expected) => expect(references(schema)).toEqual(expected));

  it('follows long chains', () => {
    const $defs: Record<string, JsonSchema> = { d20000: {} };
    for (let i = 0; i < 20_000; i++) $defs[`d${i}`] = { $ref: `#/$defs/d${i + 1}` };
    expect(references({ $defs }).filter((line) => line.includes('recursive'))).toEqual([]);
    $defs['d20000'] = { $ref: '#/$defs/d0' };
    expect(references({ $defs }).filter((line) => line.includes('endless'))).toHaveLength(20_001);
  });
});

it('components groups what lies on a cycle', () => {
  const [a, b, c, d] = components([[1], [2], [0, 3], []]);
  expect(a === b && b === c && c !== d).toBe(true);
});
