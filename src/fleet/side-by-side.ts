import { windowShares } from '../budget/spending/windows.ts';
import type { Address } from '../model/address.ts';
import { groupBy } from '../model/group.ts';
import { CLIENTS, type Client } from '../profiles/clients.ts';
import type { CutText, Fleet, FleetGroup, FleetPlan, Member, PlannedGroup, Spent, ToolOf } from './fleet.ts';
import { seenName, serverNames, wholeName, type Named } from './names.ts';

/** A server of the audit, as far as it is looked at here. */
export interface Audited {
  readonly id: string;
  readonly status: 'audited' | 'partial' | 'not-evaluated';
  readonly reason: string | undefined;
  /** Which entries start it: of each the key of its group and its name there. */
  readonly entries: readonly { readonly group: string; readonly name: string }[];
  readonly announced?: string | undefined;
  readonly instructions?: string | undefined;
  /** Tokens of the instructions; absent where nothing was read. */
  readonly counted?: number;
  readonly at: Address;
  readonly tools: readonly {
    readonly name: string;
    readonly address: Address;
    readonly tokens: { readonly model: number };
    readonly description: string | undefined;
  }[];
}

/** Puts the servers of an audit side by side, as they were configured. Linear in all their tools. */
export const sideBySide = (plan: FleetPlan, servers: readonly Audited[]): Fleet => ({
  groups: plan.groups.map((group) => groupOf(group, servers)),
});

interface Row {
  readonly member: Member;
  readonly server?: Audited;
  readonly seen: Audited['tools'];
}

function groupOf(planned: PlannedGroup, servers: readonly Audited[]): FleetGroup {
  const { key, client, title, files } = planned;
  const rows = planned.members.map((member): Row => {
    const { name, at, off, lets = () => true } = member;
    const common = { name, ...(at ? { at } : {}) };
    if (off !== undefined) return { member: { ...common, state: 'off', reason: off }, seen: [] };
    const server = servers.find(({ entries }) => entries.some((each) => each.group === key && each.name === name));
    if (!server) return { member: { ...common, state: 'failed', reason: 'it was not reached' }, seen: [] };
    const { id, counted, reason } = server;
    const known = { ...common, server: id, ...(reason === undefined ? {} : { reason }) };
    if (counted === undefined) return { member: { ...known, state: 'failed' }, server, seen: [] };
    const seen = server.tools.filter((tool) => lets(tool.name));
    const state = server.status === 'audited' ? 'read' : server.status === 'partial' ? 'partial' : 'failed';
    const spent = spentOn(sum(seen.map(({ tokens }) => tokens.model)), counted);
    const listed = seen.length === server.tools.length ? {} : { listed: server.tools.length };
    return { member: { ...known, state, tools: seen.length, ...listed, spent }, server, seen };
  });
  const members = rows.map(({ member }) => member);
  const common = { client, title, files, members };
  if (client === 'variants') return { ...common, clashes: [], long: [], cut: [], named: false };
  const all = members.flatMap(({ spent }) => spent ?? []);
  const tools = sum(rows.map(({ seen }) => seen.length));
  const profile = CLIENTS[client];
  return {
    ...common,
    together: {
      tools,
      ...spentOn(sum(all.map(({ model }) => model)), sum(all.map(({ instructions }) => instructions))),
    },
    ...namesOf(profile, rows),
    cut: cutTexts(profile, rows),
    ...(profile.tools && tools > profile.tools.most
      ? { crowded: { most: profile.tools.most, tools, note: profile.tools.note } }
      : {}),
    named: profile.naming !== undefined,
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

const spentOn = (model: number, instructions: number): Spent => ({
  model,
  instructions,
  total: model + instructions,
  windows: windowShares(model + instructions),
});

/** What the client makes of the names, where that is known; else which are the same in two servers, which may be. */
function namesOf({ naming }: Client, rows: readonly Row[]): Pick<FleetGroup, 'clashes' | 'long'> {
  const running = rows.flatMap(({ member, server, seen }) => (server ? [{ member, server, seen }] : []));
  const named = running.map(({ member, server }): Named => ({ entry: member.name, announced: server.announced }));
  const prefixes = naming ? serverNames(naming, named) : [];
  const tools = running.flatMap(({ member, seen }, i) =>
    seen.map(({ name, address }) => ({
      tool: { member: member.name, tool: name, address } satisfies ToolOf,
      whole: naming ? wholeName(naming, prefixes[i]!, name) : name,
    })),
  );
  const long = naming ? tools.filter(({ whole }) => whole.length > naming.longest) : [];
  const seen = tools.flatMap(({ tool, whole }) => {
    const name = naming ? seenName(naming, whole) : whole;
    return name === undefined ? [] : [{ tool, name }];
  });
  const clashes = [...groupBy(seen, ({ name }) => name)]
    .filter(([, same]) => new Set(same.map(({ tool }) => `${tool.member}\0${tool.tool}`)).size > 1)
    .map(([name, same]) => ({ name, tools: same.map(({ tool }) => tool) }));
  return {
    clashes: naming?.over === 'hashed' ? [] : clashes, // it tells them apart by a hash
    long: long.map(({ tool, whole }) => ({
      ...tool,
      name: whole,
      longest: naming!.longest,
      over: naming!.over,
    })),
  };
}

function cutTexts({ text }: Client, rows: readonly Row[]): CutText[] {
  if (!text) return [];
  const { most } = text;
  return rows.flatMap(({ member, server, seen }) => {
    const own = { member: member.name, most };
    const { instructions = '', at } = server ?? {};
    return [
      ...(instructions.length > most && at ? [{ ...own, address: at, characters: instructions.length }] : []),
      ...seen.flatMap(({ name, address, description = '' }) =>
        description.length > most ? [{ ...own, tool: name, address, characters: description.length }] : [],
      ),
    ];
  });
}
