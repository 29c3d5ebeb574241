import type { Machine } from './machine/machine.ts';
import { isMcpPackage } from './project/mcp-packages.ts';
import { dependenciesOf, type Package } from './project/packages.ts';
import type { Versions } from './project/versions.ts';
import type { ServerRecord } from './records.ts';
import { isZod3 } from './schemas/zod-version.ts';
import type { Trail } from './trail.ts';

/** How the machine words what an unread package leaves unknown; in one place, since a second run asks what the first lacked. */
export const unreadPackage = (name: string, isInstalled = true): string =>
  `the package \`${name}\`${isInstalled ? '' : ', which is not installed'}`;

const NAME = /the package `([^`]+)`/;

/**
 * Installed packages that were not read and on which a tool rests. Code of other packages is left alone until it is seen to
 * matter: most of what a server imports never touches its tools.
 */
export function packagesWanted(m: Machine, followed: ReadonlySet<string>): string[] {
  const wanted = new Set<string>();
  const note = (reason: string | undefined): void => {
    const name = reason === undefined ? undefined : NAME.exec(reason)?.[1];
    if (name !== undefined && !followed.has(name)) wanted.add(name);
  };
  for (const record of m.servers) for (const reason of reasonsOf(record)) note(reason);
  const hasTools = m.servers.some(({ tools, unread }) => tools.length > 0 || unread.length > 0);
  for (const name of hasTools ? m.handed : m.called) if (knowsMcp(m, name)) note(unreadPackage(name));
  return [...wanted];
}

/** A package that could register tools depends on a library that does. */
function knowsMcp(m: Machine, name: string): boolean {
  const found = m.world.resolver.resolve(name, m.entry);
  return found.kind === 'package' && !!found.package && [...dependenciesOf(found.package)].some(isMcpPackage);
}

function* reasonsOf({ tools, unread }: ServerRecord): Generator<string> {
  for (const { reason } of unread) yield reason;
  for (const { trail } of tools) yield* reasonsIn(trail);
}

function* reasonsIn({ opaque, parts }: Trail): Generator<string> {
  if (opaque !== undefined) yield opaque;
  for (const part of parts?.values() ?? []) yield* reasonsIn(part);
}

/** The libraries a program is about to ask for, by what its package declares: an evaluation that stops for one starts over. */
export function likelyLibraries(of: Package | undefined, versions: Versions): readonly string[] {
  const declared = of ? dependenciesOf(of) : new Set<string>();
  const isOld = isZod3(versions.of('zod')?.version);
  if (declared.has('zod-to-json-schema') || (declared.has('zod') && isOld)) return ['zod/v3', 'zod-to-json-schema'];
  return declared.has('zod') ? ['zod/v4'] : [];
}
