import {
  defineRule,
  few,
  nameOf,
  oneByOne,
  spread,
  type Address,
  type ChangedPart,
  type ToolServer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'list-unstable',
    title: 'A tool list that did not change is the same when it is asked for again.',
    category: 'operations',
    severity: 'warning',
    why: 'Providers reuse a cached prompt only up to the first difference, and the tools stand at its beginning: a list in another order, or with a time in a text, is paid for in full at every turn. Clients that pin tool definitions see a changed tool and ask the user anew. Since 2026-07-28 the order should be the same, and no other request may change the list.',
    hint: 'Keep the tools in one order (that of registration, or sorted by name), build their texts once, and leave out what differs from call to call: times, counters, random names. A list that does change is announced by `notifications/tools/list_changed`.',
    messages: {
      order: 'Asked twice within one session, the server lists the same tools in another order.',
      tools: 'Asked twice within one session, the server lists other tools: `{names}`{rest} only {when}.',
      part: 'Asked twice within one session, the server says something else here: `{part}`.',
      parts:
        'Asked twice within one session, the server says something else of {count} tools, of `{first}` in `{part}`.',
      keys: {
        text: 'Asked twice within one session, keys stand in another order in {count} of the tools: in `{part}` of `{first}`.',
        severity: 'info',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities',
      'pgEdge/pgedge-postgres-mcp#211',
      'modelcontextprotocol/rust-sdk#665',
      'maximhq/bifrost#2347',
    ],
    realCase:
      'pgEdge/pgedge-postgres-mcp#211, modelcontextprotocol/rust-sdk#665 and maximhq/bifrost#2347 list in the order of a hash table',
    since: '0.1.0',
    entails: ['schema-default-volatile'],
    needs: 'wire',
  },
  {
    *server(server) {
      const { again } = server.wire ?? {};
      if (!again) return;
      const list = server.at('tools');
      if (again.moved) yield { at: list, key: 'order', message: 'order' };
      for (const [when, some] of [
        ['the first time', again.missing.map(({ name }) => name)],
        ['the second time', again.added],
      ] as const) {
        const { names, rest } = few(some, 5);
        if (some.length > 0) yield { at: list, key: when, message: 'tools', data: { names, rest, when } };
      }
      const parts = again.changed.filter(({ what }) => what === 'value');
      for (const some of oneByOne(parts)) {
        const [{ name, pointer }] = some as [ChangedPart];
        const data = { first: nameOf(name), part: partOf(pointer), count: some.length };
        const places = some.map((each) => placeOf(server, each));
        if (some.length === 1) yield { at: places[0]!, message: 'part', data };
        else yield { ...spread(server, places), key: 'parts', message: 'parts', data };
      }
      const turned = again.changed.filter(({ what }) => what === 'order');
      if (turned.length > 0) {
        const [{ name, pointer }] = turned as [ChangedPart];
        const places = turned.map((each) => placeOf(server, each));
        const data = { first: nameOf(name), part: partOf(pointer), count: turned.length };
        yield { ...spread(server, places), key: 'keys', message: 'keys', data };
      }
    },
  },
);

const partOf = (pointer: string): string => pointer.slice(1) || 'the tool';

/** Where the tool stands in the list that is judged. */
function placeOf({ tools, at }: ToolServer, { name, nth, pointer }: ChangedPart): Address {
  const tool = tools.find(({ data, address }) => data.name === name && address.nth === nth);
  return tool ? { ...tool.address, pointer } : at('tools');
}
