import { posix } from 'node:path';

import { sourcesIn } from '../frameworks/folders.ts';
import type { Machine } from '../machine/machine.ts';
import { sourceOf } from '../project/module-file.ts';
import { packageOf, type Package } from '../project/packages.ts';
import type { Spot } from '../syntax.ts';
import type { Value } from '../values.ts';

interface Found {
  /** Empty for a program that is one command. */
  readonly name: string;
  readonly load: () => Value;
}

/** A command that starts a server says so; a program may have hundreds of others. */
const SERVES = /\bmcp\b|modelcontextprotocol/i;

const textOf = (value: unknown, key: string): string | undefined => {
  const member = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof member === 'string' ? member : undefined;
};

/** The commands that `oclif.commands` of the program's `package.json` names: one file, or a folder of them. */
export function oclifCommands(machine: Machine, spot: Spot): Found[] {
  const { disk } = machine.world;
  const own = packageOf(spot.file.path, disk);
  const settings = own?.json['oclif'];
  if (!own || typeof settings !== 'object' || settings === null) return [];
  const { commands } = settings as { readonly commands?: unknown };
  const target = typeof commands === 'string' ? commands : textOf(commands, 'target');
  if (target === undefined) return [];
  const path = posix.join(own.dir, target);
  const load = (file: string) => (): Value => machine.get(machine.importFile(file, spot), 'default', spot);
  if (textOf(commands, 'strategy') === 'single') {
    const file = disk.size(path) === undefined ? sourceOf(path, own, disk) : path;
    return file === undefined ? [] : [{ name: '', load: load(file) }];
  }
  const folder = disk.isDirectory(path) ? path : folderOfSources(target, own);
  return sourcesIn(folder, machine)
    .filter((file) => SERVES.test(disk.read(file)?.slice(0, 20_000) ?? ''))
    .map((file) => ({
      name: posix
        .relative(folder, file)
        .replace(/\.[^.]+$/, '')
        .replaceAll('/', ' '),
      load: load(file),
    }));
}

/** Where the sources of built commands stand. */
const folderOfSources = (target: string, { dir }: Package): string =>
  posix.join(dir, target.replace(/^(?:\.\/)?(?:dist|lib|build|out)\//, 'src/'));
