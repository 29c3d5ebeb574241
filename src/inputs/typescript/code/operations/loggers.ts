import type { Machine } from '../../machine/machine.ts';
import type { Deed } from '../../machine/witness.ts';
import { textOf, ts } from '../../syntax.ts';
import { isNullish, type Value } from '../../values.ts';
import { Constants } from './constants.ts';
import type { Source } from './source.ts';
import type { Sources } from './sources.ts';

/** What is known of where a logger writes; nothing where that depends on something. */
type Destination = 'stdout' | 'stderr' | 'file' | undefined;

/** One logger, at the call that decides where it writes. */
export interface Logger {
  readonly name: string;
  readonly mode: Destination;
  readonly deed: Deed;
}

/** Loggers that a program makes when it starts: those that write to standard output unless they are told otherwise. */
export function loggersIn(m: Machine, deeds: readonly Deed[], sources: Sources): Logger[] {
  const calls = deeds.filter(({ what }) => what === 'package');
  const byNode = new Map(calls.map((deed) => [deed.spot.node, deed]));
  const within = new Destinations(m, byNode, sources);
  return calls.flatMap((deed): Logger[] => {
    const source = sources.byPath(deed.spot.file.path);
    const called = source && calledIn(deed, source);
    if (called === undefined) return [];
    const mode = MODES[`${deed.name} ${called}`]?.(deed, within);
    // one side of a test may send it elsewhere
    const isUnknown = mode === 'unknown' || (mode === 'stdout' && mayBeElsewhere(textOf(deed.spot)));
    return mode === undefined ? [] : [{ name: deed.name, mode: isUnknown ? undefined : mode, deed }];
  });
}

const ELSEWHERE = /stderr|\bdestination\s?[(:]\s?2\b/i;
const mayBeElsewhere = (text: string): boolean =>
  ELSEWHERE.test(text.slice(0, 5_000)) && /\.\.\.|\?/.test(text.slice(0, 5_000));

type Told = Destination | 'unknown';

/** By library and what is called of it. */
const MODES: Readonly<Record<string, (deed: Deed, to: Destinations) => Told>> = {
  'pino default': (deed, to) => to.pino(deed),
  'pino pino': (deed, to) => to.pino(deed),
  'winston transports.Console': ({ args: [options] }, to) =>
    to.isSet(options, 'silent') ? undefined : to.isSet(options, 'stderrLevels') ? 'stderr' : to.sure(options, 'stdout'),
  'winston transports.File': () => 'file',
  'bunyan createLogger': ({ args: [options] }, to) => to.bunyan(options),
  'log4js configure': ({ args: [options] }, to) => to.log4js(options),
  'consola createConsola': ({ args: [options] }, to) =>
    to.isSet(options, 'stdout') || to.isSet(options, 'reporters') ? 'unknown' : to.sure(options, 'stdout'),
  ...Object.fromEntries(
    ['info', 'log', 'success', 'start', 'ready', 'box', 'debug'].flatMap((level) => [
      [`consola ${level}`, (): Told => 'stdout'],
      [`signale ${level}`, (): Told => 'stdout'],
    ]),
  ),
};

/** What of its library a call is of: `createLogger`, `transports.Console`; nothing of what a call of it gave. */
function calledIn({ spot: { node } }: Deed, { imports }: Source): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const names: string[] = [];
  let at = node.expression;
  for (; ts.isPropertyAccessExpression(at) && names.length < 4; at = at.expression) names.unshift(at.name.text);
  const imported = ts.isIdentifier(at) ? imports.get(at.text) : undefined;
  if (!imported) return undefined;
  const isWhole = imported.name === 'default' || imported.name === '*' || imported.name === imported.specifier;
  const all = isWhole ? names : [imported.name, ...names];
  return all.filter((name) => name !== 'default').join('.') || 'default';
}

/** Reads where loggers are told to write. */
class Destinations {
  readonly #m: Machine;
  readonly #calls: ReadonlyMap<ts.Node, Deed>;
  readonly #sources: Sources;
  readonly #constants: Constants;

  constructor(m: Machine, calls: ReadonlyMap<ts.Node, Deed>, sources: Sources) {
    this.#m = m;
    this.#calls = calls;
    this.#sources = sources;
    this.#constants = new Constants(m, sources);
  }

  #get(of: Value | undefined, key: string): Value | undefined {
    if (!of?.spot || of.kind === 'primitive') return undefined;
    const value = this.#m.get(of, key, of.spot);
    return isNullish(value) ? undefined : value;
  }

  isSet = (of: Value | undefined, key: string): boolean => this.#get(of, key) !== undefined;

  /** What a library does by itself, unless not all that it is told is known. */
  sure = (options: Value | undefined, mode: Destination): Told =>
    !options || isNullish(options) || (options.kind === 'object' && !options.open) ? mode : 'unknown';

  pino(deed: Deed): Told {
    const [first, second] = deed.args;
    const nth = first && !isOptions(first) ? 0 : 1;
    const given = nth === 0 ? first : second;
    if (given && !isNullish(given)) return given.kind === 'host' ? toDescriptor(given) : this.#made(deed, nth);
    const options = isOptions(first) ? first : undefined;
    const isSilent = [this.#get(options, 'level'), this.#get(options, 'enabled')].some(
      (value) => value?.kind === 'primitive' && (value.value === 'silent' || value.value === false),
    );
    if (isSilent) return undefined;
    const transport = this.#get(options, 'transport');
    return transport ? this.#transport(transport) : this.sure(options, 'stdout');
  }

  /** `{ target: 'pino-pretty', options: { destination: 2 } }`, or several of them. */
  #transport(transport: Value): Told {
    const targets = this.#get(transport, 'targets');
    if (targets) {
      const { elements, open } = this.#m.iterate(targets, targets.spot!);
      const all = elements.map(({ value }) => this.#transport(value));
      return open ? 'unknown' : (all.find((mode) => mode === 'stdout') ?? all[0] ?? 'unknown');
    }
    const target = this.#get(transport, 'target');
    if (target?.kind !== 'primitive' || !/^pino(?:-pretty|\/file)$/.test(String(target.value))) return 'unknown';
    const options = this.#get(transport, 'options');
    const to = this.#get(options, 'destination');
    return to ? toDescriptor(to) : this.sure(options, 'stdout');
  }

  /** `pino.destination(2)`, `pino.transport({ … })`, by themselves or by a name. */
  #made({ spot }: Deed, nth: number): Told {
    const node = ts.isCallExpression(spot.node) ? spot.node.arguments[nth] : undefined;
    const source = this.#sources.byPath(spot.file.path);
    const written = node && source && this.#constants.value({ source, node })?.node;
    const made = written && this.#calls.get(written);
    if (!made || !ts.isCallExpression(made.spot.node)) return 'unknown';
    const { expression } = made.spot.node;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : (expression as ts.Identifier).text;
    const [to] = made.args;
    if (name === 'transport') return to ? this.#transport(to) : 'unknown';
    if (name !== 'destination') return 'unknown';
    if (!to || isNullish(to)) return 'stdout';
    const dest = to.kind === 'object' ? this.#get(to, 'dest') : to;
    return dest ? toDescriptor(dest) : this.sure(to, 'stdout');
  }

  bunyan(options: Value | undefined): Told {
    const stream = this.#get(options, 'stream');
    if (stream) return toDescriptor(stream);
    const streams = this.#get(options, 'streams');
    if (!streams) return this.sure(options, 'stdout');
    const all = this.#m.iterate(streams, streams.spot!).elements.map(({ value }): Told => {
      const to = this.#get(value, 'stream');
      return to ? toDescriptor(to) : this.isSet(value, 'path') ? 'file' : 'unknown';
    });
    return all.find((mode) => mode === 'stdout') ?? all[0] ?? 'unknown';
  }

  log4js(options: Value | undefined): Told {
    const appenders = this.#get(options, 'appenders');
    if (appenders?.kind !== 'object') return 'unknown';
    const types = [...appenders.properties.keys()].slice(0, 20).map((name) => {
      const type = this.#get(this.#get(appenders, name), 'type');
      return type?.kind === 'primitive' ? String(type.value) : '';
    });
    if (types.some((type) => type === 'stdout' || type === 'console')) return 'stdout';
    return types.includes('stderr') ? 'stderr' : types.every((type) => /file/i.test(type)) ? 'file' : 'unknown';
  }
}

const isOptions = (value: Value | undefined): boolean => value?.kind === 'object';

/** `2`, `process.stderr`, a path. */
function toDescriptor(value: Value): Told {
  if (value.kind === 'host')
    return value.label === 'process.stderr' ? 'stderr' : value.label === 'process.stdout' ? 'stdout' : 'unknown';
  if (value.kind === 'opaque' && /process\.stderr\.fd/.test(value.reason)) return 'stderr';
  if (value.kind === 'opaque' && /process\.stdout\.fd/.test(value.reason)) return 'stdout';
  if (value.kind !== 'primitive') return 'unknown';
  return value.value === 2
    ? 'stderr'
    : value.value === 1
      ? 'stdout'
      : typeof value.value === 'string'
        ? 'file'
        : 'unknown';
}
