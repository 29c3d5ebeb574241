import { readConventions } from './frameworks/index.ts';
import { escape } from './machine/calls.ts';
import { Machine } from './machine/machine.ts';
import { callOrphans } from './machine/orphans.ts';
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
import { likelyLibraries, packagesWanted } from './wanted.ts';

/** What one evaluation of a project gave. */
export interface Run {
  readonly records: readonly ServerRecord[];
  /** Every file whose code was read, in the order met. */
  readonly files: readonly SourceFile[];
  readonly versions: Versions;
  /** What is not known of the program as a whole: code that its parser skipped, and work that was not finished. */
  readonly gaps: readonly Unread[];
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
    const world: World = {
      disk,
      resolver,
      versions,
      follows: (name) => followed.has(name),
      source(path) {
        if (!sources.has(path)) {
          const text = disk.read(path);
          volume += text?.length ?? 0;
          sources.set(path, text === undefined || volume > MOST_SOURCE ? undefined : new SourceFile(path, text));
        }
        const file = sources.get(path);
        if (file) read.add(file);
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
    try {
      await interruptible(() => evaluateProject(machine, project), signal);
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
    best = { records: machine.servers, files, versions, gaps: gapsOf(machine, files) };
    const wanted = packagesWanted(machine, followed);
    if (wanted.length === 0 && machine.exited && !hasTools(machine) && !staysAlive) {
      staysAlive = true;
      continue;
    }
    if (wanted.length === 0 || left < WHOLE_BUDGET / 2) break;
    for (const name of wanted) followed.add(name);
  }
  return best ?? { records: [], files: [], versions, gaps: [] };
}

const gapsOf = ({ work }: Machine, read: readonly SourceFile[]): Unread[] =>
  [...read.flatMap(({ problem }) => problem ?? []), ...work.unfinished].map((gap) => ({ ...gap, extent: 'list' }));

/** From the start of the program; where that makes no server, from every file that could; at last, functions nobody calls. */
function evaluateProject(m: Machine, { package: owner, root: target, entries, files }: Project): void {
  const root = owner?.dir ?? target;
  const start = (path: string): void => {
    const file = m.world.source(path);
    if (!file || path.endsWith('.json')) return;
    m.run(file);
    m.drain((callee) => argumentsFor(m, callee));
  };
  entries.forEach(start);
  m.attempt(() => readConventions(root, m));
  if (hasTools(m)) return;
  entries.forEach((path) => offer(m, path));
  if (hasTools(m)) return;
  files.forEach(start);
  if (hasTools(m)) return;
  for (const path of [...entries, ...files]) {
    const file = m.world.source(path);
    if (file && !path.endsWith('.json')) callOrphans(m, m.module(file));
    m.drain((callee) => argumentsFor(m, callee));
  }
}

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
