import type { Machine } from './machine/machine.ts';
import { isMcpPackage } from './project/mcp-packages.ts';
import { dependenciesOf, type Package } from './project/packages.ts';
import type { Resolver } from './project/resolve.ts';
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
    if (name !== undefined && !followed.has(name) && !isModelled(name)) wanted.add(name);
  };
  for (const record of m.servers) for (const reason of reasonsOf(record)) note(reason);
  // where a list is short, any of them may have what is missing
  const isWhole =
    m.servers.some(({ tools }) => tools.length > 0) && m.servers.every(({ unread }) => unread.length === 0);
  for (const [name, { file }] of isWhole ? m.handed : m.called)
    if (knowsMcp(name, file.path, m.world.resolver)) note(unreadPackage(name));
  return [...wanted];
}

/** Libraries whose parts that are not modelled would say nothing of tools, and are large. */
const isModelled = (name: string): boolean => name === 'zod' || name.startsWith('@modelcontextprotocol/');

/** How far a package may be from one that makes servers, through others of its publisher. */
const FURTHEST = 3;

/** A package that could register tools depends on a library that does, or on another of its scope that does. */
function knowsMcp(name: string, asking: string, resolver: Resolver): boolean {
  const seen = new Set<string>();
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/') + 1) : undefined;
  let level = [{ name, from: asking }];
  for (let far = 0; far <= FURTHEST && level.length > 0; far++) {
    const next: typeof level = [];
    for (const each of level) {
      if (seen.has(each.name)) continue;
      seen.add(each.name);
      const found = resolver.resolve(each.name, each.from);
      if (found.kind !== 'package' || !found.package) continue;
      const names = [...dependenciesOf(found.package)];
      if (names.some(isMcpPackage)) return true;
      const from = `${found.package.dir}/package.json`;
      if (scope) next.push(...names.filter((own) => own.startsWith(scope)).map((own) => ({ name: own, from })));
    }
    level = next;
  }
  return false;
}

function* reasonsOf({ tools, unread, given }: ServerRecord): Generator<string> {
  for (const { reason } of [...unread, ...given.values()]) yield reason;
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
