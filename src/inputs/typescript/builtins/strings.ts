import type { Spot } from '../syntax.ts';
import { type HostValue, isIndex, Opaque, Primitive, type Value } from '../values.ts';
import { fn, namespace, pure, type Reading } from './native.ts';
import { LONGEST_TEXT, type Plain } from './operands.ts';
import { toText } from './coerce.ts';
import { patternMethods } from './patterns.ts';
import { iteratorOf } from './iterators.ts';

const TOO_LONG = new Opaque('a text of more than two million characters');

const method = (
  name: string,
  reads: readonly Reading[],
  compute: (...operands: never[]) => Plain | Opaque,
): [string, HostValue] => [name, pure(`String.prototype.${name}`, ['text', ...reads], compute, true)];

const pad = (side: 'padStart' | 'padEnd') =>
  method(side, ['number', 'text'], (text: string, length: number, filler?: string) =>
    length > LONGEST_TEXT ? TOO_LONG : text[side](length, filler),
  );

const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>([
  method('at', ['number'], (text: string, i: number) => text.at(i)),
  method('charAt', ['number'], (text: string, i: number) => text.charAt(i)),
  method('charCodeAt', ['number'], (text: string, i: number) => text.charCodeAt(i)),
  method('codePointAt', ['number'], (text: string, i: number) => text.codePointAt(i)),
  method('concat', ['text'], (...texts: (string | undefined)[]) =>
    texts.reduce((sum, text) => sum + String(text).length, 0) > LONGEST_TEXT
      ? TOO_LONG
      : ''.concat(...texts.map(String)),
  ),
  method('endsWith', ['text', 'number'], (text: string, end: string, at?: number) => text.endsWith(end, at)),
  method('includes', ['text', 'number'], (text: string, part: string, from?: number) => text.includes(part, from)),
  method('indexOf', ['text', 'number'], (text: string, part: string, from?: number) => text.indexOf(part, from)),
  method('isWellFormed', [], (text: string) => !/\p{Surrogate}/u.test(text)),
  method('lastIndexOf', ['text', 'number'], (text: string, part: string, from?: number) =>
    text.lastIndexOf(part, from),
  ),
  method('localeCompare', ['text', 'plain'], (text: string, other: string) => text.localeCompare(other, 'en-US')),
  method('normalize', ['text'], (text: string, form?: string) => text.normalize(form)),
  pad('padEnd'),
  pad('padStart'),
  method('repeat', ['number'], (text: string, count: number) =>
    text.length * count > LONGEST_TEXT ? TOO_LONG : text.repeat(count),
  ),
  method('slice', ['number', 'number'], (text: string, start?: number, end?: number) => text.slice(start, end)),
  method('startsWith', ['text', 'number'], (text: string, start: string, at?: number) => text.startsWith(start, at)),
  method('substr', ['number', 'number'], (text: string, start = 0, length?: number) => {
    const [first, count] = [Math.trunc(start) || 0, length === undefined ? Infinity : Math.trunc(length) || 0];
    const from = first < 0 ? Math.max(0, text.length + first) : first;
    return text.slice(from, from + Math.max(0, count));
  }),
  method('substring', ['number', 'number'], (text: string, start: number, end?: number) => text.substring(start, end)),
  method('toLocaleLowerCase', ['plain'], (text: string) => text.toLowerCase()),
  method('toLocaleUpperCase', ['plain'], (text: string) => text.toUpperCase()),
  method('toLowerCase', [], (text: string) => text.toLowerCase()),
  method('toString', [], (text: string) => text),
  method('toUpperCase', [], (text: string) => text.toUpperCase()),
  method('trim', [], (text: string) => text.trim()),
  method('trimEnd', [], (text: string) => text.trimEnd()),
  method('trimLeft', [], (text: string) => text.trimStart()),
  method('trimRight', [], (text: string) => text.trimEnd()),
  method('trimStart', [], (text: string) => text.trimStart()),
  method('valueOf', [], (text: string) => text),
  ...patternMethods(),
  [
    '@@iterator',
    fn('String.prototype[Symbol.iterator]', ({ machine, self, spot }) => {
      const { elements, open } = machine.iterate(self!, spot);
      return open?.kind === 'opaque' ? open : iteratorOf(elements, spot);
    }),
  ],
]);

/** A member of a text: its length, a character, a method. */
export function stringMember(target: Primitive, key: string, spot: Spot): Value | undefined {
  const found = METHODS.get(key);
  if (found) return found;
  const text = target.value as string;
  if (key === 'length') return new Primitive(text.length, spot, target.assumed);
  return isIndex(key) ? new Primitive(text[Number(key)], spot, target.assumed) : undefined;
}

/** `String`, which called gives the text of a value. */
export const STRING = namespace(
  'String',
  new Map<string, Value>([
    ['prototype', namespace('String.prototype', METHODS)],
    ['fromCharCode', pure('String.fromCharCode', ['number'], (...codes: number[]) => String.fromCharCode(...codes))],
    ['fromCodePoint', pure('String.fromCodePoint', ['number'], (...codes: number[]) => String.fromCodePoint(...codes))],
    [
      'raw',
      fn('String.raw', ({ machine, args: [strings, ...values], spot }) => {
        const raw = strings ? machine.get(strings, 'raw', spot) : undefined;
        if (raw?.kind !== 'array') return raw?.kind === 'opaque' ? raw : new Opaque('a call of `String.raw`', spot);
        return machine.call(
          CONCAT,
          raw.elements.flatMap(({ value }, i) => (i > 0 && values[i - 1] ? [values[i - 1]!, value] : [value])),
          spot,
          new Primitive('', spot),
        );
      }),
    ],
  ]),
  {
    call: ({ machine, args: [value], spot }) => (value ? machine.call(TEXT, [value], spot) : new Primitive('', spot)),
    construct: ({ spot }) => new Opaque('a text as an object', spot),
  },
);

const CONCAT = METHODS.get('concat')!;
const TEXT = fn('String', ({ machine, args: [value], spot }) => {
  if (value?.kind === 'primitive' && typeof value.value === 'symbol') return new Primitive(String(value.value), spot);
  const text = toText(value!, machine, spot);
  return text.kind === 'opaque' ? text : new Primitive(text.value, spot, text.assumed);
});
