import { referencesOf } from '../facts/references.ts';
import type { Item } from '../model/address.ts';
import { isObject, schemaNodes, type JsonSchema, type SchemaNode } from '../model/schema.ts';
import type { Tool } from '../model/server.ts';
import { changed, type Change, type Spot } from './change.ts';
import { canonical, isSame } from './canonical.ts';
import { compareSchemas, type Walk } from './schema/compare.ts';
import { at, nameOf } from './schema/site.ts';
import { unsaidTexts } from './schema/unsaid.ts';
import { shown } from './shown.ts';
import { textChanges } from './texts.ts';

/** Subschemas that are compared of one tool. */
const STEPS = 20_000;

/** Everything in which two readings of one tool differ. */
export function compareTools(before: Item<Tool>, after: Item<Tool>): readonly Change[] {
  if (canonical(before.data.raw) === canonical(after.data.raw)) return [];
  return [...differences(before, after)];
}

function* differences(before: Item<Tool>, after: Item<Tool>): Generator<Change> {
  const spot = (...path: string[]): Spot => ({ at: after.at(...path), was: before.at(...path) });
  yield* ofSchema('input', before, after, spot('inputSchema'));
  yield* ofSchema('output', before, after, spot('outputSchema'));
  yield* textChanges(spot(), before.data, after.data);
  yield* annotations(before.data.annotations ?? {}, after.data.annotations ?? {}, spot('annotations'));
  yield* members(before.data.raw, after.data.raw, spot());
}

function* ofSchema(role: 'input' | 'output', before: Item<Tool>, after: Item<Tool>, spot: Spot): Generator<Change> {
  const key = `${role}Schema` as const;
  const [a, b] = [before.data[key], after.data[key]];
  if (a === undefined || b === undefined) {
    if (a !== b) yield changed(`${role}-${a === undefined ? 'added' : 'removed'}`, spot, {});
    return;
  }
  if (canonical(a) === canonical(b)) return;
  const [was, is] = [before, after].map((tool) => schemaNodes(tool).filter((node) => node.role === role)) as [
    SchemaNode[],
    SchemaNode[],
  ];
  const [old, young] = [referencesOf(was), referencesOf(is)];
  const walk: Walk = {
    targets: { before: old.target, after: young.target },
    role,
    refers: old.all.length + young.all.length > 0,
    following: new Set(),
    left: STEPS,
    depth: 0,
  };
  const site = { ...spot, role, of: nameOf('', role) };
  const [x, y] = [dialect(a), dialect(b)];
  if (x !== y) yield at(site, 'dialect-changed', undefined, { before: shown(x), after: shown(y) });
  const told = [
    ...compareSchemas(
      {
        before: { schema: asRoot(a), pointer: spot.was.pointer },
        after: { schema: asRoot(b), pointer: spot.at.pointer },
        path: '',
      },
      site,
      walk,
    ),
  ];
  yield* told;
  yield* unsaidTexts(role, a, b, spot, told);
}

/** Arguments and structured results are objects, whether or not the schema says it. */
function asRoot(schema: JsonSchema): JsonSchema {
  if (schema === true) return { type: 'object' };
  return isObject(schema) && !UNTYPED.some((keyword) => schema[keyword] !== undefined)
    ? { type: 'object', ...schema }
    : schema;
}

const UNTYPED = ['type', 'anyOf', 'oneOf', 'allOf', '$ref', 'enum', 'const'];

const dialect = (schema: JsonSchema): unknown => (typeof schema === 'boolean' ? undefined : schema['$schema']);

/** Hints that decide whether a client asks before it calls, with the value that lets it not ask and what counts where none is given. */
const ASKING: ReadonlyMap<string, { readonly calm: boolean; readonly otherwise: boolean }> = new Map([
  ['readOnlyHint', { calm: true, otherwise: false }],
  ['destructiveHint', { calm: false, otherwise: true }],
]);
const HINTS: ReadonlySet<string> = new Set(['idempotentHint', 'openWorldHint', ...ASKING.keys()]);

function* annotations(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  spot: Spot,
): Generator<Change> {
  for (const hint of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [a, b] = [before[hint], after[hint]];
    if (isSame(a, b)) continue;
    const here = { at: child(spot.at, hint), was: child(spot.was, hint) };
    const data = { hint, before: shown(a), after: shown(b) };
    const asking = ASKING.get(hint);
    const [was, is] = [a, b].map((value) => (value ?? asking?.otherwise) === asking?.calm);
    if (!HINTS.has(hint)) yield changed('annotation-changed', here, data);
    else if (asking === undefined || was === is) yield changed('hint-changed', here, data);
    else yield changed(was ? 'hint-withdrawn' : 'hint-claimed', here, data);
  }
}

const child = (address: Spot['at'], key: string): Spot['at'] => ({ ...address, pointer: `${address.pointer}/${key}` });

/** What is compared by itself, or is the name. */
const READ: ReadonlySet<string> = new Set([
  'name',
  'title',
  'description',
  'inputSchema',
  'outputSchema',
  'annotations',
]);

function* members(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  spot: Spot,
): Generator<Change> {
  for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [a, b] = [before[member], after[member]];
    const isRead = READ.has(member) && [a, b].every((value) => value === undefined || isOfType(member, value));
    if (isRead || isSame(a, b)) continue;
    const here = { at: child(spot.at, member), was: child(spot.was, member) };
    yield changed(
      member === 'execution' && taskSupport(a) !== taskSupport(b) ? 'execution-changed' : 'member-changed',
      here,
      {
        member,
        before: shown(a),
        after: shown(b),
      },
    );
  }
}

/** Whether a call may, must or must not be a task; left out, it must not. That it may breaks nobody. */
function taskSupport(execution: unknown): string {
  const stated = isObject(execution) ? execution['taskSupport'] : undefined;
  return stated === 'required' ? 'required' : 'other';
}

/** A value that the model took up; one of another type stands in `raw` alone. */
const isOfType = (member: string, value: unknown): boolean =>
  ['name', 'title', 'description'].includes(member)
    ? typeof value === 'string'
    : (typeof value === 'object' && value !== null && !Array.isArray(value)) ||
      (member.endsWith('Schema') && typeof value === 'boolean');
