import { describe, expect, it } from 'vitest';

import type { FleetPlan } from '../../src/fleet/fleet.ts';
import { seenName, serverNames, wholeName, type Named } from '../../src/fleet/names.ts';
import { sideBySide, type Audited } from '../../src/fleet/side-by-side.ts';
import { serverAddress } from '../../src/model/address.ts';
import { CLIENT_IDS, CLIENTS, VERIFIED_ON, type ClientId } from '../../src/profiles/clients.ts';

/** What the model sees of one tool. */
function seen(client: ClientId, server: string | Named, tool: string): string | undefined {
  const naming = CLIENTS[client].naming!;
  const [name] = serverNames(naming, [typeof server === 'string' ? { entry: server } : server]);
  return seenName(naming, wholeName(naming, name!, tool));
}

const LONG = 'a_tool_with_a_name_that_is_much_longer_than_any_client_would_like_it';

describe('the names that clients give', () => {
  it.each<[ClientId, string | Named, string, string | undefined]>([
    ['claude-code', 'files', 'read_file', 'mcp__files__read_file'],
    ['claude-code', 'my files', 'read.file', 'mcp__my_files__read_file'],
    ['codex', 'my files', 'read', 'mcp__my_files__read'],
    ['vscode', 'My Files', 'read.file', 'mcp_my_files_read_file'],
    ['vscode', { entry: 'x', announced: 'Upstash Context Seven' }, 'get', 'mcp_upstash_conte_get'],
    ['vscode', 'x', LONG, `mcp_x_${LONG}`.slice(0, 64)],
    ['gemini', 'x', 'read', 'mcp_x_read'],
    ['gemini', 'x', LONG, `${`mcp_x_${LONG}`.slice(0, 30)}...${LONG.slice(-30)}`],
    ['cursor', 'x', LONG, undefined],
  ])('%s, %j, %s: %s', (client, server, tool, name) => expect(seen(client, server, tool)).toBe(name));

  it('VS Code numbers servers whose names begin alike, within 18 characters', () => {
    const names = serverNames(CLIENTS.vscode.naming!, [
      { entry: 'a-very-long-server-one' },
      { entry: 'a-very-long-server-two' },
    ]);
    expect(names).toEqual(['a-very-long-s', 'a-very-long-2']);
  });

  it('have a source each, and a day', () => {
    expect(VERIFIED_ON).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const id of CLIENT_IDS) {
      const { naming, tools, text } = CLIENTS[id];
      for (const each of [naming, tools, text]) if (each) expect(URL.canParse(each.source), id).toBe(true);
    }
  });
});

const server = (name: string, tools: readonly string[], more: Partial<Audited> = {}): Audited => ({
  id: name,
  status: 'audited',
  reason: undefined,
  entries: [{ group: '0', name }],
  counted: 10,
  at: serverAddress(name, 'instructions'),
  tools: tools.map((tool) => ({
    name: tool,
    address: { ...serverAddress(name), kind: 'tool', name: tool },
    tokens: { model: 100 },
    description: 'Reads.',
  })),
  ...more,
});

const plan = (client: ClientId | 'variants', names: readonly string[], more: object = {}): FleetPlan => ({
  groups: [{ key: '0', client, title: 'T', files: ['f'], members: names.map((name) => ({ name, ...more })) }],
});

const group = (client: ClientId | 'variants', servers: readonly Audited[], more: object = {}) =>
  sideBySide(
    plan(
      client,
      servers.map(({ id }) => id),
      more,
    ),
    servers,
  ).groups[0]!;

describe('side by side', () => {
  it('adds up what a model is given', () => {
    const { together, members } = group('claude-code', [server('a', ['x', 'y']), server('b', ['x'])]);
    expect(members.map(({ spent }) => spent!.total)).toEqual([210, 110]);
    expect(together).toMatchObject({ tools: 3, model: 300, instructions: 20, total: 320 });
    expect(together!.windows).toContainEqual({ window: 200_000, share: 0.0016 });
  });
  it('counts only what the client lets through', () => {
    const { members, together } = group('codex', [server('a', ['x', 'y'])], { lets: (name: string) => name === 'x' });
    expect(members[0]).toMatchObject({ tools: 1, listed: 2, spent: { model: 100 } });
    expect(together!.tools).toBe(1);
  });
  it('of variants nothing is together, and nothing clashes', () => {
    const found = group('variants', [server('a', ['x']), server('b', ['x'])]);
    expect(found.together).toBeUndefined();
    expect(found.clashes).toEqual([]);
  });
  it.each<[ClientId, readonly Audited[], readonly string[]]>([
    ['claude-code', [server('a.b', ['x']), server('a-b', ['x']), server('a b', ['x'])], ['mcp__a_b__x']],
    ['claude-code', [server('a', ['x']), server('b', ['x'])], []],
    ['claude-code', [server('a__b', ['c']), server('a', ['b__c'])], ['mcp__a__b__c']],
    ['gemini', [server('a_b', ['c']), server('a', ['b_c'])], ['mcp_a_b_c']],
    ['gemini', [server('a', [`${LONG}_1_${LONG}`, `${LONG}_2_${LONG}`])], [seen('gemini', 'a', `${LONG}_1_${LONG}`)!]],
    ['vscode', [server('a', [`${LONG}_1`, `${LONG}_2`])], [`mcp_a_${LONG}`.slice(0, 64)]],
    ['codex', [server('a.b', ['x']), server('a-b', ['x']), server('a b', ['x'])], []],
    ['windsurf', [server('a', ['x']), server('b', ['x'])], ['x']],
    ['cursor', [server('a', [`${LONG}_1`, `${LONG}_2`])], []],
  ])('%s: clashes of case %#', (client, servers, names) => {
    const { clashes, named } = group(client, servers);
    expect(clashes.map(({ name }) => name)).toEqual(names);
    expect(named).toBe(client !== 'windsurf');
  });
  it.each<[ClientId, number, boolean]>([
    ['windsurf', 100, false],
    ['windsurf', 101, true],
    ['vscode', 129, true],
    ['claude-code', 500, false],
  ])('%s with %d tools', (client, count, isCrowded) => {
    const tools = Array.from({ length: count }, (_, i) => `t${i}`);
    expect(group(client, [server('a', tools)]).crowded !== undefined).toBe(isCrowded);
  });
  it('says which names are too long and which texts are cut', () => {
    const [tool] = server('a', [LONG]).tools;
    const found = group('claude-code', [
      server('a', [], { instructions: 'x'.repeat(3000), tools: [{ ...tool!, description: 'y'.repeat(2049) }] }),
    ]);
    expect(found.long).toMatchObject([{ name: `mcp__a__${LONG}`, longest: 64, over: 'refused' }]);
    expect(found.cut).toMatchObject([{ characters: 3000 }, { tool: LONG, characters: 2049 }]);
  });
  it('a failure is a failure and what is off is none', () => {
    const down = server('b', [], { status: 'not-evaluated', reason: 'it died' });
    const { counted: _, ...failed } = down;
    const { groups } = sideBySide(
      {
        groups: [
          {
            ...plan('codex', ['a', 'b', 'never']).groups[0]!,
            members: [{ name: 'a' }, { name: 'b' }, { name: 'c', off: 'disabled' }],
          },
        ],
      },
      [server('a', ['x']), failed],
    );
    expect(groups[0]!.members.map(({ state, reason }) => [state, reason])).toEqual([
      ['read', undefined],
      ['failed', 'it died'],
      ['off', 'disabled'],
    ]);
  });
  it('is linear: 20,000 tools', () => {
    const tools = Array.from({ length: 20_000 }, (_, i) => `t${i}`);
    const start = performance.now();
    group('gemini', [server('a', tools)]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
