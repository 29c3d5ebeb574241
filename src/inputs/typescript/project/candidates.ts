import type { Disk } from './disk.ts';
import { isProgram } from './entries.ts';
import { isMcpPackage } from './mcp-packages.ts';
import { mentionsPackage, mentionsServer } from './mentions.ts';
import { dependenciesOf, packageOf, workspaceOf, type Package } from './packages.ts';
import { within } from './paths.ts';

/** The files of a target that belong to one package, with what tells whether they are an MCP server. */
export interface Candidate {
  readonly package: Package | undefined;
  /** The folder of the package, or the target when that lies inside. */
  readonly root: string;
  readonly files: readonly string[];
  /** Those that could register tools. */
  readonly mentions: readonly string[];
  /** An MCP library is among its dependencies, or among those of the packages of the workspace that it is built on. */
  readonly dependsOnMcp: boolean;
  /** A file imports one. */
  readonly importsMcp: boolean;
  /** It says how it is started. */
  readonly isProgram: boolean;
}

/** The files of a target by the package they belong to. */
export function candidatesIn(target: string, files: readonly string[], disk: Disk): readonly Candidate[] {
  const groups = new Map<string, { of: Package | undefined; files: string[] }>();
  for (const file of files) {
    const of = packageOf(file, disk);
    const group = groups.get(of?.dir ?? '') ?? { of, files: [] };
    groups.set(of?.dir ?? '', group);
    group.files.push(file);
  }
  return [...groups.values()].map(({ of, files }) => {
    const imports = files.some((file) => mentionsPackage(disk.read(file) ?? ''));
    return {
      package: of,
      root: of && within(target, of.dir) !== undefined ? of.dir : target,
      files,
      mentions: files.filter((file) => mentionsServer(disk.read(file) ?? '')),
      dependsOnMcp: imports || (of !== undefined && dependsOnMcp(of, disk)),
      importsMcp: imports,
      isProgram: of !== undefined && isProgram(of, disk),
    };
  });
}

function dependsOnMcp(of: Package, disk: Disk): boolean {
  const [seen, open] = [new Set<string>(), [of]];
  while (open.length > 0) {
    for (const name of dependenciesOf(open.pop()!)) {
      if (isMcpPackage(name)) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      const neighbour = workspaceOf(of.dir, disk)?.packages.get(name);
      if (neighbour) open.push(neighbour);
    }
  }
  return false;
}

/** Those that register tools themselves, and the programs that are built on one that does. */
export function serversAmong(candidates: readonly Candidate[]): readonly Candidate[] {
  const registers = (each: Candidate): boolean => each.dependsOnMcp && each.mentions.length > 0;
  return candidates.filter(
    (each) =>
      registers(each) ||
      (each.isProgram && each.dependsOnMcp && (each.importsMcp || builtOn(each, candidates).some(registers))),
  );
}

/** Without the libraries that a program among them is built on: what they register is that program's. */
export function withoutLibraries(candidates: readonly Candidate[]): readonly Candidate[] {
  const libraries = new Set(
    candidates.filter(({ isProgram }) => isProgram).flatMap((program) => builtOn(program, candidates)),
  );
  return candidates.filter((each) => each.isProgram || !libraries.has(each));
}

/** The others that one depends on, also through each other. */
function builtOn(one: Candidate, candidates: readonly Candidate[]): readonly Candidate[] {
  const byName = new Map(candidates.map((each) => [each.package?.name, each]));
  const found = new Set([one]);
  for (const { package: of } of found)
    for (const name of of ? dependenciesOf(of) : []) {
      const other = byName.get(name);
      if (other) found.add(other);
    }
  found.delete(one);
  return [...found];
}
