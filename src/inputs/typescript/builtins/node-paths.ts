import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { type HostValue, isString, ObjectValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { moduleOf, fn, pure, constants } from './native.ts';
import { lift } from './operands.ts';
import { throwError } from './throw.ts';
import { hrefOf, urlValue, URLS } from './urls.ts';
import { packageFolder, STARTS_HERE } from './files.ts';

const TEXTS = ['basename', 'dirname', 'extname', 'isAbsolute', 'join', 'normalize', 'relative'] as const;

/** `path.resolve`: what is not absolute begins where the program starts, which is an assumption. */
const RESOLVE = fn('path.resolve', (call) => {
  const { machine, args, spot } = call;
  // what stands before an absolute part counts for nothing, nor does what that rests on
  const last = args.findLastIndex((part) => isString(part) && part.value.startsWith('/'));
  const joined = machine.call(ABSOLUTE, args.slice(Math.max(0, last)), spot);
  if (joined.kind !== 'primitive' || String(joined.value).startsWith('/')) return joined;
  const start = packageFolder(spot.file.path, machine);
  return new Primitive(posix.join(start, String(joined.value)), spot, joined.assumed ?? STARTS_HERE);
});

/** The parts behind the last absolute one, joined. */
const ABSOLUTE = pure('path.resolve', ['text'], (...parts: string[]) => {
  const last = parts.findLastIndex((part) => part.startsWith('/'));
  const path = posix.join(...parts.slice(Math.max(0, last)), '.');
  return path.startsWith('/') ? posix.resolve(path) : path;
});

const PARSE = fn('path.parse', ({ machine, args: [value = UNDEFINED], spot }) =>
  lift([value], spot, ([one]) => {
    const parsed = new ObjectValue(spot);
    for (const part of ['root', 'dir', 'base', 'ext', 'name'] as const)
      parsed.properties.set(part, {
        value: machine.call(
          pure(`path.parse`, ['text'], (path: string) => posix.parse(path)[part]),
          [one!],
          spot,
        ),
      });
    return parsed;
  }),
);

export const PATH: HostValue = moduleOf(
  'path',
  [
    ...TEXTS.map((name): [string, Value] => [
      name,
      pure(`path.${name}`, ['text'], (...parts: [string, string]) => posix[name](...parts)),
    ]),
    ...constants({ sep: '/', delimiter: ':' }),
    ['resolve', RESOLVE],
    ['parse', PARSE],
    ['toNamespacedPath', pure('path.toNamespacedPath', ['text'], (path: string) => path)],
    ['win32', new Opaque('`path.win32`')],
    ['matchesGlob', new Opaque('`path.matchesGlob`')],
    [
      'format',
      fn('path.format', ({ machine, args: [parts = UNDEFINED], spot }) => {
        const [dir, base] = [machine.get(parts, 'dir', spot), machine.get(parts, 'base', spot)];
        return machine.call(PATH.traits.get!('join', machine, PATH, spot)!, [dir, base], spot);
      }),
    ],
  ],
  {},
  (key) => (key === 'posix' ? PATH : undefined),
);

export const URL_MODULE: HostValue = moduleOf(
  'url',
  [
    ...URLS,
    [
      'fileURLToPath',
      fn('url.fileURLToPath', ({ machine, args: [value = UNDEFINED], spot }) =>
        lift([value], spot, ([one]) => {
          const href = hrefOf(one!, machine, spot);
          if (href.kind === 'opaque') return href;
          try {
            return new Primitive(fileURLToPath(href.value), spot, href.assumed);
          } catch (error) {
            return throwError(error, spot);
          }
        }),
      ),
    ],
    [
      'pathToFileURL',
      fn('url.pathToFileURL', ({ machine, args, spot }) => {
        const path = machine.call(RESOLVE, args, spot);
        return path.kind === 'primitive' ? urlValue(pathToFileURL(String(path.value)).href, spot, path.assumed) : path;
      }),
    ],
  ],
  {},
  (key) => new Opaque(`\`url.${key}\``),
);
