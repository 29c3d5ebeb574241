import { CLIENTS, type ClientId } from '../../profiles/clients.ts';
import type { ConfiguredServer, Scope } from './client.ts';
import type { ReadFile } from './read.ts';

/** What one client starts together. */
export interface ClientGroup {
  readonly client: ClientId;
  readonly title: string;
  /** As messages show them. */
  readonly files: readonly string[];
  readonly servers: readonly ConfiguredServer[];
}

const RANK: Readonly<Record<Scope, number>> = { local: 2, project: 1, user: 0 };

/**
 * Puts together what the files of a client configure: of two servers of one name the one that stands nearer is started. Two
 * files of one client and one scope are two projects, which are never open together.
 */
export function groupFiles(files: readonly ReadFile[]): readonly ClientGroup[] {
  const groups: { client: ClientId; parts: ReadFile[] }[] = [];
  for (const part of files) {
    const { client, scope } = part.file;
    const own = groups.find(
      (group) => group.client === client && group.parts.every(({ file }) => file.scope !== scope),
    );
    if (own) own.parts.push(part);
    else groups.push({ client, parts: [part] });
  }
  const titles = groups.map(({ client }) => CLIENTS[client].title);
  return groups.map(({ client, parts }, i) => {
    const shown = parts.map(({ file }) => file.shown);
    const title = titles.filter((each) => each === titles[i]).length > 1 ? `${titles[i]!} (${shown[0]!})` : titles[i]!;
    const off = new Map(parts.flatMap((part) => [...part.off]));
    return {
      client,
      title,
      files: shown,
      servers: decided(
        parts.flatMap(({ servers }) => servers),
        off,
      ),
    };
  });
}

function decided(servers: readonly ConfiguredServer[], off: ReadonlyMap<string, string>): ConfiguredServer[] {
  const nearest = new Map<string, ConfiguredServer>();
  for (const server of servers) {
    const known = nearest.get(server.name);
    if (!known || RANK[server.scope] > RANK[known.scope]) nearest.set(server.name, server);
  }
  return servers.map((server) => {
    const first = nearest.get(server.name)!;
    const nearer = RANK[first.scope] > RANK[server.scope] ? first : undefined;
    const why = nearer ? `the server of this name in ${nearer.source.shown} is started instead` : off.get(server.name);
    return server.off === undefined && why !== undefined ? stopped(server, why) : server;
  });
}

function stopped(server: ConfiguredServer, off: string): ConfiguredServer {
  const { name, source, scope, at, shown, given, secrets, tools } = server;
  return { name, source, scope, at, shown, given, secrets, tools, off };
}
