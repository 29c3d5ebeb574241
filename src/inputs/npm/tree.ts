import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { isObject } from '../../model/schema.ts';

/** What npm put into the folder. */
export interface Tree {
  /** `name@version` by the folder it lies in, such as `node_modules/zod`. */
  readonly packages: ReadonlyMap<string, string>;
}

/** Reads npm's own list of what it installed. Links lead out of the folder, by a `file:` dependency: they are taken away. */
export function readTree(folder: string): Tree {
  const packages = new Map<string, string>();
  for (const [at, entry] of Object.entries(listed(folder))) {
    if (!isObject(entry) || !at.startsWith('node_modules/') || at.includes('..')) continue;
    if (entry['link'] === true) rmSync(path.join(folder, at), { force: true });
    const { name = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length), version } = entry;
    if (typeof name === 'string' && typeof version === 'string') packages.set(at, `${name}@${version}`);
  }
  return { packages };
}

function listed(folder: string): Readonly<Record<string, unknown>> {
  try {
    const lock: unknown = JSON.parse(readFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'utf8'));
    return isObject(lock) && isObject(lock['packages']) ? lock['packages'] : {};
  } catch {
    return {};
  }
}

/** `node_modules/@scope/server/dist/index.js` as `npm:@scope/server@1.2.3/dist/index.js`: the same on every machine. */
export function publishedName(file: string, { packages }: Tree): string {
  for (
    let at = file.lastIndexOf('node_modules/');
    at >= 0;
    at = at === 0 ? -1 : file.lastIndexOf('node_modules/', at - 1)
  ) {
    const [, folder = '', rest = ''] = /^(node_modules\/(?:@[^/]+\/)?[^/]+)(\/.*)?$/s.exec(file.slice(at)) ?? [];
    const known = packages.get(file.slice(0, at) + folder);
    if (known !== undefined) return `npm:${known}${rest}`;
  }
  return file;
}
