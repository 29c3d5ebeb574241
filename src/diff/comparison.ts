import type { Address } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import { changesOf, diffServers, type Diff, type Impact, type Side } from './diff.ts';
import type { Groupings } from './tokens.ts';

export const DIFF_FAIL_ON = ['breaking', 'any', 'never'] as const;
export type DiffFailOn = (typeof DIFF_FAIL_ON)[number];

/** How far the tokens of a server may grow: by a share of what they were, or by a number. */
export type Growth = { readonly percent: number } | { readonly tokens: number };

export interface DiffLimits {
  readonly failOn: DiffFailOn;
  readonly maxGrowth?: Growth;
}

/** What a text that came with a change does, as a rule says it. */
export interface Sign {
  readonly at: Address;
  readonly ruleId: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** A sentence, printable. */
  readonly message: string;
}

/** One server on both sides, and what rules say of the texts that came. */
export interface Compared extends Diff {
  readonly signs: readonly Sign[];
}

/** Servers that only one side has. */
export interface Alone {
  readonly server: Side;
  readonly change: 'added' | 'removed';
}

export interface Grown {
  readonly server: string;
  readonly before: number;
  readonly after: number;
}

/** All servers of two targets, and how that is judged. */
export interface Comparison {
  /** As the user named them. */
  readonly before: string;
  readonly after: string;
  readonly servers: readonly Compared[];
  readonly alone: readonly Alone[];
  /** Servers of the base that nothing was compared with, since only one was named. */
  readonly passed: readonly string[];
  readonly impacts: Readonly<Record<Impact, number>>;
  readonly limits: DiffLimits;
  /** Servers that grew by more than `limits.maxGrowth`. */
  readonly grown: readonly Grown[];
  readonly exitCode: 0 | 1 | 2;
}

export interface Pairing {
  readonly pairs: readonly (readonly [ToolServer, ToolServer])[];
  readonly alone: readonly Alone[];
  readonly passed: readonly string[];
}

/**
 * Servers belong together by id, else by what they call themselves; two that are alone on their sides belong together whatever
 * they are called. A single server is held against its own in a file of many, and the others are passed over.
 */
export function pairServers(before: readonly ToolServer[], after: readonly ToolServer[]): Pairing {
  const [a] = before;
  const [b] = after;
  if (a && b && before.length === 1 && after.length === 1) return { pairs: [[a, b]], alone: [], passed: [] };
  const left = new Set(before);
  const pairs: (readonly [ToolServer, ToolServer])[] = [];
  const added: ToolServer[] = [];
  for (const server of after) {
    const twin =
      [...left].find(({ id }) => id === server.id) ??
      [...left].find(({ info }) => info !== undefined && info.name === server.info?.name);
    if (twin) {
      left.delete(twin);
      pairs.push([twin, server]);
    } else added.push(server);
  }
  const isOne = after.length === 1 && pairs.length === 1;
  return {
    pairs,
    alone: [
      ...added.map((server) => ({ server: sideOf(server), change: 'added' as const })),
      ...(isOne ? [] : [...left].map((server) => ({ server: sideOf(server), change: 'removed' as const }))),
    ],
    passed: isOne ? [...left].map(({ id }) => id) : [],
  };
}

const sideOf = (server: ToolServer): Side => ({
  id: server.id,
  version: server.info?.version,
  tools: server.tools.length,
  isWhole: server.complete,
});

interface Named {
  readonly before: string;
  readonly after: string;
}

/** What is found out of two servers beside their lists. */
export interface Beside {
  readonly groupings?: Groupings;
  readonly signs: readonly Sign[];
}

export function compare(
  { pairs, alone, passed }: Pairing,
  named: Named,
  limits: DiffLimits,
  beside: (before: ToolServer, after: ToolServer) => Beside,
): Comparison {
  const servers = pairs.map(([before, after]): Compared => {
    const { groupings, signs } = beside(before, after);
    return { ...diffServers(before, after, groupings), signs };
  });
  const impacts = { breaking: 0, 'may-break': 0, compatible: 0 };
  for (const { impact } of servers.flatMap(changesOf)) impacts[impact]++;
  for (const { change } of alone) impacts[change === 'removed' ? 'breaking' : 'compatible']++;
  const grown = servers.flatMap(({ after, tokens: { total } }) =>
    isOver(total, limits.maxGrowth) ? [{ server: after.id, ...total }] : [],
  );
  return {
    ...named,
    servers,
    alone,
    passed,
    impacts,
    limits,
    grown,
    exitCode: codeOf(servers, impacts, grown, limits),
  };
}

function isOver({ before, after }: Diff['tokens']['total'], limit: Growth | undefined): boolean {
  if (limit === undefined) return false;
  const allowed = 'percent' in limit ? (before * limit.percent) / 100 : limit.tokens;
  return after - before > allowed;
}

/** 0: nothing the limits forbid. 1: something they do. 2: a list is not known whole, and what is missing may differ. */
function codeOf(
  servers: readonly Compared[],
  impacts: Comparison['impacts'],
  grown: readonly Grown[],
  { failOn }: DiffLimits,
): Comparison['exitCode'] {
  if (servers.length === 0 && impacts.breaking + impacts.compatible === 0) return 2;
  if (servers.some(({ before, after }) => !before.isWhole || !after.isWhole)) return 2;
  if (failOn === 'never') return 0;
  // what cannot be told is no pass, and neither are words that take the model over
  const breaking = impacts.breaking + impacts['may-break'];
  const steers = servers.some(({ signs }) => signs.some(({ severity }) => severity !== 'info'));
  return grown.length > 0 || breaking > 0 || steers || (failOn === 'any' && impacts.compatible > 0) ? 1 : 0;
}
