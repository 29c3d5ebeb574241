import { posix } from 'node:path';

import type { Loaded } from '../../input.ts';
import { renamed } from '../../rename.ts';

/**
 * Servers of one name get behind it the folder that makes each, else the file, else the folder or file its program starts
 * at; an order number would change with the order. A server that several programs start as it is, over stdio and over
 * HTTP, is one.
 */
export function apart(all: readonly Loaded[]): Loaded[] {
  const servers = all.filter((one, i) => !all.slice(0, i).some((other) => isSame(one, other)));
  const marks: ((loaded: Loaded) => string)[] = [
    ({ files }) => posix.dirname(files[0] ?? ''),
    ({ files }) => files[0] ?? '',
    ({ files }) => posix.dirname(files[1] ?? ''),
    ({ files }) => files[1] ?? '',
  ];
  const attempts = marks.map((mark) => rename(servers, mark));
  return attempts.find((ids) => new Set(ids.map(({ server }) => server.id)).size === ids.length) ?? attempts.at(-1)!;
}

const isSame = (a: Loaded, b: Loaded): boolean =>
  a.server.id === b.server.id &&
  a.files[0] === b.files[0] &&
  JSON.stringify(a.server.tools.map(({ data }) => data)) === JSON.stringify(b.server.tools.map(({ data }) => data));

function rename(servers: readonly Loaded[], where: (loaded: Loaded) => string): Loaded[] {
  const ids = servers.map(({ server }) => server.id);
  return servers.map((loaded, i) =>
    ids.indexOf(ids[i]!) === ids.lastIndexOf(ids[i]!) ? loaded : renamed(loaded, `${ids[i]!}~${where(loaded)}`),
  );
}
