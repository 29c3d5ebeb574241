import { posix } from 'node:path';

import { type Call, type HostValue, Opaque, Primitive, PromiseValue, UNDEFINED, type Value } from '../values.ts';
import { about } from './asked.ts';
import { bufferValue } from './buffers.ts';
import { fns, moduleOf } from './native.ts';
import { readdir, stat } from './node-folders.ts';
import { LONGEST_TEXT } from './operands.ts';

const readFile = about(({ path, assumed, call: { machine, args, spot } }) => {
  const { disk } = machine.world;
  if ((disk.size(path) ?? 0) > LONGEST_TEXT)
    return new Opaque(`\`${posix.basename(path)}\`, which is larger than 2 MB`, spot);
  const text = disk.read(path);
  if (text === undefined) {
    machine.flow.fails(spot);
    return new Opaque(`\`${posix.basename(path)}\`, which is not there`, spot);
  }
  machine.step(text.length >> 10);
  const [, options] = args;
  const encoding = options?.kind === 'object' ? machine.get(options, 'encoding', spot) : options;
  return encoding?.kind === 'primitive' && typeof encoding.value === 'string'
    ? new Primitive(text, spot, assumed)
    : bufferValue(text, spot, assumed);
});

/** What lies outside the project is assumed not to be there, as a variable of the environment is assumed not to be set. */
const exists = about(
  ({ path, assumed, call: { machine, spot } }) => {
    const { disk } = machine.world;
    return new Primitive(disk.size(path) !== undefined || disk.isDirectory(path), spot, assumed);
  },
  ({ spot }) => new Primitive(false, spot, 'there is no such file outside the project'),
);

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
