import type { Machine } from '../machine/machine.ts';
import { Exited } from '../machine/signals.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, type Call, HostValue, ObjectValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { packageFolder, STARTS_HERE } from './files.ts';
import { fn, fns, namespace } from './native.ts';
import { Unset } from '../values.ts';

/** Functions of `process` whose callback runs some other time. */
const LATER = ['on', 'once', 'addListener', 'prependListener'];

/** A program that exits before it has made a server wants settings we do not have: it is then run as if it had them. */
const exit = ({ machine, spot }: Call): Value => {
  machine.witness.note(machine, 'exit', 'process.exit', spot);
  if (machine.staysAlive) return UNDEFINED;
  machine.exited = true;
  throw new Exited();
};

const nextTick = ({ machine, args: [callback = UNDEFINED, ...args], spot }: Call): Value => {
  machine.later(callback, args, spot);
  return UNDEFINED;
};

/** A stream of the process: what is written to it is nobody's concern here. */
const stream = (name: string): HostValue =>
  namespace(
    `process.${name}`,
    new Map<string, Value>([
      [
        'write',
        fn(`process.${name}.write`, ({ machine, args, spot }) => {
          if (name === 'stdout') machine.witness.note(machine, 'print', 'process.stdout.write', spot, args);
          return new Primitive(true, spot);
        }),
      ],
    ]),
    {},
    (key) =>
      key === 'isTTY'
        ? new Primitive(undefined, undefined, `\`process.${name}\` is no terminal`)
        : new Opaque(`\`process.${name}.${key}\``),
  );

/** Variables nobody set: each is assumed not to be set, unless the program sets it. */
const environment = (): HostValue =>
  new HostValue('process.env', {
    get: (key, _machine, _self, spot) => new Primitive(undefined, spot, `\`process.env.${key}\` is not set`),
    keys: () => [],
    open: (spot) => new Unset('no variable of the environment is set', spot),
  });

/** The command line: `node`, the file that runs, and nothing else, as far as nobody says otherwise. */
function commandLine(spot: Spot): ArrayValue {
  const argv = new ArrayValue(
    [
      new Primitive('/usr/bin/node', spot, 'the program runs on Node.js'),
      new Primitive(
        spot.file.path,
        spot,
        `\`${spot.file.path.slice(spot.file.path.lastIndexOf('/') + 1)}\` is what is started`,
      ),
    ],
    spot,
  );
  argv.open = new Unset('no arguments are given', spot);
  return argv;
}

const VERSION = 'v22.12.0';
const NODE = 'the program runs on Node.js 22';

function member(key: string, machine: Machine, env: HostValue, spot: Spot): Value | undefined {
  switch (key) {
    case 'env':
      return env;
    case 'argv':
      return commandLine(spot);
    case 'execArgv': {
      const none = new ArrayValue([], spot);
      none.open = new Unset('Node.js is given no options', spot);
      return none;
    }
    case 'platform':
      return new Primitive('linux', spot, 'the program runs on Linux');
    case 'arch':
      return new Primitive('x64', spot, 'the program runs on x64');
    case 'version':
      return new Primitive(VERSION, spot, NODE);
    case 'versions': {
      const versions = new ObjectValue(spot);
      versions.properties.set('node', { value: new Primitive(VERSION.slice(1), spot, NODE) });
      return versions;
    }
    case 'execPath':
      return new Primitive('/usr/bin/node', spot, 'the program runs on Node.js');
    case 'exitCode':
      return UNDEFINED;
    case 'cwd':
      return fn('process.cwd', ({ spot: at }) => new Primitive(packageFolder(at.file.path, machine), at, STARTS_HERE));
    default:
      return MEMBERS.get(key) ?? new Opaque(`\`process.${key}\``, spot);
  }
}

const MEMBERS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...['stdout', 'stderr', 'stdin'].map((name): [string, Value] => [name, stream(name)]),
  ...fns('process.', { abort: exit, exit, reallyExit: exit, nextTick, emitWarning: () => UNDEFINED }),
  ...LATER.map((name): [string, Value] => [
    name,
    fn(`process.${name}`, ({ machine, self = UNDEFINED, args, spot }) => {
      const [, callback] = args;
      machine.witness.note(machine, 'listener', `process.${name}`, spot, args);
      if (callback) machine.later(callback, undefined, spot);
      return self;
    }),
  ]),
  ...['off', 'removeListener', 'removeAllListeners', 'setMaxListeners'].map((name): [string, Value] => [
    name,
    fn(`process.${name}`, ({ self = UNDEFINED }) => self),
  ]),
]);

/** `process` of one program: what it sets in `env` is its own. */
export function makeProcess(): HostValue {
  const env = environment();
  return new HostValue('process', {
    get: (key, machine, _self, spot) => member(key, machine, env, spot),
    keys: () => [],
  });
}
