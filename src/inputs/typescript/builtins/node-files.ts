import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Spot } from '../syntax.ts';
import {
  ArrayValue,
  type Call,
  type HostValue,
  Opaque,
  Primitive,
  PromiseValue,
  UNDEFINED,
  type Value,
} from '../values.ts';
import { bufferValue } from './buffers.ts';
import { isOwnFile, packageFolder } from './files.ts';
import { fn, fns, moduleOf, namespace } from './native.ts';
import { lift, LONGEST_ARRAY } from './operands.ts';
import { hrefOf } from './urls.ts';

/** In bytes: more is no text for a description. */
const LARGEST = 1 << 20;

interface Asked {
  readonly path: string;
  readonly assumed: string | undefined;
  readonly call: Call;
}

/** Answers about a file of the project; of any other path, and of one that is not known, nothing is said. */
const about =
  (answer: (asked: Asked) => Value) =>
  (call: Call): Value => {
    const { machine, spot } = call;
    return lift([call.args[0] ?? UNDEFINED], spot, ([value]) => {
      const given = hrefOf(value!, machine, spot);
      if (given.kind === 'opaque') return given;
      const assumed =
        given.assumed ?? (/^(?:\/|file:)/.test(given.value) ? undefined : 'the program starts in its own folder');
      let path: string;
      try {
        path = given.value.startsWith('file:')
          ? fileURLToPath(given.value)
          : posix.resolve(packageFolder(spot.file.path, machine), given.value);
      } catch {
        return new Opaque('a file whose name is none', spot);
      }
      machine.step(10);
      return isOwnFile(path, spot.file.path, machine)
        ? answer({ path, assumed, call })
        : new Opaque('a file outside the project', spot);
    });
  };

const readFile = about(({ path, assumed, call: { machine, args, spot } }) => {
  const { disk } = machine.world;
  if ((disk.size(path) ?? 0) > LARGEST)
    return new Opaque(`\`${posix.basename(path)}\`, which is larger than 1 MB`, spot);
  const text = disk.read(path);
  if (text === undefined) return new Opaque(`\`${posix.basename(path)}\`, which is not there`, spot);
  machine.step(text.length >> 10);
  const [, options] = args;
  const encoding = options?.kind === 'object' ? machine.get(options, 'encoding', spot) : options;
  return encoding?.kind === 'primitive' && typeof encoding.value === 'string'
    ? new Primitive(text, spot, assumed)
    : bufferValue(text, spot, assumed);
});

const exists = about(({ path, assumed, call: { machine, spot } }) => {
  const { disk } = machine.world;
  return new Primitive(disk.size(path) !== undefined || disk.isDirectory(path), spot, assumed);
});

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

const readdir = about(({ path, assumed, call: { machine, args, spot } }) => {
  const { disk } = machine.world;
  if (!disk.isDirectory(path)) return new Opaque(`\`${posix.basename(path)}\`, which is not there`, spot);
  const options = args[1];
  const flag = (name: string): boolean => {
    const value = options?.kind === 'object' ? machine.get(options, name, spot) : UNDEFINED;
    return value.kind === 'primitive' && Boolean(value.value);
  };
  const names: string[] = [];
  const walk = (folder: string, prefix: string): void => {
    for (const name of disk.list(folder)) {
      machine.step();
      if (names.length >= LONGEST_ARRAY) return;
      names.push(prefix + name);
      if (flag('recursive') && name.endsWith('/')) walk(`${folder}/${name.slice(0, -1)}`, prefix + name);
    }
  };
  walk(path, '');
  const typed = flag('withFileTypes');
  return new ArrayValue(
    names.map((name) =>
      typed
        ? facts(name.replace(/\/$/, ''), name.endsWith('/'), 0, spot)
        : new Primitive(name.replace(/\/$/, ''), spot, assumed),
    ),
    spot,
  );
});

const stat = about(({ path, call: { machine, spot } }) => {
  const { disk } = machine.world;
  const isDirectory = disk.isDirectory(path);
  const size = disk.size(path);
  return size === undefined && !isDirectory
    ? new Opaque(`\`${posix.basename(path)}\`, which is not there`, spot)
    : facts(posix.basename(path), isDirectory, size ?? 0, spot);
});

const realpath = about(({ path, assumed, call: { spot } }) => new Primitive(path, spot, assumed));
const READS = { readFile, readdir, stat, lstat: stat, realpath, exists };
/** What changes the disk: it does not happen. */
const WRITES = [
  'access',
  'appendFile',
  'chmod',
  'copyFile',
  'cp',
  'mkdir',
  'rename',
  'rm',
  'rmdir',
  'unlink',
  'utimes',
  'writeFile',
];
const nothing = () => UNDEFINED;

const promised =
  (make: (call: Call) => Value) =>
  (call: Call): Value => {
    const value = make(call);
    return value.kind === 'opaque' ? value : new PromiseValue(value, call.spot);
  };

const otherwise = (name: string) => (key: string) => new Opaque(`\`${name}.${key}\``);

export const FILES_PROMISES: HostValue = moduleOf(
  'fs/promises',
  [
    ...fns('fs.promises.', Object.fromEntries(Object.entries(READS).map(([name, read]) => [name, promised(read)]))),
    ...fns('fs.promises.', Object.fromEntries(WRITES.map((name) => [name, promised(nothing)]))),
  ],
  {},
  otherwise('fs.promises'),
);

/** The form with a callback, which is called with the answer some other time. */
const calledBack =
  (make: (call: Call) => Value) =>
  (call: Call): Value => {
    const callback = call.args.at(-1);
    if (callback)
      call.machine.later(
        callback,
        [new Primitive(null, call.spot), make({ ...call, args: call.args.slice(0, -1) })],
        call.spot,
      );
    return UNDEFINED;
  };

export const FILES: HostValue = moduleOf(
  'fs',
  [
    ...fns(
      'fs.',
      Object.fromEntries(
        Object.entries(READS).flatMap(([name, read]) => [
          [`${name}Sync`, read],
          [name, calledBack(read)],
        ]),
      ),
    ),
    ...fns(
      'fs.',
      Object.fromEntries(
        WRITES.flatMap((name) => [
          [`${name}Sync`, nothing],
          [name, calledBack(nothing)],
        ]),
      ),
    ),
    ['promises', FILES_PROMISES],
  ],
  {},
  otherwise('fs'),
);
