import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { VERSION } from '../about.ts';
import type { Cache } from '../cache/cache.ts';
import { UserError } from '../user-error.ts';
import type { Io } from './io.ts';

export interface CacheFlags {
  readonly cache?: boolean;
  readonly cacheLocation?: string;
}

/**
 * The cache that `--cache` asks for: in `node_modules/.cache/mcp-audit` where there is a `node_modules`, else in
 * `.mcp-audit-cache`. `asked` is all that decides what the run asks of the servers.
 */
export async function cacheFor(
  { cache, cacheLocation }: CacheFlags,
  asked: unknown,
  { cwd }: Io,
): Promise<Cache | undefined> {
  if (!cache) {
    if (cacheLocation === undefined) return undefined;
    throw new UserError('--cache-location is given, and nothing is cached', { hints: ['add `--cache`'] });
  }
  const folder =
    cacheLocation ??
    (existsSync(path.join(cwd, 'node_modules')) ? 'node_modules/.cache/mcp-audit' : '.mcp-audit-cache');
  const key = createHash('sha256')
    .update(JSON.stringify([VERSION, process.version, cwd, ownFiles(), asked], plain))
    .digest('hex');
  return new (await import('../cache/cache.ts')).Cache(path.resolve(cwd, folder), key);
}

/** Maps as their entries; of a rule its id tells all, as long as the program is the same. */
const plain = (name: string, value: unknown): unknown =>
  value instanceof Map ? [...value] : name === 'checks' ? undefined : value;

/** Which program this is, where one of the same version may be another: while it is worked on. */
function ownFiles(): readonly unknown[] {
  const folder = import.meta.dirname;
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const { size, mtimeMs } = statSync(path.join(folder, entry.name));
    return [[entry.name, size, mtimeMs]];
  });
}
