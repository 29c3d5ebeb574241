import { posix } from 'node:path';

import type { Loaded } from '../../input.ts';
import { groupBy } from '../../../model/group.ts';
import { renamed } from '../../rename.ts';

/**
 * Servers of one name get behind it the folder that makes each, else the file, else the folder or file its program starts
 * at; an order number would change with the order. A server that several programs start as it is, over stdio and over
 * HTTP, is one.
 */
export function apart(all: readonly Loaded[]): Loaded[] {
  const servers = [...groupBy(all, contentOf).values()].map(([first]) => first!);
  let named: Loaded[] = [];
  for (const mark of MARKS) {
    named = rename(servers, mark);
    if (new Set(named.map(({ server }) => server.id)).size === named.length) break;
  }
  return named;
}

/** What tells servers of one name apart; the next where the one before does not tell all. */
const MARKS: readonly ((loaded: Loaded) => string)[] = [
  ({ files }) => posix.dirname(files[0] ?? ''),
  ({ files }) => files[0] ?? '',
  ({ files }) => posix.dirname(files[1] ?? ''),
  ({ files }) => files[1] ?? '',
];

/** The same for a server that several programs start. */
const contentOf = ({ server, files }: Loaded): string =>
  JSON.stringify([server.id, files[0], server.tools.map(({ data }) => data)]);

function rename(servers: readonly Loaded[], where: (loaded: Loaded) => string): Loaded[] {
  const ids = servers.map(({ server }) => server.id);
  return servers.map((loaded, i) =>
    ids.indexOf(ids[i]!) === ids.lastIndexOf(ids[i]!) ? loaded : renamed(loaded, `${ids[i]!}~${where(loaded)}`),
  );
}
