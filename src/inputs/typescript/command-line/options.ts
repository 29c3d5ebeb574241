import { Unset } from '../values.ts';
import type { Spot } from '../syntax.ts';
import { ArrayValue, HostValue, ObjectValue, Opaque, Primitive, type Value } from '../values.ts';

/** An option or argument as it is typed: `--port`, `-p`. */
export const flagOf = (name: string): string =>
  name.startsWith('-') ? name : `${name.length === 1 ? '-' : '--'}${name}`;

/** What is assumed of an option. */
export const notGiven = (typed: string): string => `\`${typed}\` is not given`;

/** What an option without a default is. */
export const unset = (typed: string, spot: Spot): Primitive => new Primitive(undefined, spot, notGiven(typed));

/** What an option is that the program does not start without. */
export const demanded = (typed: string, spot: Spot): Opaque => new Opaque(`\`${typed}\`, which must be given`, spot);

/** A default: what an option is as long as nobody gives it. */
export function fallback(value: Value, reason: string, spot: Spot): Value {
  if (value.kind === 'primitive') return new Primitive(value.value, value.spot ?? spot, value.assumed ?? reason);
  if (value.kind === 'object') return settings(value, reason, spot);
  if (value.kind !== 'array' || value.open) return value;
  const list = new ArrayValue(value.elements, value.spot ?? spot);
  list.open = new Unset(reason, spot);
  return list;
}

/** A default that is a plain object, each member of it as assumed as the whole. */
function settings(value: ObjectValue, reason: string, spot: Spot): Value {
  if (value.of || value.base || value.proto) return value;
  const copy = new ObjectValue(value.spot ?? spot);
  copy.open = value.open;
  for (const [name, property] of value.properties) {
    const isPlain = !property.get && (property.value.kind === 'primitive' || property.value.kind === 'array');
    copy.properties.set(name, isPlain ? { ...property, value: fallback(property.value, reason, spot) } : property);
  }
  return copy;
}

/** Arguments that are no options: none. */
export function noArguments(spot: Spot, reason = 'no arguments are given'): ArrayValue {
  const list = new ArrayValue([], spot);
  list.open = new Unset(reason, spot);
  return list;
}

/**
 * What a parser returns, to be filled with `put`. Every other name is an option nobody declared and nobody gives; with
 * `open`, some were declared under names that are not known.
 */
export function answers(
  label: string,
  spot: Spot,
  open?: Opaque,
  typed: (name: string) => string = flagOf,
): ObjectValue {
  const made = new ObjectValue(spot);
  made.open = open;
  if (!open)
    made.base = new HostValue(label, {
      get: (key, _machine, _self, at) => (isInherited(key) ? undefined : unset(typed(key), at)),
      keys: () => [],
    });
  return made;
}

/** Members every object has, and those the language itself asks for. */
const isInherited = (key: string): boolean =>
  key in Object.prototype || key.startsWith('@@') || key === 'then' || key === 'toJSON';

/** Names nested deeper by dots than anybody writes them. */
const DEEPEST_NAME = 8;

/** Sets an answer; with `nested`, `a.b` is the member `b` of `a`. */
export function put(target: ObjectValue, name: string, value: Value, key?: Spot, nested = false): void {
  const path = nested ? name.split('.') : [name];
  if (path.length > DEEPEST_NAME) return;
  let at = target;
  for (const step of path.slice(0, -1)) {
    const inner = at.properties.get(step)?.value;
    const next = inner?.kind === 'object' ? inner : answers('options', key ?? target.spot!);
    if (inner !== next) at.properties.set(step, { value: next, key });
    at = next;
  }
  at.properties.set(path.at(-1)!, { value, key });
}

/**
 * Whether what is parsed is what the program was started with, or nothing. A program may also parse a list it has written
 * itself.
 */
export function isCommandLine(args: Value | undefined): boolean {
  if (args?.kind !== 'array') return true;
  return args.elements.every(({ value }) => value.kind === 'primitive' && value.assumed !== undefined);
}
