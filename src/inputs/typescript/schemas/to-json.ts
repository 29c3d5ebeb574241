import { namesStart } from '../builtins/files.ts';
import { negated } from '../conditions.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import { Unset, type ArrayValue, type Condition, type HostValue, type Opaque, type Value } from '../values.ts';
import { somewhere } from './nowhere.ts';
import { SchemaData } from './schema-value.ts';
import { structural } from './trace-structural.ts';

/** Deeper values are not read: nothing a client could use is. */
const DEEPEST = 100;

/**
 * What stands for a value that could not be read, given the member names on the way to it; `undefined` leaves a member
 * out (an element of an array is then null).
 */
export type StandIn = (path: readonly string[]) => unknown;

interface Walk {
  readonly machine: Machine;
  readonly standIn: StandIn;
  readonly path: string[];
  /** The objects we are inside of. */
  readonly within: Set<Value>;
}

/**
 * A value as `JSON.stringify` would write it, and where each part of it was written. `undefined` and functions are left
 * out; what could not be read is marked opaque. `json` is undefined for what JSON has no text for.
 */
export function toJson(value: Value, machine: Machine, standIn: StandIn = () => undefined): Traced {
  return walk(value, { machine, standIn, path: [], within: new Set() });
}

/** The same for a value that is JSON Schema: a schema that could not be read is the empty one, so that its name stays. */
export const toJsonSchema = (value: Value, machine: Machine): Traced =>
  toJson(value, machine, (path) => (isSchemaPlace(path) ? {} : undefined));

const SCHEMA_MAPS = new Set(['properties', '$defs', 'definitions', 'patternProperties', 'dependentSchemas']);
const SCHEMA_LISTS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const SCHEMA_KEYWORDS = new Set([
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
]);

function isSchemaPlace(path: readonly string[]): boolean {
  const [last, before] = [path.at(-1), path.at(-2)];
  if (last === undefined) return true;
  if (before !== undefined && (SCHEMA_MAPS.has(before) || SCHEMA_LISTS.has(before))) return true;
  return SCHEMA_KEYWORDS.has(last) && !(before !== undefined && SCHEMA_MAPS.has(before));
}

/** The reason that goes with a member which is there only under a test. */
const onlyWhen = ({ text }: Condition): string => `it is there only when \`${text}\``;

/** What is to be said of a member which is there only under a test: that decides it, or it is assumed to hold or not. */
export function under(when: Condition): Pick<Trail, 'opaque' | 'assumed'> {
  if (when.text === '') return {};
  const { assumed, text } = when;
  if (when.unlikely) return { assumed: assumed ?? negated(text) };
  return assumed === undefined ? { opaque: onlyWhen(when) } : { assumed };
}

/** What a part of a value and its trail cost, in steps. */
const PART = 4;

function walk(value: Value, at: Walk): Traced {
  at.machine.step(PART);
  const opaque = (reason: string, spot: Spot | undefined = value.spot): Traced => ({
    json: at.standIn(at.path),
    trail: { spot, opaque: reason },
  });
  switch (value.kind) {
    case 'primitive': {
      const { value: json, spot } = value;
      if (typeof json === 'bigint') return opaque('JSON has no bigint');
      const start = namesStart(value, at.machine);
      if (start !== undefined) return opaque(start);
      const trail = value.assumed === undefined ? { spot } : { spot, assumed: value.assumed };
      if (typeof json === 'number' && !Number.isFinite(json)) return { json: null, trail };
      return { json: typeof json === 'symbol' ? undefined : json, trail };
    }
    case 'function':
    case 'class':
      return { json: undefined, trail: { spot: value.spot } };
    case 'promise':
      return walk(value.value, at);
    case 'opaque':
      return opaque(value.reason);
    case 'choice':
      return opaque(`it depends on \`${value.options[0]!.when.text}\``);
    default:
      break;
  }
  if (at.within.has(value)) return opaque('it holds itself');
  if (at.within.size >= DEEPEST) return opaque('nested too deep');
  at.within.add(value);
  try {
    if (value.kind === 'array') return walkArray(value, at);
    return value.kind === 'host' ? walkHost(value, at, opaque) : walkObject(value, at);
  } finally {
    at.within.delete(value);
  }
}

function walkHost(value: HostValue, at: Walk, opaque: (reason: string) => Traced): Traced {
  const { data, traits } = value;
  if (data instanceof SchemaData)
    return data.family === 'typebox' ? structural(data, value.spot) : opaque(`\`${value.label}\` as JSON`);
  if (traits.call || traits.construct) return { json: undefined, trail: { spot: value.spot } };
  return traits.keys ? walkObject(value, at) : opaque(`\`${value.label}\` as JSON`);
}

function walkArray(array: ArrayValue, at: Walk): Traced {
  const { elements, open, spot } = array;
  const parts = new Map<string, Trail>();
  const absent = elements.find(({ when }) => when?.unlikely)?.when;
  const there = absent ? elements.filter(({ when }) => !when?.unlikely) : elements;
  const json = there.map(({ value, when }, i) => {
    at.path.push(String(i));
    const { json, trail } = walk(value, at);
    at.path.pop();
    parts.set(String(i), when ? { ...trail, ...under(when), ...(trail.opaque && { opaque: trail.opaque }) } : trail);
    return json ?? null;
  });
  return { json, trail: { spot, parts, ...(absent && under(absent)), ...(open && more(open, json.length > 0)) } };
}

/** What is to be said of an object or list that may hold more. A list of nothing but what is not given says nothing. */
const more = (open: Opaque, isSome: boolean): Pick<Trail, 'opaque' | 'assumed'> =>
  open instanceof Unset && isSome ? { assumed: open.reason } : { opaque: open.reason };

function walkObject(object: Exclude<Value, { kind: 'array' }>, at: Walk): Traced {
  const spot = object.spot;
  const { entries, open } = at.machine.entries(object, somewhere(spot));
  const json = Object.create(null) as Record<string, unknown>;
  const parts = new Map<string, Trail>();
  for (const { name, value, when, key } of entries) {
    if (when?.unlikely) {
      parts.set(name, { spot: value.spot, key, ...under(when) });
      continue;
    }
    at.path.push(name);
    const { json: member, trail } = walk(value, at);
    at.path.pop();
    const said = { ...(when && under(when)), ...(trail.opaque !== undefined && { opaque: trail.opaque }) };
    if (member !== undefined) json[name] = member;
    else if ((said.opaque ?? said.assumed ?? trail.assumed) === undefined) continue;
    parts.set(name, { ...trail, key, ...said });
  }
  return { json, trail: { spot, parts, ...(open && more(open, true)) } };
}
