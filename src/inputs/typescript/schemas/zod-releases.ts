import { compareVersions } from '../project/ranges.ts';
import { isObject, zod4Of, type Real } from './kinds.ts';

/**
 * What releases of zod 4 before ours write differently as JSON Schema. Found by converting the same schemas with the
 * releases from 4.0.0 on; the order of keywords is left alone.
 */
export interface Release {
  /** For the options of `toJSONSchema`. */
  readonly override: (context: Overridden) => void;
  /** Done to what it gives. */
  finish(json: Real): Real;
}

/** What zod hands to `override`, once for each schema. */
export interface Overridden {
  readonly zodSchema: unknown;
  readonly jsonSchema: Real;
  readonly path?: unknown;
}

/** Since this release nothing differs from ours. */
const SAME_SINCE = '4.6.0';

/** Keeps our zod from compacting and folding what carries it. */
const KEEP = '~as written';

type Before = (release: string) => boolean;
type Regexes = Readonly<Record<string, RegExp | ((...args: never[]) => RegExp)>>;

interface Zod {
  readonly regexes: Regexes;
  readonly globalRegistry: Metadata;
}

/** Formats whose pattern was another: before which release, and which. */
const PATTERNS: readonly (readonly [format: string, before: string, pattern: string])[] = [
  // of several for one format the earliest comes first
  [
    'email',
    '4.6.0',
    "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$",
  ],
  ['base64url', '4.6.0', '^[A-Za-z0-9_-]*$'],
  ['emoji', '4.5.0', '^(\\p{Extended_Pictographic}|\\p{Emoji_Component})+$'],
  ['emoji', '4.6.0', '^[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$'],
  ['ulid', '4.5.0', '^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$'],
  [
    'cidrv6',
    '4.5.0',
    '^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})\\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$',
  ],
  ['ipv6', '4.1.8', '^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|::|([0-9a-fA-F]{1,4})?::([0-9a-fA-F]{1,4}:?){0,6})$'],
  ['cuid', '4.4.0', '^[cC][^\\s-]{8,}$'],
  ['e164', '4.3.0', '^\\+(?:[0-9]){6,14}[0-9]$'],
  [
    'uuid',
    '4.1.0',
    '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000)$',
  ],
];

/** How `release` of zod converts; `undefined` when it does as ours. */
export function releaseOf(release: string | undefined, io: string, zod: () => Zod): Release | undefined {
  if (release === undefined || compareVersions(release, SAME_SINCE) >= 0) return undefined;
  const { regexes, globalRegistry: metadata } = zod();
  const before: Before = (other) => compareVersions(release, other) < 0;
  const patterns = new Map<string, string>();
  for (const [format, until, pattern] of PATTERNS) {
    const ours = regexes[format];
    const source = ours && (ours instanceof RegExp ? ours : ours()).source;
    if (source !== undefined && before(until) && !patterns.has(source)) patterns.set(source, pattern);
  }
  return {
    override({ zodSchema, jsonSchema }) {
      const { def } = zod4Of(zodSchema);
      if (before('4.5.0')) jsonSchema[KEEP] = true;
      if (before('4.3.0')) dropInherited(jsonSchema, zodSchema, metadata);
      if (def['type'] === 'tuple' && before('4.5.0')) openTuple(jsonSchema, before);
      if (def['type'] === 'record' && before('4.3.0')) delete jsonSchema['required'];
      if (def['type'] === 'union' && def['discriminator'] !== undefined && before('4.1.13'))
        rename(jsonSchema, 'oneOf', 'anyOf');
      if (def['type'] === 'object' && io === 'input') writeRequired(jsonSchema, def, release, before);
      if (def['type'] === 'string') restoreFormat(jsonSchema, def, before);
    },
    finish: (json) => finish(json, patterns) as Real,
  };
}

type Metadata = { readonly ['_map']: WeakMap<object, Real> };

/** What `.describe()` or `.meta()` said was lost by a check added afterwards. */
function dropInherited(json: Real, schema: unknown, metadata: Metadata): void {
  const kept = new Set<string>();
  let lost = false;
  for (let at = schema; isObject(at);) {
    for (const key of Object.keys(metadata['_map'].get(at) ?? {}))
      if (!lost) kept.add(key);
      else if (!kept.has(key)) delete json[key];
    const { def, parent } = zod4Of(at);
    lost ||= !isObject(parent) || zod4Of(parent).def !== def;
    at = parent;
  }
}

/** A tuple's length was not written. */
function openTuple(json: Real, before: Before): void {
  for (const keyword of ['additionalItems', 'items']) if (json[keyword] === false) delete json[keyword];
  delete json['minItems'];
  delete json['maxItems'];
  if (before('4.1.3') && json['additionalItems'] !== undefined) json['items'] = json['additionalItems'];
}

function rename(json: Real, from: string, to: string): void {
  if (!(from in json)) return;
  json[to] = json[from];
  delete json[from];
}

/** Whether a field may be left out: before 4.0.17 and in 4.4.3 with `catch`, in 4.4.3 also where a transform comes first. */
function isOptional(schema: unknown, release: string, depth = 0): boolean {
  if (!isObject(schema) || depth > 50) return false;
  const { def } = zod4Of(schema);
  const inner = (of: unknown): boolean => isOptional(of, release, depth + 1);
  switch (def['type']) {
    case 'catch':
    case 'optional':
      return true;
    case 'transform':
      return release === '4.4.3';
    case 'pipe':
      return inner(def['in']);
    case 'union':
      return (def['options'] as unknown[]).some(inner);
    case 'nonoptional':
      return false;
    default:
      return inner(def['innerType']);
  }
}

/** `preprocess` made a field required, whatever follows it. */
function isPreprocessed(schema: unknown): boolean {
  const { def } = zod4Of(schema);
  return def['type'] === 'pipe' && zod4Of(def['in']).def['type'] === 'transform';
}

function writeRequired(json: Real, def: Real, release: string, before: Before): void {
  const shape = def['shape'] as Real;
  const required = new Set(Array.isArray(json['required']) ? (json['required'] as string[]) : []);
  if (before('4.4.3')) for (const name of Object.keys(shape)) if (isPreprocessed(shape[name])) required.add(name);
  if (before('4.0.17') || release === '4.4.3')
    for (const name of required) if (isOptional(shape[name], release)) required.delete(name);
  if (required.size > 0) json['required'] = Object.keys(shape).filter((name) => required.has(name));
  else delete json['required'];
}

/** The keyword that later releases leave out, where the format is laxer or stricter than it says. */
function restoreFormat(json: Real, def: Real, before: Before): void {
  const checks = [def, ...((def['checks'] as readonly unknown[] | undefined) ?? []).map((check) => zod4Of(check).def)];
  // a format of a method, such as `z.string().base64()`, had no encoding since 4.1.13
  if (json['contentEncoding'] !== undefined && def['format'] === undefined && !before('4.1.13'))
    delete json['contentEncoding'];
  const check = checks.find((each) => each['format'] !== undefined);
  if (check?.['format'] === 'time' && before('4.3.0')) json['format'] = 'time';
  if (check?.['format'] !== 'datetime' || !before('4.5.0')) return;
  json['format'] = 'date-time';
  if (typeof json['pattern'] === 'string') json['pattern'] = oldDateTime(json['pattern'], check, before);
}

const OPTIONAL_SECONDS = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?';

/** Seconds could be left out, and a local time was one with an empty zone. */
function oldDateTime(pattern: string, { precision, local, offset }: Real, before: Before): string {
  const start = pattern.indexOf('T(?:') + 'T(?:'.length;
  const time = typeof precision === 'number' ? pattern.slice(start, pattern.indexOf('(?:Z', start)) : OPTIONAL_SECONDS;
  const zones = [
    'Z',
    ...(local ? [''] : []),
    ...(offset ? [before('4.0.17') ? '([+-]\\d{2}:\\d{2})' : '([+-](?:[01]\\d|2[0-3]):[0-5]\\d)'] : []),
  ];
  return `${pattern.slice(0, start)}${time}(?:${zones.join('|')}))$`;
}

const LATER_FORMATS = new Set(['starts_with', 'ends_with', 'includes']);

function finish(json: unknown, patterns: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(json)) return json.map((each) => finish(each, patterns));
  if (!isObject(json)) return json;
  const made: Real = {};
  for (const [key, value] of Object.entries(json)) {
    if (key === KEEP || (key === 'format' && LATER_FORMATS.has(value as string))) continue;
    const old =
      key === 'pattern' && typeof value === 'string' ? (patterns.get(value) ?? value) : finish(value, patterns);
    Object.defineProperty(made, key, { value: old, configurable: true, enumerable: true, writable: true });
  }
  return made;
}
