import type { Machine } from '../machine/machine.ts';
import { compareVersions } from '../project/ranges.ts';
import { releaseOf, type Release } from './zod-releases.ts';

const bundled = new WeakMap<Machine, string | undefined>();

/** For programs that carry their zod in a bundle: the release in its text, or the newest where that was not read. */
export function readBundle(machine: Machine, text: string | undefined): void {
  bundled.set(machine, text === undefined ? undefined : zodIn(text));
}

/** The release of zod in the text of a bundle; zod 4 where there are both, `3.25.0` for any zod 3. */
function zodIn(text: string): string | undefined {
  const [, minor, patch] = /\bmajor:\s?4,\s{0,8}minor:\s?(\d{1,3}),\s{0,8}patch:\s?(\d{1,3})/.exec(text) ?? [];
  if (minor !== undefined) return `4.${minor}.${patch}`;
  return text.includes('ZodFirstPartyTypeKind') ? '3.25.0' : undefined;
}

/** The releases that the files see which import zod. */
const imported = new WeakMap<Machine, Set<string | undefined>>();

/** The zod of the program: what its files import where they all see the same, else the package's own. The newest when nobody knows. */
function zodVersion(machine: Machine): string | undefined {
  if (bundled.has(machine)) return bundled.get(machine);
  const seen = imported.get(machine) ?? new Set();
  return seen.size === 1 ? [...seen][0] : machine.world.versions.of('zod')?.version;
}

/** The same for one file, which may be of a package with a zod of its own. */
export function zodOfFile(file: string, machine: Machine): 'zod/v3' | 'zod/v4' {
  if (bundled.has(machine)) return zodLibrary(machine);
  const version = machine.world.versions.seenBy(file, 'zod')?.version;
  imported.set(machine, (imported.get(machine) ?? new Set()).add(version));
  return isZod3(version) ? 'zod/v3' : 'zod/v4';
}

export const isZod3 = (version: string | undefined): boolean => /^v?[0-3]\./.test(version ?? '4.');

/** Which of our copies stands behind `zod`: 3.25 and 4 publish both, and `zod` is the older one in 3.25. */
export const zodLibrary = (machine: Machine): 'zod/v3' | 'zod/v4' =>
  isZod3(zodVersion(machine)) ? 'zod/v3' : 'zod/v4';

/** The release of zod 4 the project has: 3.25 carries 4.0 beside zod 3. */
const zod4Release = (machine: Machine): string | undefined => {
  const version = zodVersion(machine);
  return isZod3(version) ? '4.0.0' : version;
};

/** How the project's zod 4 converts to JSON Schema, where that is not as ours does. */
export const releaseOfProject = (machine: Machine, io: string): Release | undefined =>
  releaseOf(zod4Release(machine), io, () => machine.world.library<never>('zod/v4'));

/** Since this release all copies of zod 4 in a process share what `.describe()` and `.meta()` say. */
const SHARED_SINCE = '4.1.13';

/** Whether the SDK's copy of zod cannot see what was said to the program's. In a bundle they share one. */
export function losesMetadata(machine: Machine, zodOfSdk: string | undefined): boolean {
  if (bundled.has(machine)) return false;
  const release = zod4Release(machine);
  if (release === undefined || zodOfSdk === undefined || zodOfSdk === zodVersion(machine)) return false;
  return [release, isZod3(zodOfSdk) ? '4.0.0' : zodOfSdk].some((each) => compareVersions(each, SHARED_SINCE) < 0);
}
