import type { Spot } from '../syntax.ts';
import { ts } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import { Unset, type Call, type ObjectValue, type Value } from '../values.ts';
import type { Arguments } from './arguments.ts';
import type { Target } from './call.ts';
import { inside, typeOf } from './kinds.ts';
import { ENUMS, FREE_FORMS, KEYWORDS, METADATA, NAMED, SHAPES } from './positions.ts';
import { bareMark, SchemaData, type Family, type Mark } from './schema-value.ts';
import { toJson, under } from './to-json.ts';

/** Where the result of a call was written: the call itself, its arguments by the keywords they set, and what it refines. */
export function markCall(target: Target, call: Call, given: Arguments, family: Family, schema: unknown): Mark {
  const { owner, name } = target;
  const base = refined(target, given, family, schema)?.mark ?? bareMark();
  const parts = new Map(base.parts);
  const keys = new Map(base.keys);
  const values = new Map(base.values);
  for (const { mark } of given.schemas)
    if (mark.keys.size > 0 && SHAPES[name]) for (const [key, trail] of mark.keys) keys.set(key, trail);
  const callee = calleeName(call.spot);
  for (const keyword of NAMED[name] ?? []) parts.set(keyword, { spot: callee });
  if (!owner && base.parts.size === 0 && !wraps(given, family, schema)) parts.set('type', { spot: callee });
  call.args.forEach((value, i) => writeArgument(value, i, target, call, { parts, keys, values }));
  for (const [keyword, trail] of given.parts) parts.set(keyword, trail);
  for (const [key, trail] of given.keys) keys.set(key, { ...keys.get(key), ...trail });
  return { spot: call.spot, parts, keys, values, inert: base.inert || given.inert };
}

/** What the call adds something to: what it is called on, or, with TypeBox, what it is given. */
function refined(
  { owner, name }: Target,
  { schemas }: Arguments,
  family: Family,
  schema: unknown,
): SchemaData | undefined {
  if (owner) return refines(owner, family, schema) ? owner : undefined;
  return COPIES.has(name) ? schemas[0] : undefined;
}

/** Functions of TypeBox and Valibot that give a changed copy of their first argument. */
const COPIES = new Set(['Optional', 'Readonly', 'Partial', 'Required', 'Pick', 'Omit', 'toStandardJsonSchema']);

/** Whether the result is only something around one of the arguments. */
const wraps = ({ schemas }: Arguments, family: Family, made: unknown): boolean =>
  schemas.some(({ schema }) => inside(family, made, 'output').through.includes(schema));

/** Whether the result is the same kind of schema with something added, and not a wrapper around it. */
function refines({ family: from, schema }: SchemaData, family: Family, made: unknown): boolean {
  if (from !== family) return false;
  if (family === 'typebox' || family === 'arktype') return true;
  if (typeOf(family, schema) !== typeOf(family, made)) return false;
  const within = inside(family, made, 'output');
  return (
    made === schema ||
    !(
      within.through.includes(schema) ||
      within.items === schema ||
      within.options?.includes(schema) ||
      within.both?.includes(schema)
    )
  );
}

interface Written {
  readonly parts: Map<string, Trail>;
  readonly keys: Map<string, Trail>;
  readonly values: Map<unknown, Trail>;
}

function writeArgument(
  value: Value,
  i: number,
  { name, library, owner }: Target,
  { machine, spot }: Call,
  written: Written,
): void {
  const shift = !owner && FREE_FORMS.has(name) ? 1 : 0;
  const shape = SHAPES[name]?.includes(i - shift);
  if (value.kind === 'object') {
    const named = !(owner || shape) || METADATA.has(name) || library.includes('typebox');
    if (shape) writeShape(value, owner ? undefined : spot, written);
    else if (library === 'arktype' && !owner) written.parts.set('properties', definitionTrail(value, 0));
    else if (named && !KEYWORDS[name])
      // what could not be read of it the arguments know, with what it means
      for (const [key, trail] of toJson(value, machine).trail.parts ?? [])
        if (trail.opaque === undefined) written.parts.set(key, trail);
  }
  if (i !== shift || !KEYWORDS[name]) return;
  if (value.kind === 'opaque' || value.kind === 'choice') return;
  const isData = value.kind === 'primitive' || value.kind === 'array' || value.kind === 'object';
  const trail = isData ? toJson(value, machine).trail : { spot: value.spot };
  for (const keyword of KEYWORDS[name]) written.parts.set(keyword, trail);
  if (ENUMS.has(name)) writeValues(value, written.values);
}

/** `made`: the call whose only properties these are; written in it, they stand where it does. */
function writeShape(shape: ObjectValue, made: Spot | undefined, { parts, keys }: Written): void {
  for (const [key, trail] of keysOf(shape)) keys.set(key, trail);
  const assumed = shape.open instanceof Unset ? shape.open.reason : parts.get('properties')?.assumed;
  const spot = made && shape.spot && !isInside(shape.spot, made) ? shape.spot : undefined;
  if (spot || assumed !== undefined) parts.set('properties', { spot, assumed });
  else parts.delete('properties');
}

const isInside = ({ file, node }: Spot, outer: Spot): boolean =>
  file === outer.file && outer.node.pos <= node.pos && node.end <= outer.node.end;

/** The properties of an ArkType definition, which is an object of texts, schemas and further definitions. */
function definitionTrail(definition: ObjectValue, depth: number): Trail {
  const parts = new Map<string, Trail>();
  for (const [name, { value, key }] of definition.properties) {
    const { kind, spot } = value;
    const inner =
      kind === 'object' && depth < 50 ? { parts: new Map([['properties', definitionTrail(value, depth + 1)]]) } : {};
    const trail = kind === 'host' && value.data instanceof SchemaData ? value.data.trail : { spot, ...inner };
    parts.set(name.replace(/\?$/, ''), { ...trail, key });
  }
  return { spot: definition.spot, parts };
}

/** Members of an enum: elements of a list, values of an object, one literal. */
function writeValues(value: Value, values: Map<unknown, Trail>): void {
  const write = (each: Value): void => {
    if (each.kind === 'primitive' && each.spot && !values.has(each.value))
      values.set(each.value, { spot: each.spot, assumed: each.assumed });
  };
  if (value.kind === 'array') for (const element of value.elements) write(element.value);
  else if (value.kind === 'object') for (const property of value.properties.values()) write(property.value);
  else write(value);
}

/** The names of a shape as written, and which of its members are there only under a test. */
export function keysOf(shape: ObjectValue): Map<string, Trail> {
  const keys = new Map<string, Trail>();
  for (const [name, { key, when }] of shape.properties) keys.set(name, { key, ...(when && under(when)) });
  return keys;
}

/** `min` in `z.string().min(1)`, `z.string` in `z.string()`. */
function calleeName({ file, node }: Spot): Spot {
  if (!ts.isCallExpression(node)) return { file, node };
  const { expression } = node;
  const isChain = ts.isPropertyAccessExpression(expression) && ts.isCallExpression(expression.expression);
  return { file, node: isChain ? expression.name : expression };
}
