import { objectOf, stringOf, type Json } from '../manifest.ts';
import type { Lock } from './lock.ts';

/** `bun.lock`: a map from a path of names, such as `fastmcp/zod`, to `["zod@3.25.76", …]`. */
export function bunLock(json: Json): Lock {
  const packages = objectOf(json['packages']) ?? {};
  const versionAt = (key: string): string | undefined => {
    const entry = packages[key];
    const named = Array.isArray(entry) ? stringOf(entry[0]) : undefined;
    return named === undefined ? undefined : /@(\d+\.\d+\.\d+[^@]*)$/.exec(named)?.[1];
  };
  return {
    of: (name, by) => versionAt(`${by.package.name}/${name}`) ?? versionAt(name),
    inside: (name, other, by) =>
      versionAt(`${by.package.name}/${other}/${name}`) ??
      versionAt(`${other}/${name}`) ??
      (versionAt(other) === undefined ? undefined : versionAt(name)),
    all: (name) =>
      Object.keys(packages)
        .filter((key) => key === name || key.endsWith(`/${name}`))
        .flatMap((key) => versionAt(key) ?? []),
  };
}
