import { isObject, isSchema, type JsonSchema, type SchemaObject } from '../model/schema.ts';
import { above, below, bounded, general, numeric, textual } from './instance-keywords.ts';
import { DEPTH, every, spent, type Target, type Verdict, type Violation, type Walk } from './verdict.ts';

/** Steps for one value: enough for any real default, too few for a schema made to explode. */
const STEPS = 5000;

/** What may be spent on all values of one root schema together; a judgement takes what it needs from `left`. */
export interface Effort {
  left: number;
}

/**
 * Why a value breaks a schema, when that is certain in every dialect; `undefined` when it does not or cannot be told. Patterns
 * and formats are never run. Bounded in time whatever the schema.
 */
export function violation(value: unknown, schema: JsonSchema, target: Target, effort: Effort): Violation | undefined {
  const allowed = Math.min(STEPS, effort.left);
  const walk: Walk = { target, steps: allowed, depth: 0 };
  const verdict = judge(value, schema, walk);
  effort.left -= allowed - Math.max(0, walk.steps);
  return typeof verdict === 'string' ? undefined : verdict;
}

/** Keywords that can refuse a value and are not judged: with one of them a schema never certainly fits. */
const UNJUDGED = [
  'pattern',
  'format',
  'contains',
  'if',
  'patternProperties',
  'propertyNames',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
  'prefixItems',
  'multipleOf',
  'discriminator',
  '$dynamicRef',
  '$recursiveRef',
];

function judge(value: unknown, schema: JsonSchema, walk: Walk): Verdict {
  if (typeof schema === 'boolean') return schema ? 'fits' : { reason: 'is not allowed at all' };
  if (spent(walk) || walk.depth > DEPTH) return 'unknown';
  walk.depth++;
  const own = every(checks(value, schema, walk));
  const verdict = schema['$ref'] === undefined ? own : beside(referredTo(value, schema, walk), own);
  walk.depth--;
  return verdict === 'fits' && UNJUDGED.some((keyword) => schema[keyword] !== undefined) ? 'unknown' : verdict;
}

function referredTo(value: unknown, schema: SchemaObject, walk: Walk): Verdict {
  const target = walk.target(schema);
  return target === undefined ? 'unknown' : judge(value, target, walk);
}

/** What stands beside a `$ref` counts since 2019-09 only: it can raise a doubt, but settles nothing. */
const beside = (referred: Verdict, own: Verdict): Verdict =>
  typeof referred !== 'string' ? referred : referred === 'fits' && own === 'fits' ? 'fits' : 'unknown';

function* checks(value: unknown, schema: SchemaObject, walk: Walk): Generator<Verdict> {
  yield* general(value, schema, walk);
  if (typeof value === 'number') yield* numeric(value, schema);
  if (typeof value === 'string') yield* textual(value, schema, walk);
  if (Array.isArray(value)) yield* listed(value, schema, walk);
  else if (isObject(value)) yield* keyed(value, schema, walk);
  yield* composed(value, schema, walk);
}

function* listed(value: readonly unknown[], schema: SchemaObject, walk: Walk): Generator<Verdict> {
  const { items, prefixItems, uniqueItems } = schema;
  yield* bounded(value.length, schema, [
    ['minItems', below, `has ${value.length} elements, fewer than`],
    ['maxItems', above, `has ${value.length} elements, more than`],
  ]);
  if (uniqueItems !== undefined && uniqueItems !== false) yield value.length < 2 ? 'fits' : 'unknown';
  if (items === undefined || prefixItems !== undefined) return;
  if (!isSchema(items)) return yield 'unknown'; // a tuple in draft-07, invalid since
  for (const [i, each] of value.entries()) {
    if (walk.steps < 0) return yield 'unknown';
    yield inside(judge(each, items, walk), `element ${i + 1}`);
  }
}

function* keyed(value: Readonly<Record<string, unknown>>, schema: SchemaObject, walk: Walk): Generator<Verdict> {
  const { properties, required, additionalProperties: rest, patternProperties } = schema;
  const names = Object.keys(value);
  yield* bounded(names.length, schema, [
    ['minProperties', below, `has ${names.length} properties, fewer than`],
    ['maxProperties', above, `has ${names.length} properties, more than`],
  ]);
  if (required !== undefined) {
    if (!Array.isArray(required) || spent(walk, required.length)) yield 'unknown';
    else
      for (const name of required)
        yield typeof name !== 'string'
          ? 'unknown'
          : Object.hasOwn(value, name)
            ? 'fits'
            : { reason: `lacks the required property '${name}'` };
  }
  if (properties !== undefined && !isObject(properties)) return yield 'unknown';
  for (const name of names) {
    if (spent(walk)) return yield 'unknown';
    const declared = properties && Object.hasOwn(properties, name);
    const each = declared ? properties[name] : patternProperties === undefined ? rest : undefined;
    if (each === undefined) continue;
    if (!declared && each === false) yield { reason: `has the undeclared property '${name}'` };
    else yield isSchema(each) ? inside(judge(value[name], each, walk), `property '${name}'`) : 'unknown';
  }
}

const inside = (verdict: Verdict, part: string): Verdict =>
  typeof verdict === 'string' ? verdict : { reason: `has a wrong ${part}: it ${verdict.reason}` };

function* composed(value: unknown, schema: SchemaObject, walk: Walk): Generator<Verdict> {
  const { allOf, anyOf, oneOf, not } = schema;
  if (allOf !== undefined) {
    if (spent(walk, lengthOf(allOf)) || !isList(allOf)) yield 'unknown';
    else for (const each of allOf) yield judge(value, each, walk);
  }
  if (anyOf !== undefined) yield alternatives(value, anyOf, Number.POSITIVE_INFINITY, walk);
  if (oneOf !== undefined) yield alternatives(value, oneOf, 1, walk);
  if (not === undefined) return;
  const verdict = isSchema(not) ? judge(value, not, walk) : 'unknown';
  yield verdict === 'fits' ? { reason: 'is what `not` rules out' } : verdict === 'unknown' ? 'unknown' : 'fits';
}

const isList = (value: unknown): value is readonly JsonSchema[] =>
  Array.isArray(value) && value.length > 0 && value.every(isSchema);

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** At least one alternative, and at most `most`, must take the value. */
function alternatives(value: unknown, schemas: unknown, most: number, walk: Walk): Verdict {
  if (spent(walk, lengthOf(schemas)) || !isList(schemas)) return 'unknown';
  const verdicts = schemas.map((each) => judge(value, each, walk));
  const fits = verdicts.filter((verdict) => verdict === 'fits').length;
  if (fits > most) return { reason: `fits ${fits} of the alternatives, of which only one may fit` };
  if (verdicts.includes('unknown')) return fits > 0 && most > 1 ? 'fits' : 'unknown';
  if (fits > 0) return 'fits';
  const [only, ...others] = verdicts;
  return others.length === 0 ? only! : { reason: 'fits none of the alternatives' };
}
