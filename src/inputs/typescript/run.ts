import { readConventions } from './frameworks/index.ts';
import { escape } from './machine/escape.ts';
import { Machine } from './machine/machine.ts';
import { callOrphans, makesServer, registers, type Matters } from './machine/orphans.ts';
import { argumentsFor } from './machine/parameters.ts';
import { WHOLE_BUDGET } from './machine/work.ts';
import { LibraryWanted, type World } from './machine/world.ts';
import type { Disk } from './project/disk.ts';
import type { Project } from './project/projects.ts';
import { Resolver } from './project/resolve.ts';
import { Versions } from './project/versions.ts';
import { interruptible } from './interrupt.ts';
import type { ServerRecord, Unread } from './records.ts';
import { loadLibrary } from './schemas/libraries.ts';
import { SourceFile } from './syntax.ts';
import { likelyLibraries, packagesWanted, unreadPackage } from './wanted.ts';

/** What one evaluation of a project gave. */
export interface Run {
  readonly records: readonly ServerRecord[];
  /** Every file whose code was read, in the order met. */
  readonly files: readonly SourceFile[];
  /** The files that each leads to. */
  readonly leads: ReadonlyMap<SourceFile, ReadonlySet<SourceFile>>;
  readonly versions: Versions;
  /** What is not known of the program as a whole: code that its parser skipped, and work that was not finished. */
  readonly gaps: readonly Unread[];
  /** What it was evaluated with: it still knows every name of the program. */
  readonly machine?: Machine;
}

/** One after the other: a run may stop for a library, or be repeated with the code of a package that makes tools. */
const MOST_RUNS = 12;

/** The programs of one target together: more than one of them may take, and not as often as there are programs. */
const MOST_STEPS = 8_000_000;

/** In characters: what is parsed in a few seconds, and more than a person writes. */
const MOST_SOURCE = 30_000_000;

/** Shared by the projects of one call. */
export class Shared {
  /** Loaded once. */
  readonly libraries = new Map<string, unknown>();
  /** Steps left. */
  steps = MOST_STEPS;

  async load(name: string): Promise<void> {
    if (!this.libraries.has(name)) this.libraries.set(name, await loadLibrary(name));
  }
}

export async function runProject(project: Project, disk: Disk, shared: Shared, signal: AbortSignal): Promise<Run> {
  const { libraries } = shared;
  const resolver = new Resolver(disk);
  const versions = new Versions(disk, project.package?.dir ?? project.root);
  for (const name of likelyLibraries(project.package, versions)) await shared.load(name);
  const followed = new Set<string>();
  const sources = new Map<string, SourceFile | undefined>();
  let volume = 0;
  let best: Run | undefined;
  let staysAlive = false;
  let left = Math.min(WHOLE_BUDGET, shared.steps);
  for (let i = 0; i < MOST_RUNS; i++) {
    const read = new Set<SourceFile>();
    const leads = new Map<SourceFile, Set<SourceFile>>();
    const world: World = {
      disk,
      resolver,
      versions,
      follows: (name) => followed.has(name),
      source(path, from) {
        if (!sources.has(path)) {
          const text = disk.read(path);
          volume += text?.length ?? 0;
          sources.set(path, text === undefined || volume > MOST_SOURCE ? undefined : new SourceFile(path, text));
        }
        const file = sources.get(path);
        if (file) read.add(file);
        if (file && from) leads.set(from, (leads.get(from) ?? new Set()).add(file));
        return file;
      },
      library(name) {
        if (!libraries.has(name)) throw new LibraryWanted(name);
        return libraries.get(name) as never;
      },
    };
    const machine = new Machine(world);
    machine.staysAlive = staysAlive;
    machine.work.limit(left);
    let missing: readonly Gap[] = [];
    try {
      await interruptible(() => (missing = evaluateProject(machine, project, followed)), signal);
    } catch (error) {
      if (!(error instanceof LibraryWanted)) throw error;
      await shared.load(error.library);
      continue;
    } finally {
      left -= machine.work.steps;
      shared.steps -= machine.work.steps;
    }
    const files = [...read];
    if (volume > MOST_SOURCE && files[0])
      machine.work.giveUp('more source than is read of one program', { file: files[0], node: files[0].tree });
    best = { records: machine.servers, files, leads, versions, gaps: gapsOf(machine, files, missing), machine };
    const wanted = packagesWanted(machine, followed);
    if (wanted.length === 0 && machine.exited && !hasTools(machine) && !staysAlive) {
      staysAlive = true;
      continue;
    }
    if (wanted.length === 0 || left < WHOLE_BUDGET / 2) break;
    for (const name of wanted) followed.add(name);
  }
  // what was not read in the last run stays unread
  for (const { unread, given } of best?.records ?? []) unread.push(...given.values());
  return best ?? { records: [], files: [], leads: new Map(), versions, gaps: [] };
}

type Gap = Omit<Unread, 'extent'>;

const gapsOf = ({ work }: Machine, read: readonly SourceFile[], missing: readonly Gap[]): Unread[] =>
  [...read.flatMap(({ problem }) => problem ?? []), ...work.unfinished, ...missing].map((gap) => ({
    ...gap,
    extent: 'list',
  }));

/** Where no server is made: packages that are not installed and could have, by their name or by the transport they are given. */
const likelyMakers = ({ servers, called, handed, world: { resolver } }: Machine): readonly Gap[] =>
  servers.length > 0
    ? []
    : [...called].flatMap(([name, spot]) => {
        const found = resolver.resolve(name, spot.file.path);
        const isMissing = found.kind === 'package' && found.entry === undefined;
        return isMissing && (handed.has(name) || /mcp/i.test(name))
          ? [{ reason: unreadPackage(name, false), spot }]
          : [];
      });

/**
 * From the start of the program; where that makes no server, from every file that could; at last, functions nobody calls.
 * Gives what may have made the server that the program starts, and is not there to be read.
 */
function evaluateProject(
  m: Machine,
  { package: owner, root: target, entries, files }: Project,
  followed: ReadonlySet<string>,
): readonly Gap[] {
  const root = owner?.dir ?? target;
  const start = (path: string): void => {
    const file = m.world.source(path);
    if (!file || path.endsWith('.json')) return;
    m.run(file);
    m.drain((callee) => argumentsFor(m, callee));
  };
  entries.forEach(from(m, start));
  m.attempt(() => readConventions(root, m));
  if (hasTools(m)) return [];
  entries.forEach(from(m, (path) => offer(m, path)));
  const missing = likelyMakers(m);
  // the package that makes the program's server tells more than other files of the folder
  if (hasTools(m) || (m.servers.length === 0 && packagesWanted(m, followed).length > 0)) return [];
  files.forEach(from(m, start));
  if (hasTools(m)) return missing;
  const callUncalled =
    (matters: Matters) =>
    (path: string): void => {
      const file = m.world.source(path);
      if (file && !path.endsWith('.json')) callOrphans(m, m.module(file), matters);
      m.drain((callee) => argumentsFor(m, callee));
    };
  // who makes a server knows what is registered on it; who is given one may know nothing
  for (const matters of m.servers.length > 0 ? [registers] : [makesServer, registers])
    if (!hasTools(m)) [...entries, ...files].forEach(from(m, callUncalled(matters)));
  return missing.length > 0 ? missing : likelyMakers(m);
}

/** Notes on the servers that are made which file their program was started with. */
const from =
  (m: Machine, action: (path: string) => void) =>
  (path: string): void => {
    const before = m.servers.length;
    action(path);
    for (const record of m.servers.slice(before)) record.start = path;
  };

/** What a program's start exports is called by whoever loads it: a platform such as Workers, another program. */
function offer(m: Machine, path: string): void {
  const file = m.world.source(path);
  if (!file || path.endsWith('.json')) return;
  const spot = { file, node: file.tree };
  m.attempt(() => {
    const { namespace } = m.module(file);
    const exported = (namespace.traits.keys?.() ?? []).map((name) => m.get(namespace, name, spot));
    escape(m, undefined, exported, spot);
  });
  m.drain((callee) => argumentsFor(m, callee));
}

const hasTools = (m: Machine): boolean => m.servers.some(({ tools, unread }) => tools.length > 0 || unread.length > 0);
