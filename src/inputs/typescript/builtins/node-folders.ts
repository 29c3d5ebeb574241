import { posix } from 'node:path';

import type { Spot } from '../syntax.ts';
import { ArrayValue, type HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { about } from './asked.ts';
import { isOwnFile } from './files.ts';
import { fn, namespace } from './native.ts';
import { LONGEST_ARRAY } from './operands.ts';

/** Folders in folders: links may go round in circles. */
const DEEPEST = 20;

/** An entry of a folder, or what is known of a file. */
const facts = (name: string, isDirectory: boolean, size: number, spot: Spot): HostValue =>
  namespace(
    'Dirent',
    new Map<string, Value>([
      ['name', new Primitive(name, spot)],
      ['size', new Primitive(size, spot)],
      ['isDirectory', fn('isDirectory', () => new Primitive(isDirectory, spot))],
      ['isFile', fn('isFile', () => new Primitive(!isDirectory, spot))],
      ['isSymbolicLink', fn('isSymbolicLink', () => new Primitive(false, spot))],
    ]),
    {},
    (key) => new Opaque(`\`${key}\` of a file`),
  );

export const readdir = about(({ path, assumed, call: { machine, args, spot } }) => {
  const { disk } = machine.world;
  if (!disk.isDirectory(path)) {
    machine.flow.fails(spot);
    return new Opaque(`\`${posix.basename(path)}\`, which is not there`, spot);
  }
  const options = args[1];
  const flag = (name: string): boolean => {
    const value = options?.kind === 'object' ? machine.get(options, name, spot) : UNDEFINED;
    return value.kind === 'primitive' && Boolean(value.value);
  };
  const isDeep = flag('recursive');
  const names: string[] = [];
  const walk = (folder: string, prefix: string, depth: number): void => {
    for (const name of disk.list(folder)) {
      machine.step();
      if (names.length >= LONGEST_ARRAY) return;
      names.push(prefix + name);
      const inner = `${folder}/${name.slice(0, -1)}`;
      if (isDeep && depth < DEEPEST && name.endsWith('/') && isOwnFile(inner, spot.file.path, machine))
        walk(inner, prefix + name, depth + 1);
    }
  };
  walk(path, '', 0);
  const typed = flag('withFileTypes');
  return new ArrayValue(
    names.map((name) =>
      typed
        ? facts(posix.basename(name), name.endsWith('/'), 0, spot)
        : new Primitive(name.replace(/\/$/, ''), spot, assumed),
    ),
    spot,
  );
});

export const stat = about(({ path, call: { machine, spot } }) => {
  const { disk } = machine.world;
  const isDirectory = disk.isDirectory(path);
  const size = disk.size(path);
  if (size !== undefined || isDirectory) return facts(posix.basename(path), isDirectory, size ?? 0, spot);
  machine.flow.fails(spot);
  return new Opaque(`\`${posix.basename(path)}\`, which is not there`, spot);
});
