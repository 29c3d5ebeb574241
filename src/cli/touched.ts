import { realpathSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import type { ReadConfig } from '../config/config.ts';
import { holdsTools, LARGEST_LIST, mayHoldTools } from '../inputs/json/recognise.ts';
import type { Chosen } from './chosen.ts';
import type { Io } from './io.ts';
import { BASELINE } from './known.ts';
import { jsonTarget, sourceTarget, type Target } from './target.ts';

/**
 * What changed files, absolute paths that may be gone, touch: of the targets of the configuration, else of the repository.
 * What runs is not started: its source is read, where the configuration names it. Tool lists among the files are targets too.
 */
export async function touchedTargets(
  files: readonly string[],
  configured: readonly Target[],
  { file, config }: ReadConfig,
  { cwd }: Io,
): Promise<Chosen> {
  const touchedBy = files.map(realOf);
  const deciding = [...(file === undefined ? [] : [file]), path.resolve(cwd, config.baseline ?? BASELINE)];
  const isAll = deciding.some((each) => touchedBy.includes(realOf(each)));
  const readable = configured.flatMap((target) => readableOf(target, cwd));
  const targets = (readable.length > 0 ? readable : [sourceTarget('.', cwd)]).flatMap((target): Target[] => {
    if (target.kind === 'source') return [isAll ? target : { ...target, touchedBy }];
    if (target.kind !== 'json') return [];
    const own = [target.path, ...(target.source === undefined ? [] : [target.source])];
    return isAll || own.some((each) => touchedBy.some(isBelow(realOf(path.resolve(cwd, each))))) ? [target] : [];
  });
  const named = new Set(targets.flatMap((target) => (target.kind === 'json' ? path.resolve(cwd, target.path) : [])));
  for (const each of files)
    if (!named.has(each) && (await isList(each))) targets.push(jsonTarget(path.relative(cwd, each), {}, cwd));
  return { targets, areNamed: true };
}

/** The part of a target that can be read as it lies there. */
function readableOf(target: Target, cwd: string): Target[] {
  if (target.kind === 'source' || (target.kind === 'json' && target.path !== '-')) return [target];
  const { source, name } = target;
  if (source === undefined) return [];
  return [{ ...sourceTarget(source, cwd), ...(name === undefined ? {} : { name }) }];
}

const isBelow =
  (folder: string) =>
  (file: string): boolean =>
    file === folder || file.startsWith(`${folder}/`);

/** With links followed as far as the path exists, and `/` between names. */
function realOf(file: string): string {
  for (let [at, rest] = [file, '']; ; [at, rest] = [path.dirname(at), path.join(path.basename(at), rest)])
    try {
      return path.join(realpathSync.native(at), rest).replaceAll('\\', '/').replace(/\/$/, '');
    } catch {
      if (at === path.dirname(at)) return file.replaceAll('\\', '/');
    }
}

async function isList(file: string): Promise<boolean> {
  if (!mayHoldTools(file)) return false;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > LARGEST_LIST) return false;
  return holdsTools(await readFile(file, 'utf8').catch(() => ''));
}
