import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Target } from '../cli/target.ts';
import type { ReadConfig } from '../config/config.ts';
import type { Failed, Loaded } from '../inputs/input.ts';
import { loadJson, loadText } from '../inputs/json/load.ts';
import { realDisk, type Disk } from '../inputs/typescript/project/disk.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { Refusal } from './answer.ts';

/** What a session may read: files below one folder, lists it is handed, and what its user has configured. */
export interface Room {
  /** The working directory, absolute, with links followed. */
  readonly root: string;
  /** As it stood when the session began: an agent that may write files must not decide what is started. */
  readonly read: ReadConfig;
  /** The targets of the configuration, by the names they can be asked for. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Whether the configured commands may be started, and the configured URLs reached. */
  readonly live: boolean;
}

/** What a call is about; one of the three is given. */
export interface Wish {
  readonly path?: string | undefined;
  readonly target?: string | undefined;
  readonly tools?: readonly object[] | undefined;
}

/** What a configured target can be asked for: its name, else as it is written. */
export const targetName = ({ label }: Target): string => label;

/** The largest tool list that is read from a file, and the largest that a call may hold, in bytes of JSON. The session waits while one is judged: four seconds for the first of these. */
const LARGEST_FILE = 2_000_000;
const LARGEST_LIST = 1_000_000;

/** The target a call names. Nothing is started and no network reached to know it. Throws a `Refusal`. */
export async function targetOf(wish: Wish, room: Room, signal: AbortSignal): Promise<Target> {
  const { path: named, target, tools } = wish;
  const given = [named, target, tools].filter((each) => each !== undefined).length;
  if (given > 1)
    throw new Refusal(
      'ambiguous_input',
      'more than one of `path`, `target` and `tools` is given',
      'Call again with exactly one of them.',
    );
  if (tools) return ofList(tools);
  if (target !== undefined) return configured(target, room);
  return ofPath(named ?? '.', room, signal);
}

function ofList(tools: readonly object[]): Target {
  const text = JSON.stringify({ tools });
  if (Buffer.byteLength(text) > LARGEST_LIST)
    throw new Refusal(
      'too_large',
      `\`tools\` holds ${Buffer.byteLength(text).toLocaleString('en')} bytes of JSON, more than the ${LARGEST_LIST.toLocaleString('en')} a call may hold`,
      'Write the list to a JSON file below the working directory and pass its `path`.',
    );
  return { kind: 'loaded', label: 'tools', results: loadText(text, '<list>', 'tools').map(placeless) };
}

/** Its text was made here: lines of it would lead nowhere. */
const placeless = (result: Loaded | Failed): Loaded | Failed =>
  'server' in result ? { ...result, locate: () => undefined, texts: new Map(), files: [] } : result;

function configured(name: string, { targets, live }: Room): Target {
  const target = targets.get(name);
  if (!target) {
    const close = nearest(name.slice(0, 100), targets.keys());
    const known = [...targets.keys()].slice(0, 20).map((each) => `\`${printable(each, 80)}\``);
    throw new Refusal(
      'unknown_target',
      `no target of the configuration is called \`${printable(name, 80)}\``,
      close
        ? `Did you mean \`${printable(close, 80)}\`?`
        : known.length > 0
          ? `Known are ${known.join(', ')}.`
          : 'No targets are configured: pass a `path` instead.',
    );
  }
  if (!live && target.kind !== 'json' && target.kind !== 'source')
    throw new Refusal(
      'needs_live',
      `the target \`${printable(name, 80)}\` is started or reached over a network, which this session may not do`,
      'Pass the `path` of its source. To audit what runs, the user restarts this server as `mcp-audit serve --live`.',
    );
  return target;
}

async function ofPath(named: string, room: Room, signal: AbortSignal): Promise<Target> {
  const file = inside(named, room.root);
  const shown = path.relative(room.root, file).split(path.sep).join('/') || '.';
  const stat = statSync(file, { throwIfNoEntry: false });
  const env = { root: room.root, signal };
  if (stat?.isFile() && /\.jsonl?$/i.test(file) && path.basename(file) !== 'package.json') {
    if (stat.size > LARGEST_FILE)
      throw new Refusal(
        'too_large',
        `${printable(shown)} has ${stat.size.toLocaleString('en')} bytes, more than the ${LARGEST_FILE.toLocaleString('en')} that are read`,
        'Split the list, or audit the source of the server.',
      );
    return { kind: 'loaded', label: shown, results: await loadJson({ path: file }, env) };
  }
  if (!stat?.isFile() && !stat?.isDirectory())
    throw new Refusal('not_found', `${printable(shown)} is neither a file nor a folder`, 'Name one of these.');
  const { loadTypescript } = await import('../inputs/typescript/load.ts');
  return { kind: 'loaded', label: shown, results: await loadTypescript({ path: file }, env, fenced(room.root)) };
}

/** The real path of what is named, which must lie in the folder whatever links lead there. Throws a `Refusal`. */
function inside(named: string, root: string): string {
  const outside = (): Refusal =>
    new Refusal(
      'outside_folder',
      `\`${printable(named)}\` is not below the working directory of this server`,
      'Name a file or folder below it, relative to it; `.` is all of it. Links that lead out are not followed.',
    );
  const asked = path.resolve(root, named);
  if (named.includes('\0') || !isBelow(asked, root)) throw outside();
  let real: string;
  try {
    real = realpathSync.native(asked);
  } catch {
    throw new Refusal(
      'not_found',
      `there is no \`${printable(named)}\` below the working directory`,
      'Check the spelling; paths are relative to the working directory of this server.',
    );
  }
  if (!isBelow(real, root)) throw outside();
  return real;
}

function isBelow(file: string, root: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The disk as far as the folder goes: imports and links that lead out of it lead nowhere, since what stands there could come back in a report. */
function fenced(root: string): Disk {
  const disk = realDisk();
  const isOurs = (file: string): boolean => isBelow(disk.real(file), root);
  return {
    size: (file) => (isOurs(file) ? disk.size(file) : undefined),
    isDirectory: (file) => isOurs(file) && disk.isDirectory(file),
    read: (file) => (isOurs(file) ? disk.read(file) : undefined),
    list: (file) => (isOurs(file) ? disk.list(file) : []),
    real: (file) => disk.real(file),
  };
}
