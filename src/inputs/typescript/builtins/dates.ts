import { type Call, HostValue, Opaque, Primitive, type Traits, UNDEFINED, type Value } from '../values.ts';
import { fn, namespace, pure } from './native.ts';
import { lift } from './operands.ts';
import { throwError } from './throw.ts';

/** Dates that mean the same in every time zone. */
const ABSOLUTE = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;
const LOCAL = new Opaque('a date in the local time zone');

const method = (name: string, compute: (date: Date) => string | number): [string, Value] => [
  name,
  fn(`Date.prototype.${name}`, ({ self, spot }) => {
    const date = dateOf(self);
    if (!date) return LOCAL;
    try {
      return new Primitive(compute(date), spot);
    } catch (error) {
      return throwError(error, spot);
    }
  }),
];

const UTC = ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds'] as const;
const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...UTC.map((part) => method(`getUTC${part}`, (date) => date[`getUTC${part}`]())),
  method('getTime', (date) => date.getTime()),
  method('toISOString', (date) => date.toISOString()),
  method('toJSON', (date) => date.toISOString()),
  method('toUTCString', (date) => date.toUTCString()),
  method('valueOf', (date) => date.getTime()),
]);

const dateOf = (value: Value | undefined): Date | undefined =>
  value?.kind === 'host' && value.data instanceof Date ? value.data : undefined;

/** What needs the time zone of the machine the program runs on is opaque. */
const TRAITS: Traits = {
  get: (key) =>
    METHODS.get(key) ?? (/^(?:get|to)[A-Z]/.test(key) ? fn(`Date.prototype.${key}`, () => LOCAL) : undefined),
  set: () => undefined,
};

function construct({ args, spot }: Call): Value {
  if (args.length === 0) return new Opaque('the current time', spot);
  if (args.length > 1) return LOCAL;
  return lift(args, spot, ([given = UNDEFINED]) => {
    if (given.kind === 'opaque') return given;
    const date = dateOf(given);
    if (date) return new HostValue('Date', TRAITS, new Date(date), spot);
    if (given.kind !== 'primitive' || given.value === undefined) return LOCAL;
    if (given.assumed !== undefined) return new Opaque(given.assumed, given.spot);
    if (typeof given.value === 'number' || (typeof given.value === 'string' && ABSOLUTE.test(given.value)))
      return new HostValue('Date', TRAITS, new Date(given.value), spot);
    return LOCAL;
  });
}

export const DATE: HostValue = namespace(
  'Date',
  new Map<string, Value>([
    ['prototype', namespace('Date.prototype', METHODS)],
    ['now', fn('Date.now', ({ spot }) => new Opaque('the current time', spot))],
    ['UTC', pure('Date.UTC', ['number'], (...parts: [number, number]) => Date.UTC(...parts))],
    ['parse', pure('Date.parse', ['text'], (text: string) => (ABSOLUTE.test(text) ? Date.parse(text) : LOCAL))],
  ]),
  {
    call: ({ spot }) => new Opaque('the current time', spot),
    construct,
    instance: (value) => (value.kind === 'opaque' || value.kind === 'choice' ? undefined : dateOf(value) !== undefined),
  },
);
