import { groupBy } from '../../model/group.ts';
import { isObject } from '../../model/schema.ts';
import type { Change } from '../change.ts';
import { canonical } from '../canonical.ts';
import { shown } from '../shown.ts';
import type { Alternative } from './alternatives.ts';
import { at, type Site } from './site.ts';
import type { Relation } from './relation.ts';

type Two = readonly [Alternative, Alternative];

const ORDER = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null', 'any'];
const typesIn = (all: readonly Alternative[]): readonly string[] =>
  [...new Set(all.map(({ type }) => type))].toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));

/** "string or null"; "nothing" where no value is taken. */
export function typeNames(all: readonly Alternative[]): string {
  const types = typesIn(all).map((type) => (type === 'any' ? 'anything' : type));
  return types.length === 0 ? 'nothing' : types.join(' or ');
}

/** Whether a value of a type may be taken by one of these. */
const holds = (types: readonly string[], type: string): boolean =>
  types.includes(type) || types.includes('any') || (type === 'integer' && types.includes('number'));

/** How the types that are taken changed; `undefined` where they did not. */
export function typeRelation(before: readonly Alternative[], after: readonly Alternative[]): Relation | undefined {
  const [a, b] = [typesIn(before), typesIn(after)];
  const [lost, won] = [a.some((type) => !holds(b, type)), b.some((type) => !holds(a, type))];
  return lost && won ? 'other' : lost ? 'narrower' : won ? 'wider' : undefined;
}

/** Says which alternatives came and went, and answers with those that are compared further: one of each side. */
export function* compareUnion(
  before: readonly Alternative[],
  after: readonly Alternative[],
  site: Site,
): Generator<Change, readonly Two[]> {
  const [a, b] = [groupBy(before, ({ type }) => type), groupBy(after, ({ type }) => type)];
  const pairs: Two[] = [];
  for (const [type, was] of a) {
    const is = b.get(type) ?? numbersOf(type, a, b);
    if (is) pairs.push(...(yield* ofOneType(was, is, site)));
  }
  return pairs;
}

/** Whole numbers that became numbers, or numbers that became whole, go on being compared. */
function numbersOf(type: string, a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, readonly Alternative[]>) {
  const other = type === 'integer' ? 'number' : type === 'number' ? 'integer' : undefined;
  return other !== undefined && !a.has(other) ? b.get(other) : undefined;
}

function* ofOneType(
  before: readonly Alternative[],
  after: readonly Alternative[],
  site: Site,
): Generator<Change, readonly Two[]> {
  const key = ({ schema }: Alternative): string => canonical(schema);
  const [old, young] = [new Set(before.map(key)), new Set(after.map(key))];
  // the same on both sides may still lead to definitions that changed
  const same = before.flatMap((each): Two[] => {
    const twin = after.find((other) => key(other) === key(each));
    return twin ? [[each, twin]] : [];
  });
  const gone = before.filter((each) => !young.has(key(each)));
  const came = after.filter((each) => !old.has(key(each)));
  if (gone.length === 1 && came.length === 1) return [...same, [gone[0]!, came[0]!]];
  const marks = marksOf([...gone, ...came]);
  const pairs: Two[] = [];
  const left = new Set(came);
  const lost: Alternative[] = [];
  for (const each of gone) {
    const twins = [...left].filter((other) => marks.get(other) === marks.get(each));
    if (twins.length === 1 && gone.filter((other) => marks.get(other) === marks.get(each)).length === 1) {
      pairs.push([each, twins[0]!]);
      left.delete(twins[0]!);
    } else lost.push(each);
  }
  if (lost.length > 0 && left.size > 0) yield at(site, 'alternatives-changed', undefined);
  else {
    for (const each of lost) yield at(site, 'alternative-removed', 'narrower', { which: nameOf(each, marks) });
    for (const each of left) yield at(site, 'alternative-added', 'wider', { which: nameOf(each, marks) });
  }
  return [...same, ...pairs];
}

/** What tells alternatives apart: the one value of a property, as `kind: "circle"`, else the names of their properties. */
function marksOf(all: readonly Alternative[]): ReadonlyMap<Alternative, string> {
  return new Map(
    all.map((each) => {
      const { properties } = each.schema;
      if (!isObject(properties)) return [each, canonical(each.schema)];
      const fixed = Object.entries(properties).flatMap(([name, schema]) => {
        if (!isObject(schema)) return [];
        const list = schema['enum'];
        const only = schema['const'] ?? (Array.isArray(list) && list.length === 1 ? list[0] : undefined);
        return only === undefined ? [] : [`${name}: ${JSON.stringify(only)}`];
      });
      return [each, fixed.length > 0 ? fixed.toSorted().join(', ') : Object.keys(properties).toSorted().join(', ')];
    }),
  );
}

const nameOf = (each: Alternative, marks: ReadonlyMap<Alternative, string>) => shown(marks.get(each));
