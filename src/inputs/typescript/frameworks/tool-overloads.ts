import { isBundled } from '../schemas/unread-library.ts';
import { SchemaData } from '../schemas/schema-value.ts';
import { isNullish, isString, type Value } from '../values.ts';
import type { Part } from './parts.ts';
import { atLeast, type Sdk } from './sdk.ts';

const ANNOTATIONS = new Set(['title', 'readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']);

/** What an argument before the callback of `.tool()` is, in the SDK's own terms. */
type Role = 'shape' | 'annotations' | 'schema' | 'unknown';

const isZod = (value: Value): boolean =>
  (value.kind === 'host' && value.data instanceof SchemaData && value.data.family.startsWith('zod')) ||
  isBundled(value);

const couldBeZod = (value: Value): boolean => isZod(value) || value.kind === 'opaque' || value.kind === 'choice';

/** `isZodRawShape` of the SDK: empty, or at least one zod schema among the values. */
function roleOf(value: Value): Role {
  if (isZod(value)) return 'schema';
  if (value.kind !== 'object') return 'unknown';
  const properties = [...value.properties.values()];
  if (properties.some((each) => isZod(each.value))) return 'shape';
  if (properties.length === 0) return value.open ? 'unknown' : 'shape';
  const named = [...value.properties.keys()].every((key) => ANNOTATIONS.has(key));
  return !named && properties.some((each) => couldBeZod(each.value)) ? 'shape' : 'annotations';
}

/** Whether an argument is a text, as `typeof … === 'string'` will find; `undefined` when nobody knows. */
function isText(value: Value): boolean | undefined {
  if (value.kind === 'opaque') return undefined;
  return value.kind === 'choice' ? value.options.every((each) => isText(each.value) !== false) : isString(value);
}

/**
 * The arguments of `server.tool(name, …)` by their meaning, for all overloads of the SDK. A text is the reason why the
 * SDK refuses the call.
 */
export function readOverload([name, ...given]: readonly Value[], sdk: Sdk): ReadonlyMap<string, Part> | string {
  const parts = new Map<string, Part>();
  const rest = [...given];
  const take = (key: string): void => {
    const value = rest.shift();
    if (value && !(key !== 'inputSchema' && isNullish(value))) parts.set(key, { value });
  };
  if (name) parts.set('name', { value: name });
  const described = rest[0] && isText(rest[0]);
  if (described) take('description');
  else if (described === undefined && rest.length > 1) {
    // an unread argument before others: surely the description only if two or more others follow before the callback
    if (rest.length === 2 || roleOf(rest[1]!) === 'annotations') parts.set('inputSchema', { value: rest[0]! });
    take('description');
  }
  if (rest.length < 2) return parts;
  if (!atLeast(sdk.version, '1.11.0')) {
    take('inputSchema');
    return parts;
  }
  const role = roleOf(rest[0]!);
  if (role === 'schema') {
    // since 1.28 the SDK says so; before, the schema went out as annotations and the tool had no parameters
    if (atLeast(sdk.version, '1.28.0')) return '`tool` of the SDK refuses a schema object: it takes the shape';
    take('annotations');
  } else if (role === 'annotations') take('annotations');
  else {
    take('inputSchema');
    if (rest.length > 1 && rest[0]!.kind === 'object' && roleOf(rest[0]!) !== 'shape') take('annotations');
  }
  return parts;
}
