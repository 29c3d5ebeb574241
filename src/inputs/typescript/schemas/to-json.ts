import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import type { ArrayValue, Condition, HostValue, Value } from '../values.ts';
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
export const onlyWhen = ({ text }: Condition): string => `it is there only when \`${text}\``;

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
      if (typeof json === 'number' && !Number.isFinite(json)) return { json: null, trail: { spot } };
      return { json: typeof json === 'symbol' ? undefined : json, trail: { spot } };
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
  const parts = new Map<string, Trail>();
  const json = array.elements.map(({ value, when }, i) => {
    at.path.push(String(i));
    const { json, trail } = walk(value, at);
    at.path.pop();
    parts.set(String(i), when ? { ...trail, opaque: trail.opaque ?? onlyWhen(when) } : trail);
    return json ?? null;
  });
  return { json, trail: { spot: array.spot, parts, ...(array.open && { opaque: array.open.reason }) } };
}

function walkObject(object: Exclude<Value, { kind: 'array' }>, at: Walk): Traced {
  const spot = object.spot;
  const { entries, open } = at.machine.entries(object, somewhere(spot));
  const json = Object.create(null) as Record<string, unknown>;
  const parts = new Map<string, Trail>();
  for (const { name, value, when, key } of entries) {
    at.path.push(name);
    const member = walk(value, at);
    at.path.pop();
    const reason = member.trail.opaque ?? (when && onlyWhen(when));
    if (member.json === undefined && reason === undefined) continue;
    if (member.json !== undefined) json[name] = member.json;
    parts.set(name, { ...member.trail, key, ...(reason !== undefined && { opaque: reason }) });
  }
  return { json, trail: { spot, parts, ...(open?.kind === 'opaque' && { opaque: open.reason }) } };
}
