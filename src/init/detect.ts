import { posix } from 'node:path';

import { isFailed, type Env, type Loaded } from '../inputs/input.ts';
import { holdsTools, mayHoldTools } from '../inputs/json/recognise.ts';
import { loadTypescript } from '../inputs/typescript/load.ts';
import { realDisk, type Disk } from '../inputs/typescript/project/disk.ts';
import { foreignAt, foreignBelow } from '../inputs/typescript/project/foreign.ts';
import { packageOf } from '../inputs/typescript/project/packages.ts';
import { isObject } from '../model/schema.ts';
import { isConditionalTool } from '../model/server.ts';
import { plural } from '../text/numbers.ts';

/** What a configuration is to audit, as it is written there. */
export type DetectedTarget =
  | { readonly source: string }
  | { readonly json: string }
  /** With the file that its findings belong to. */
  | { readonly command: readonly string[]; readonly anchor: string };

export interface Detected {
  /** By name where there are several. */
  readonly targets: readonly { readonly name: string; readonly target: DetectedTarget }[];
  /** What was found, one sentence each; it holds names of strangers. */
  readonly found: readonly string[];
  /** Tool lists among the files, relative. */
  readonly lists: readonly string[];
  /** Why there is no server in the source, as one sentence, where there is none. */
  readonly reason?: string;
  /** Whether the package of the folder has `mcp-audit` installed. */
  readonly isInstalled: boolean;
}

/** What there is to audit in a folder: servers in its source, else tool lists, else what a client's file or the project starts. Nothing is started. */
export async function detect(env: Env, disk: Disk = realDisk()): Promise<Detected> {
  const root = disk.real(env.root.replaceAll('\\', '/'));
  const results = await loadTypescript({ path: '.' }, env, disk);
  const servers = results.filter((each): each is Loaded => !isFailed(each));
  const lists = toolLists(root, disk);
  const around = { lists, isInstalled: disk.isDirectory(`${root}/node_modules/mcp-audit`) };
  if (servers.length > 0) {
    const also = lists.map((file) => `${file}: a tool list; the hook audits it when it changes`);
    const own = ownOf(servers, root, disk);
    return { ...around, targets: sourceTargets(own), found: [...own.map(foundSource), ...foreignOf(servers), ...also] };
  }
  if (lists.length > 0)
    return {
      ...around,
      targets: lists.map((file) => ({ name: posix.basename(file, '.json'), target: { json: file } })),
      found: lists.map((file) => `${file}: a tool list`),
    };
  const started = startedByClient(root, disk) ?? startedByProject(root, disk);
  if (started) return { ...around, ...started };
  const failed = results.find(isFailed);
  return { ...around, targets: [], found: [], ...(failed ? { reason: failed.reason } : {}) };
}

/** What is there and cannot be read: whoever sets up a repository is to know what is not guarded. */
const foreignOf = (servers: readonly Loaded[]): string[] =>
  servers
    .flatMap(({ source }) => source?.foreign ?? [])
    .map(
      ({ language, file, command }) =>
        `${file}: a server in ${language}, not read; audit it while it runs: \`${command}\``,
    );

/** A server, and of its files one that is its own as far as that can be told: libraries are read for several. */
interface Own {
  readonly loaded: Loaded;
  readonly file: string;
  /** The folder of its package, relative. */
  readonly dir: string;
  /** The name of its package without the scope. */
  readonly name: string;
}

function ownOf(servers: readonly Loaded[], root: string, disk: Disk): readonly Own[] {
  const dirOf = (file: string): string => {
    const dir = packageOf(posix.join(root, file), disk)?.dir ?? root;
    return dir.startsWith(`${root}/`) ? posix.relative(root, dir) : '.';
  };
  const readers = new Map<string, number>();
  const placed = servers.map((loaded) => {
    const files = loaded.files.slice(0, MOST_FILES).map((file) => ({ file, dir: dirOf(file) }));
    for (const dir of new Set(files.map((each) => each.dir))) readers.set(dir, (readers.get(dir) ?? 0) + 1);
    return { loaded, files };
  });
  return placed.map(({ loaded, files }) => {
    const least = Math.min(...files.map(({ dir }) => readers.get(dir)!));
    const { file, dir } = files.find((each) => readers.get(each.dir) === least) ?? { file: '.', dir: '.' };
    const name = packageOf(posix.join(root, file), disk)?.name.replace(/^@[^/]*\//, '');
    return { loaded, file, dir, name: name ?? loaded.server.id };
  });
}

const MOST_FILES = 1_000;

const foundSource = ({ loaded: { server }, file }: Own): string => {
  const sometimes = server.quirks.filter(isConditionalTool).length;
  const more = sometimes > 0 ? `, ${sometimes} of them only sometimes` : '';
  return `${server.id}: ${server.complete ? '' : 'at least '}${plural(server.tools.length, 'tool')}${more}, in the source (${file})`;
};

/** One for each package that makes servers; all that are in one package have one. */
function sourceTargets(servers: readonly Own[]): Detected['targets'] {
  const byDir = new Map(servers.map(({ dir, name }) => [dir, name]));
  if (byDir.size <= 1 || byDir.has('.')) return [{ name: servers[0]!.name, target: { source: '.' } }];
  const names = [...byDir.values()];
  return [...byDir].map(([source, name]) => ({
    name: names.filter((each) => each === name).length > 1 ? source : name,
    target: { source },
  }));
}

const DEEPEST = 3;
const MOST_LISTS = 20;
const LARGEST = 2_000_000;
/** What is of others, is made, or tries something out. */
const ASIDE = /^(?:\..*|node_modules|dist|build|out|coverage|vendor|tests?|__tests__|fixtures?|examples?)$/;

/** Tool lists that are kept among the files, relative, sorted. */
function toolLists(root: string, disk: Disk): string[] {
  const found: string[] = [];
  const look = (dir: string, depth: number): void => {
    for (const name of disk.list(posix.join(root, dir))) {
      if (found.length === MOST_LISTS) return;
      const path = posix.join(dir, name);
      if (name.endsWith('/')) {
        if (depth < DEEPEST && !ASIDE.test(name.slice(0, -1))) look(path.slice(0, -1), depth + 1);
      } else if (mayHoldTools(path) && (disk.size(posix.join(root, path)) ?? Infinity) < LARGEST)
        if (holdsTools(disk.read(posix.join(root, path)) ?? '')) found.push(path);
    }
  };
  look('', 1);
  return found.sort();
}

type Started = Pick<Detected, 'targets' | 'found'>;

/** An entry of `.mcp.json` that starts a file of this folder; what others publish is not this server. */
function startedByClient(root: string, disk: Disk): Started | undefined {
  const text = disk.read(`${root}/.mcp.json`);
  const config = text === undefined ? undefined : parsed(text);
  const servers = isObject(config) && isObject(config['mcpServers']) ? config['mcpServers'] : {};
  const targets = Object.entries(servers).flatMap(([name, entry]): Started['targets'][number][] => {
    if (!isObject(entry) || typeof entry['command'] !== 'string') return [];
    const args = Array.isArray(entry['args']) ? (entry['args'] as unknown[]) : [];
    const command = [entry['command'], ...args.filter((each) => typeof each === 'string')];
    const own = command.find(
      (word) => /[./]/.test(word) && !/^[/~]|\.\.|\$/.test(word) && disk.size(posix.join(root, word)) !== undefined,
    );
    return own !== undefined && !command.some((word) => word.includes('${'))
      ? [{ name, target: { command, anchor: own } }]
      : [];
  });
  if (targets.length === 0) return undefined;
  return { targets, found: targets.map(({ name }) => `${name}: \`.mcp.json\` starts it`) };
}

/** A server in a language that is not read: how its project is started. */
function startedByProject(root: string, disk: Disk): Started | undefined {
  const found = foreignAt(root, root, disk) ?? foreignBelow(root, disk);
  if (!found || found.dir !== root) return undefined;
  const name = posix.basename(root);
  return {
    targets: [{ name, target: { command: found.command.split(' '), anchor: found.evidence } }],
    found: [`${name}: a server in ${found.language} (${found.evidence}), which is audited while it runs`],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
