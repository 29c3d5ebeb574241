import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isNullish, Opaque, Primitive, type Traits, UNDEFINED, type Value } from '../values.ts';
import { toText } from './coerce.ts';
import { fn, namespace, pure } from './native.ts';
import { lift } from './operands.ts';
import { throwError } from './throw.ts';
import { dataOf, isInstance, UrlData } from './url-data.ts';
import { parametersValue, URL_SEARCH_PARAMS } from './url-parameters.ts';

/** A URL value: `import.meta.url`, `pathToFileURL(path)`. */
export const urlValue = (href: string, spot: Spot, assumed?: string): HostValue =>
  new HostValue('URL', URL_TRAITS, new UrlData('URL', href, assumed), spot);

/** The address a value stands for: a `URL`, or a text. */
export function hrefOf(value: Value, machine: Machine, spot: Spot): (Primitive & { readonly value: string }) | Opaque {
  const data = dataOf(value, 'URL');
  if (!data) return toText(value, machine, spot);
  return typeof data.text === 'string'
    ? (new Primitive(data.text, spot, data.assumed) as Primitive & { readonly value: string })
    : data.text;
}

const PARTS = new Set([
  'hash',
  'host',
  'hostname',
  'href',
  'origin',
  'password',
  'pathname',
  'port',
  'protocol',
  'search',
  'username',
]);
const HREF = fn('URL.prototype.toString', ({ machine, self = UNDEFINED, spot }) => hrefOf(self, machine, spot));

const URL_TRAITS: Traits = {
  get(key, _machine, { data }, spot) {
    const { text, assumed } = data as UrlData;
    if (key === 'toString' || key === 'toJSON') return HREF;
    if (text instanceof Opaque) return text;
    if (PARTS.has(key)) return new Primitive(new URL(text)[key as 'href'], spot, assumed);
    return key === 'searchParams' ? parametersValue(new URL(text).search.slice(1), spot, assumed) : undefined;
  },
  set(key, value, machine, { data }) {
    const url = data as UrlData;
    machine.touch(url);
    if (typeof url.text !== 'string') return;
    if (value.kind !== 'primitive' || typeof value.value !== 'string' || value.assumed) {
      url.text = value.kind === 'opaque' ? value : new Opaque('a part of a URL', value.spot);
      return;
    }
    const changed = new URL(url.text);
    try {
      if (PARTS.has(key) && key !== 'origin') changed[key as 'href'] = value.value;
    } catch {} // an address that is none leaves the old one
    url.text = changed.href;
  },
};

export const URLS: readonly (readonly [string, HostValue])[] = [
  [
    'URL',
    namespace(
      'URL',
      new Map<string, Value>([
        ['canParse', pure('URL.canParse', ['text', 'text'], (url: string, base?: string) => URL.canParse(url, base))],
      ]),
      {
        construct: ({ machine, args, spot }) =>
          lift(args, spot, ([given = UNDEFINED, base]) => {
            const text = hrefOf(given, machine, spot);
            const start = base && !isNullish(base) ? hrefOf(base, machine, spot) : undefined;
            if (text.kind === 'opaque') return text;
            if (start?.kind === 'opaque') return start;
            try {
              return urlValue(new URL(text.value, start?.value).href, spot, text.assumed ?? start?.assumed);
            } catch (error) {
              return throwError(error, spot);
            }
          }),
        instance: isInstance('URL'),
      },
    ),
  ],
  ['URLSearchParams', URL_SEARCH_PARAMS],
];
