import { describe, expect, it } from 'vitest';

import { buildServer } from '../../inputs/build.ts';
import type { Module } from '../../model/server.ts';
import { fc } from '../../testing/properties.ts';
import { factsOf } from '../facts.ts';
import type { Given } from '../given.ts';
import { fits } from '../../text/glob.ts';

type Listed = { readonly name: string; readonly _meta?: unknown };

const groups = (tools: readonly (string | Listed)[], given: Given = {}, files: readonly string[] = []) => {
  const built = buildServer({
    id: 'shop',
    fidelity: 'observed',
    complete: true,
    tools: tools.map((tool) => (typeof tool === 'string' ? { name: tool } : tool)),
  });
  const modules = [...new Set(files)].map((file): Module => ({
    file,
    tools: built.tools.filter((_, i) => files[i] === file).map(({ address }) => address),
  }));
  const server = { ...built, ...(files.length > 0 ? { modules } : {}) };
  const { basis, toolsets, rest } = factsOf(server, given).toolsets();
  return {
    basis,
    toolsets: Object.fromEntries(toolsets.map((each) => [each.name, each.tools.map(({ data }) => data.name)])),
    rest: rest.map(({ data }) => data.name),
  };
};

describe('toolsets', () => {
  it('are those of the configuration, the first that fits', () => {
    const given = {
      toolsets: [
        { name: 'orders', patterns: ['*_order', '*_orders'] },
        { name: 'all reads', patterns: ['list_*', 'get_?'] },
      ],
    };
    expect(groups(['list_orders', 'list_refunds', 'get_x', 'get_xy'], given)).toEqual({
      basis: 'configuration',
      toolsets: { orders: ['list_orders'], 'all reads': ['list_refunds', 'get_x'] },
      rest: ['get_xy'],
    });
  });

  it.each<[string, unknown, unknown]>([
    ['a key of its own', { 'com.example/toolset': 'orders' }, { toolGroup: 'staff' }],
    ['tags', { fastmcp: { tags: ['orders', 'write'] } }, { fastmcp: { tags: ['staff', 'write'] } }],
    ['tags of before', { _fastmcp: { tags: ['orders'] } }, { _fastmcp: { tags: ['staff'] } }],
  ])('are what the tools declare: %s', (_, one, other) => {
    const tools = [
      { name: 'a', _meta: one },
      { name: 'b', _meta: one },
      { name: 'c', _meta: other },
    ];
    expect(groups(tools)).toEqual({ basis: 'declared', toolsets: { orders: ['a', 'b'], staff: ['c'] }, rest: [] });
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'files',
      ['src/order-tools.ts', 'src/order-tools.ts', 'src/tools/staff.ts', 'src/staff/x.ts'],
      ['order', 'staff', 'x'],
    ],
    [
      'folders, where each has its own file',
      ['src/orders/a.ts', 'src/orders/b.ts', 'src/staff/c.ts', 'src/staff/d.ts'],
      ['orders', 'staff'],
    ],
  ])('are those of the source: %s', (_, files, names) => {
    const { basis, toolsets } = groups(['a', 'b', 'c', 'd'], {}, files);
    expect([basis, Object.keys(toolsets)]).toEqual(['source', names]);
  });

  it.each<[string, readonly string[]]>([
    ['folders that say a deed', ['src/list/a.ts', 'src/list/b.ts', 'src/create/c.ts', 'src/create/d.ts']],
    ['one file with nearly all', ['src/a.ts', 'src/a.ts', 'src/a.ts', 'src/b.ts']],
  ])('are not told by %s', (_, files) => {
    expect(groups(['a', 'b', 'c', 'd'], {}, files).basis).toBe('none');
  });

  it.each<[string, readonly string[], Readonly<Record<string, readonly string[]>>]>([
    [
      'what separators set apart',
      ['shop.orders.list', 'shop.orders.get', 'staff.list', 'staff.get', 'staff.hire', 'ping'],
      { shop: ['shop.orders.list', 'shop.orders.get'], staff: ['staff.list', 'staff.get', 'staff.hire'] },
    ],
    [
      'first words that are no verbs',
      ['order_list', 'order_get', 'orders_export', 'staff_list', 'staff_get', 'ping'],
      { order: ['order_list', 'order_get'], staff: ['staff_list', 'staff_get'] },
    ],
    [
      'the things that they are about',
      [
        'list_orders',
        'get_order',
        'add_order_comment',
        'list_purchase_orders',
        'get_invoice',
        'create_invoice',
        'ping',
      ],
      {
        orders: ['list_orders', 'get_order', 'add_order_comment', 'list_purchase_orders'],
        invoice: ['get_invoice', 'create_invoice'],
      },
    ],
    [
      'and not the places where those are looked for',
      [
        'list_groups',
        'list_group_labels',
        'get_group_label',
        'list_labels',
        'get_label',
        'create_label',
        'list_group_pages',
        'get_group_page',
        'list_pages',
      ],
      {
        labels: ['list_group_labels', 'get_group_label', 'list_labels', 'get_label', 'create_label'],
        group_pages: ['list_group_pages', 'get_group_page', 'list_pages'],
      },
    ],
    [
      'kinds of one thing that is never spoken of alone',
      ['list_fire_alerts', 'get_fire_alert', 'list_flood_alerts', 'get_flood_alert', 'ping', 'pong'],
      {
        fire_alerts: ['list_fire_alerts', 'get_fire_alert'],
        flood_alerts: ['list_flood_alerts', 'get_flood_alert'],
      },
    ],
  ])('are told by names: %s', (_, names, toolsets) => {
    const told = groups(names);
    expect([told.basis, told.toolsets]).toEqual(['names', toolsets]);
  });

  it('each tool is in one of them or in none, however it is called', () => {
    const name = fc.array(
      fc.constantFrom('list', 'get', 'order', 'orders', 'pull', 'request', 'x', 'é', '__', '.', '-'),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.array(
          name.map((words) => words.join('_')),
          { maxLength: 60 },
        ),
        (names) => {
          const { toolsets, rest } = groups(names);
          expect([...Object.values(toolsets).flat(), ...rest].toSorted()).toEqual(names.toSorted());
        },
      ),
    );
  });
});

it('a pattern takes time that grows with its length and the name alone', () => {
  expect(fits(`${'*a'.repeat(5_000)}b`, 'a'.repeat(20_000))).toBe(false);
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
      expect(fits(`${before.replace(/[*?]/g, '?')}*${after.replace(/[*?]/g, '?')}`, before + middle + after)).toBe(
        true,
      );
    }),
  );
});
