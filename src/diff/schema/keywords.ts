import type { SchemaObject } from '../../model/schema.ts';
import { canonical, isSame } from '../canonical.ts';
import type { Change } from '../change.ts';
import { shown, shownValues } from '../shown.ts';
import type { Alternative } from './alternatives.ts';
import { limitRelation, type Limit, type Relation } from './relation.ts';
import { at, type Site } from './site.ts';

/** What `enum` and `const` bound to values says. */
export function* values(site: Site, before: SchemaObject, after: SchemaObject): Generator<Change> {
  const [a, b] = [before['enum'], after['enum']];
  if (a === undefined && b === undefined) return;
  if (!Array.isArray(a)) return yield at(site, 'values-set', 'narrower', shownValues(b as unknown[]));
  if (!Array.isArray(b)) return yield at(site, 'values-lifted', 'wider', shownValues(a));
  const [old, young] = [new Set(a.map((each) => canonical(each))), new Set(b.map((each) => canonical(each)))];
  const gone = a.filter((each) => !young.has(canonical(each)));
  const came = b.filter((each) => !old.has(canonical(each)));
  if (gone.length > 0) yield at(site, 'values-removed', 'narrower', shownValues(gone));
  if (came.length > 0) yield at(site, 'values-added', 'wider', shownValues(came));
}

/** Bounds that libraries write at every whole number say nothing. */
const SAFE = Number.MAX_SAFE_INTEGER;

type Side = 'lower' | 'upper';

function limitOf(schema: SchemaObject, side: Side, type: string): Limit | undefined {
  const [plain, open] = side === 'lower' ? ['minimum', 'exclusiveMinimum'] : ['maximum', 'exclusiveMaximum'];
  const sign = side === 'lower' ? 1 : -1;
  const isClosed = schema[open!] !== true; // draft-04 has a flag beside the bound
  const found = [
    { value: schema[plain!], exclusive: !isClosed },
    { value: schema[open!], exclusive: true },
  ].flatMap(({ value, exclusive }): Limit[] => {
    if (typeof value !== 'number') return [];
    // above 0 is at least 1
    const isWhole = type === 'integer' && Number.isInteger(value);
    return [isWhole && exclusive ? { value: sign * value + 1, exclusive: false } : { value: sign * value, exclusive }];
  });
  const [tightest] = found.toSorted((a, b) => b.value - a.value || Number(b.exclusive) - Number(a.exclusive));
  return tightest && type === 'integer' && tightest.value <= -SAFE ? undefined : tightest;
}

export function* numbers(site: Site, was: Alternative, is: Alternative): Generator<Change> {
  const [before, after] = [was.schema, is.schema];
  for (const side of ['lower', 'upper'] as const) {
    const [a, b] = [limitOf(before, side, was.type), limitOf(after, side, is.type)];
    const relation = limitRelation(a, b);
    const keyword = side === 'lower' ? 'minimum' : 'maximum';
    if (relation) yield bound(site, relation, keyword, words(a, side), words(b, side));
  }
  const [a, b] = [before['multipleOf'], after['multipleOf']];
  if (isSame(a, b)) return;
  yield at(site, 'step-changed', stepRelation(a, b), { before: shown(a), after: shown(b) });
}

function words(limit: Limit | undefined, side: Side): string {
  if (limit === undefined) return 'not set';
  const value = side === 'lower' ? limit.value : -limit.value;
  return limit.exclusive ? `${side === 'lower' ? 'above' : 'below'} ${value}` : String(value === 0 ? 0 : value);
}

function stepRelation(a: unknown, b: unknown): Relation {
  if (a === undefined) return 'narrower';
  if (b === undefined) return 'wider';
  if (typeof a !== 'number' || typeof b !== 'number' || !(a > 0) || !(b > 0)) return 'unknown';
  if (Number.isInteger(b / a)) return 'narrower';
  return Number.isInteger(a / b) ? 'wider' : 'other';
}

const bound = (site: Site, relation: Relation, keyword: string, before: string, after: string): Change =>
  at(site, relation === 'narrower' ? 'bound-tightened' : 'bound-loosened', relation, { keyword, before, after });

/** Lengths and counts: without a lower one it is 0. */
export function* counts(site: Site, what: string, before: SchemaObject, after: SchemaObject): Generator<Change> {
  for (const [keyword, sign] of [
    [`min${what}`, 1],
    [`max${what}`, -1],
  ] as const) {
    const [a, b] = [before[keyword], after[keyword]];
    const [x, y] = [a, b].map((value) =>
      typeof value === 'number' ? { value: sign * value, exclusive: false } : undefined,
    );
    const least = (limit: Limit | undefined): Limit | undefined =>
      sign === 1 && limit?.value === 0 ? undefined : limit;
    const relation = limitRelation(least(x), least(y));
    if (relation)
      yield bound(
        site,
        relation,
        keyword,
        words(x, sign === 1 ? 'lower' : 'upper'),
        words(y, sign === 1 ? 'lower' : 'upper'),
      );
  }
}

export function* strings(site: Site, before: SchemaObject, after: SchemaObject): Generator<Change> {
  yield* counts(site, 'Length', before, after);
  const [a, b] = [before['pattern'], after['pattern']];
  if (!isSame(a, b)) {
    const data = { before: shown(a), after: shown(b) };
    if (a === undefined && isOfFormat(before, after))
      yield at(site, 'note-changed', undefined, { keyword: 'pattern', ...data });
    else if (a === undefined) yield at(site, 'pattern-set', 'narrower', data);
    else if (b === undefined) yield at(site, 'pattern-lifted', 'wider', data);
    else yield at(site, 'pattern-changed', 'unknown', data);
  }
  const [was, is] = [before['format'], after['format']];
  if (isSame(was, is)) return;
  if (is === undefined) yield at(site, 'format-lifted', 'wider', { before: shown(was) });
  else yield at(site, 'format-changed', 'unknown', { before: shown(was), after: shown(is) });
}

/** A library that writes the pattern of a format beside it has made nothing narrower. */
const isOfFormat = (before: SchemaObject, after: SchemaObject): boolean =>
  typeof after['format'] === 'string' && after['format'] === before['format'];

/** Keywords that no other comparison reads: same, new, gone, or changed in a way that is not followed. */
export function* others(
  site: Site,
  names: Iterable<string>,
  before: SchemaObject,
  after: SchemaObject,
): Generator<Change> {
  for (const keyword of names) {
    const [a, b] = [before[keyword], after[keyword]];
    if (isSame(a, b)) continue;
    if (!ASSERTING.has(keyword))
      yield at(site, 'note-changed', undefined, { keyword, before: shown(a), after: shown(b) });
    else if (UNTOLD.has(keyword)) yield at(site, 'keyword-changed', 'unknown', { keyword });
    else if (a === undefined) yield at(site, 'keyword-set', 'narrower', { keyword });
    else if (b === undefined) yield at(site, 'keyword-lifted', 'wider', { keyword });
    else yield at(site, 'keyword-changed', 'unknown', { keyword });
  }
}

const ASSERTING: ReadonlySet<string> = new Set(
  'not anyOf oneOf allOf if then else contains minContains maxContains unevaluatedItems unevaluatedProperties patternProperties propertyNames dependentRequired dependentSchemas dependencies contentEncoding contentMediaType additionalItems uniqueItems $ref $dynamicRef $recursiveRef'.split(
    ' ',
  ),
);
/** That they came or went says nothing by itself. */
const UNTOLD: ReadonlySet<string> = new Set(
  'if then else minContains maxContains contentEncoding contentMediaType patternProperties $ref $dynamicRef $recursiveRef'.split(
    ' ',
  ),
);
