import { posix } from 'node:path';

import type { Loaded } from '../../input.ts';
import { renamed } from '../../rename.ts';

/** Servers of one name get the folder that makes each behind it, else the file; an order number would change with the order. */
export function apart(servers: readonly Loaded[]): Loaded[] {
  const folders = rename(servers, ({ files }) => posix.dirname(files[0] ?? ''));
  const clash = new Set(folders.map(({ server }) => server.id)).size < folders.length;
  return clash ? rename(servers, ({ files }) => files[0] ?? '') : folders;
}

function rename(servers: readonly Loaded[], where: (loaded: Loaded) => string): Loaded[] {
  const ids = servers.map(({ server }) => server.id);
  return servers.map((loaded, i) =>
    ids.indexOf(ids[i]!) === ids.lastIndexOf(ids[i]!) ? loaded : renamed(loaded, `${ids[i]!}~${where(loaded)}`),
  );
}
