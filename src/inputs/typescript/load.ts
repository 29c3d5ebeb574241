import path, { posix } from 'node:path';

import type { Env, Failed, Loaded } from '../input.ts';
import { displayPath } from '../json/load.ts';
import { apart } from './assemble/apart.ts';
import { assemble } from './assemble/assemble.ts';
import { positionsOf, stretchOf } from './assemble/grip.ts';
import { librariesOf } from './libraries.ts';
import { programsBeside } from './project/beside.ts';
import { LARGEST_FILE, realDisk, watch, type Disk } from './project/disk.ts';
import { foreignAnswer, inFolder, type Foreign } from './project/foreign.ts';
import { foreignBeside } from './project/foreign-beside.ts';
import { isSource } from './project/paths.ts';
import { mentionsServer } from './project/mentions.ts';
import { findProjects, type Project } from './project/projects.ts';
import { touchOf } from './project/touched.ts';
import type { ServerRecord, Unread } from './records.ts';
import { runProject, Shared, type Run } from './run.ts';
import { withinBounds } from './volume.ts';
import { codeReader } from './code/code.ts';
import { interruptible } from './interrupt.ts';

export interface SourceSpec {
  /** A source file, or a folder: of a package, inside one, or of a whole repository. Relative to the working directory. */
  readonly path: string;
  /** Only the servers that these changed files touch: absolute paths, which may be gone. Nothing is given when none is touched. */
  readonly touchedBy?: readonly string[];
}

/**
 * Reads the servers of a program from its source; nothing of it is run. Each package that makes a server gives its own; one
 * that should and does not is `Failed`, with what is missing.
 */
export async function loadTypescript(
  spec: SourceSpec,
  env: Env,
  disk: Disk = realDisk(),
): Promise<readonly (Loaded | Failed)[]> {
  const target = disk.real(path.resolve(env.root, spec.path).split(path.sep).join('/'));
  const shown = displayPath(spec.path, env.root);
  const found = findProjects(target, disk);
  if (!Array.isArray(found))
    return spec.touchedBy && found.none !== 'target' ? [] : [foreignAnswer(found, shown, disk.real(env.root))];
  const shared = new Shared();
  const results: (Loaded | Failed)[] = [];
  for (const project of found) {
    const touch = spec.touchedBy ? touchOf(project, spec.touchedBy, disk) : 'contains';
    if (touch === 'none') continue;
    const watched = touch === 'may read' ? watch(disk) : { disk, read: new Set<string>() };
    const run = await runProject(project, watched.disk, shared, env.signal);
    const read = await interruptible(() => serversOf(project, run, env, watched.disk), env.signal);
    const servers = touch === 'may read' ? readers(read, spec.touchedBy ?? [], watched.read, env.root) : read;
    // in a workspace, a package that only helps is none that failed
    if (found.length === 1 || servers.some((each) => 'server' in each) || isProgram(project, disk))
      results.push(...servers);
  }
  if (results.length === 0) return spec.touchedBy ? [] : [nothing(shown, 'no server is made here')];
  const loaded = results.filter((each) => 'server' in each);
  const [first, ...others] = apart(loaded);
  const foreign = spec.touchedBy || !disk.isDirectory(target) ? [] : foreignBeside(target, disk);
  return [
    ...(first ? [foreign.length > 0 ? besideForeign(first, foreign, disk.real(env.root)) : first, ...others] : []),
    ...results.filter((each) => !('server' in each)),
  ];
}

/** Says of what was read what was not, since nobody would notice: `.` is more than what is written in TypeScript. */
const besideForeign = (first: Loaded, foreign: readonly Foreign[], root: string): Loaded => ({
  ...first,
  source: {
    ...(first.source ?? { libraries: [] }),
    foreign: foreign.map(({ language, dir, evidence, command }) => ({
      language,
      file: displayPath(posix.join(dir, posix.basename(evidence)), root),
      command: `mcp-audit ${inFolder(dir, root)}-- ${command}`,
    })),
  },
});

/** The servers that were read from one of these files, absolute paths: from its source, or from data that the program `asked` for. */
function readers(
  servers: readonly (Loaded | Failed)[],
  files: readonly string[],
  asked: ReadonlySet<string>,
  root: string,
): readonly Loaded[] {
  const shown = new Set(files.map((file) => displayPath(file, root)));
  const isAsked = files.some((file) => !isSource(file) && asked.has(file));
  return servers.filter(
    (each): each is Loaded => 'server' in each && (isAsked || each.files.some((file) => shown.has(file))),
  );
}

/** Whether a package is started, and its code speaks of servers. */
function isProgram({ package: owner, entries, files }: Project, disk: Disk): boolean {
  const isStarted = owner?.json['bin'] !== undefined || isStartable(owner?.json['scripts']);
  return isStarted && [...entries, ...files].some((path) => mentionsServer(disk.read(path) ?? ''));
}

const isStartable = (scripts: unknown): boolean =>
  typeof scripts === 'object' && scripts !== null && 'start' in scripts;

function serversOf(project: Project, run: Run, env: Env, disk: Disk): readonly (Loaded | Failed)[] {
  const id = project.package?.name || path.posix.basename(project.root).replace(/\.[cm]?[jt]sx?$/, '');
  run.records.forEach(withinBounds);
  for (const record of lacking(run.records)) record.unread.push(...run.gaps);
  const servers = assemble(run.records, {
    root: env.root,
    id,
    files: run.files,
    leads: run.leads,
    ...(run.machine
      ? { readCode: codeReader(run.machine, project.package?.dir ?? project.root, project.entries) }
      : {}),
  });
  const source = { libraries: librariesOf(run) };
  const read = new Set(run.files.map(({ path }) => path));
  const beside = programsBeside(project, read, disk).map((path) => displayPath(path, env.root));
  if (servers.length > 0)
    return servers.map((server, i) => ({
      ...server,
      source: i === 0 && beside.length > 0 ? { ...source, beside } : source,
    }));
  const { length } = run.files;
  const none = nothing(id, `no MCP server is made in its source (${length} ${length === 1 ? 'file' : 'files'} read)`);
  const [gap] = run.gaps;
  if (gap) return [{ ...none, reason: `${none.reason}; not read: ${gap.reason}`, place: placeOf(gap, env.root) }];
  const unread = project.entries.find((entry) => disk.read(entry) === undefined);
  return [unread === undefined ? none : { ...none, reason: whyUnread(unread, env.root, disk) }];
}

/** The servers that may have what was not read: those with tools or their like, else all. */
function lacking(records: readonly ServerRecord[]): readonly ServerRecord[] {
  const some = records.filter(
    ({ tools, prompts, resources, unread }) => tools.length + prompts.length + resources.length + unread.length > 0,
  );
  return some.length > 0 ? some : records;
}

const placeOf = ({ spot }: Unread, root: string): NonNullable<Failed['place']> => ({
  file: displayPath(spot.file.path, root),
  ...positionsOf(stretchOf(spot)),
  precision: 'exact',
});

function whyUnread(file: string, root: string, disk: Disk): string {
  const isLarge = (disk.size(file) ?? 0) > LARGEST_FILE;
  return `${displayPath(file, root)}, where it starts, ${isLarge ? `is larger than ${LARGEST_FILE / 1e6} MB` : 'cannot be read'}`;
}

const nothing = (id: string, reason: string): Failed => ({
  id,
  input: 'typescript',
  reason,
  hint: 'Name the file that makes the server, or audit it live: `mcp-audit -- COMMAND`.',
});
