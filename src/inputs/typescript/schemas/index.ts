import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { isObject, type Real } from './kinds.ts';
import { RealData } from './reals.ts';
import { realHost, wrap } from './wrap.ts';
import { readBundle, zodOfFile } from './zod-version.ts';

/** The library behind a specifier, in the names of `World.library`. */
function libraryOf(specifier: string, machine: Machine, from: Spot): string | undefined {
  const path = specifier.replace(/(?:\/index)?\.c?js$/, '');
  switch (path) {
    case 'zod':
      return zodOfFile(from.file.path, machine);
    case 'zod/v3':
      return 'zod/v3';
    case 'zod/v4':
    case 'zod/v4/classic':
      return 'zod/v4';
    case 'zod/mini':
    case 'zod/v4-mini':
    case 'zod/v4/mini':
      return 'zod/mini';
    case 'zod/v4/core':
    case '@zod/core':
      return 'zod/v4';
    case '@zod/mini':
      return 'zod/mini';
    case 'zod-to-json-schema':
    case '@sinclair/typebox':
    case 'typebox':
    case 'valibot':
    case '@valibot/to-json-schema':
    case 'arktype':
      return path;
    default:
      return undefined;
  }
}

/** Namespaces inside a namespace; what else is an object there is internal to the library. */
const NESTED = new Set(['z', 'coerce', 'iso', 'Type', 'default', 't', 'keywords']);
/** Objects of a namespace that may be handed back to it. */
const HANDED = new Set([
  'NEVER',
  'globalRegistry',
  'regexes',
  'ZodIssueCode',
  'ZodParsedType',
  'ZodFirstPartyTypeKind',
  'TimePrecision',
]);

const namespaces = new WeakMap<Machine, Map<string, HostValue>>();

/** The namespace of a modelled schema library: our own copy of it, behind values of the program. */
export function schemaModule(specifier: string, machine: Machine, from: Spot): Value | undefined {
  const library = libraryOf(specifier, machine, from);
  if (library === undefined) return undefined;
  const known = namespaces.get(machine) ?? new Map<string, HostValue>();
  namespaces.set(machine, known);
  const found = known.get(library);
  if (found) return found;
  const label = library.startsWith('zod') && library !== 'zod-to-json-schema' ? 'z' : library;
  const made = namespaceHost(machine.world.library<Real>(library), label, library, from);
  known.set(library, made);
  return made;
}

/** The zod that a bundle of other people's code passes on. `text` is the bundle, when it was read. */
export function bundledZod(machine: Machine, from: Spot, text?: string): Value | undefined {
  readBundle(machine, text);
  return schemaModule('zod', machine, from);
}

function namespaceHost(real: Real, label: string, library: string, spot: Spot): HostValue {
  const members = new Map<string, Value | undefined>();
  const host = new HostValue(
    label,
    {
      get(key) {
        if (!members.has(key)) members.set(key, memberOf(key));
        return members.get(key);
      },
      keys: () => Object.keys(real),
    },
    new RealData(library, real),
    spot,
  );
  return host;

  function memberOf(key: string): Value | undefined {
    if (key === '__esModule') return new Primitive(true, spot);
    const zodish = label === 'z';
    if (zodish && (key === 'z' || key === 'default')) return host;
    if (!Object.hasOwn(real, key)) return key in Object.prototype ? undefined : UNDEFINED;
    const value = real[key];
    const own = typeof value === 'function' && key === 'default' ? value.name : key;
    const name = key === 'Type' ? key : `${label}.${own}`;
    if (typeof value === 'function' || !isObject(value)) return wrap(value, { label: name, library, spot });
    if (NESTED.has(key)) return namespaceHost(value, name, library, spot);
    return HANDED.has(key) ? realHost(value, { label: name, library, spot }) : new Opaque(`\`${name}\``, spot);
  }
}
