import { lets, type ConfiguredServer, type Reach } from '../inputs/clients/client.ts';
import type { ClientGroup } from '../inputs/clients/groups.ts';
import type { Entry } from '../inputs/input.ts';
import type { FleetPlan } from '../fleet/fleet.ts';
import type { Target } from './target.ts';

export interface Fleeted {
  readonly targets: readonly Target[];
  readonly plan: FleetPlan;
}

/** What the configurations of clients start: what several of them start alike is started once. */
export function fleetTargets(groups: readonly ClientGroup[], env: Readonly<Record<string, string>>): Fleeted {
  const starts = new Map<string, { server: ConfiguredServer; title: string; entries: Entry[] }>();
  for (const [i, { title, servers }] of groups.entries())
    for (const server of servers) {
      const { name, off, reach, source } = server;
      if (off !== undefined) continue;
      const same = reach ? JSON.stringify(reach) : `${i}\0${source.file}\0${name}`;
      if (!starts.has(same)) starts.set(same, { server, title, entries: [] });
      starts.get(same)!.entries.push({ group: String(i), name });
    }
  return {
    targets: [...starts.values()].map(({ server, title, entries }) => targetOf(server, title, entries, env)),
    plan: {
      groups: groups.map(({ client, title, files, servers }, i) => ({
        key: String(i),
        client,
        title,
        files,
        members: servers.map(({ name, source, at, off, tools }) => ({
          name,
          at: { file: source.place, line: at.line },
          lets: (tool) => lets(tools, tool),
          ...(off === undefined ? {} : { off }),
        })),
      })),
    },
  };
}

function targetOf(
  server: ConfiguredServer,
  title: string,
  entries: readonly Entry[],
  env: Readonly<Record<string, string>>,
): Target {
  const { name, source, at: start, reach, problem, secrets } = server;
  const common = { label: title, name, entries, secrets, anchor: { file: source.place, line: start.line } };
  if (reach) return { ...common, ...kindOf(reach, env) };
  return {
    ...common,
    kind: 'unstarted',
    failed: {
      id: name,
      input: 'live',
      reason: problem?.reason ?? 'it cannot be started',
      ...(problem?.hint === undefined ? {} : { hint: problem.hint }),
      place: { file: source.place, start, end: start, precision: 'exact' },
    },
  };
}

const kindOf = (reach: Reach, env: Readonly<Record<string, string>>) =>
  reach.transport === 'http'
    ? { kind: 'http' as const, url: reach.url, headers: reach.headers }
    : {
        kind: 'stdio' as const,
        command: reach.command,
        args: reach.args,
        env: { ...env, ...reach.env },
        cwd: reach.cwd,
      };
