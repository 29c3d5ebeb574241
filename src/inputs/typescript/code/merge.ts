import type { Address } from '../../../model/address.ts';
import type { FailureFact, HandlerFact, ReturnFact, Shape } from '../../../model/code.ts';
import type { ts } from '../syntax.ts';
import type { FunctionNode } from '../values.ts';
import { aroundOf } from './around.ts';
import { functionName, type Addresses, type CodeKind } from './addresses.ts';
import { bare } from './follow/callee.ts';
import type { CallsOf } from './outbound/calls-of.ts';
import type { End } from './outcomes/ends.ts';
import { Failures, type Failure } from './outcomes/failures.ts';
import type { Follower } from './follow/follow.ts';
import type { Outside } from './outbound/outside.ts';
import type { Reach } from './follow/reach.ts';
import type { Repeat } from './time/repeats.ts';
import type { Root } from './follow/roots.ts';
import { joined, type Made } from './follow/made.ts';
import { isWithin, Makers, statementOf } from './outcomes/makers.ts';
import type { Out } from './follow/made.ts';
import type { Shapes } from './outcomes/shapes.ts';
import { textFact } from './outcomes/text.ts';
import type { Unit } from './follow/unit.ts';
import type { Waits } from './time/waits.ts';

const shapeOf = ({ shapes }: Reading, unit: Unit, { kind, isError, structured, text }: Made): Shape => ({
  kind,
  isError,
  structured,
  text: textFact(shapes.texts.told.settled(text, unit.scope)),
});

const REACHES: readonly FailureFact['reaches'][] = ['result', 'data', 'tested', 'unknown', 'nothing'];

/** Everything the readers of facts share. */
export interface Reading {
  readonly follower: Follower;
  readonly addresses: Addresses;
  readonly outside: Outside;
  readonly roots: readonly Root[];
  readonly reach: Reach;
  readonly shapes: Shapes;
  readonly failures: ReadonlyMap<Unit, readonly Failure[]>;
  readonly calls: CallsOf;
  readonly waits: Waits;
  readonly repeats: readonly Repeat[];
}

/** The tools that reach one of these, as listed. */
export const toolsOf = ({ reach, roots }: Reading, units: Iterable<Unit>): readonly Address[] =>
  reach.of(units).map((i) => roots[i]!.tool);

/** The address of a node, in the words of what it stands in. */
export function addressOf(reading: Reading, kind: CodeKind, node: ts.Node, unit: Unit, owner?: FunctionNode): Address {
  return reading.addresses.of(kind, { file: unit.file, node }, withinOf(reading, unit, owner));
}

/** `Class.method`, a function's name, `tool(NAME)` for the nameless handler of one tool. */
function withinOf({ follower, roots }: Reading, unit: Unit, owner: FunctionNode | undefined): string {
  const { fn } = unit;
  const cls = fn.home?.name;
  const own = functionName(fn.node, follower.parents);
  const inner = owner && owner !== fn.node ? functionName(owner, follower.parents) : undefined;
  if (inner !== undefined && inner !== 'constructor') return inner;
  if (own !== undefined) return cls ? `${cls}.${own}` : own;
  const mine = unit.isRoot ? roots.filter(({ units }) => units.some((each) => each.fn.node === fn.node)) : [];
  return mine.length === 1 ? `tool(${mine[0]!.tool.name})` : 'handler';
}

export function failuresOf(follower: Follower, shapes: Shapes, outside: Outside): Reading['failures'] {
  const failures = new Failures(follower, shapes, outside);
  return new Map(follower.units.map((unit) => [unit, failures.in(unit)]));
}

/** One fact for each place, whatever the number of ways to it. */
export function failureFacts(reading: Reading): FailureFact[] {
  const makers = new Makers(reading);
  const byNode = new Map<ts.Node, Failure[]>();
  for (const all of reading.failures.values())
    for (const failure of all) {
      const same = byNode.get(failure.node);
      if (same) same.push(failure);
      else byNode.set(failure.node, [failure]);
    }
  return [...byNode].map(([node, all]): FailureFact => {
    const [first] = all as [Failure, ...Failure[]];
    const kind = first.form === 'branch' ? 'branch' : 'catch';
    return {
      at: addressOf(reading, kind, node, first.unit, first.owner),
      tools: toolsOf(
        reading,
        all.map(({ unit }) => unit),
      ),
      form: first.form,
      guards: [...new Set(all.flatMap(({ guards }) => guards))].slice(0, 10),
      outbound: all.some(({ outbound }) => outbound),
      narrow: all.every(({ narrow }) => narrow),
      ends: endsOf(reading, makers, all),
      reaches: REACHES.find((use) => all.some(({ reaches }) => reaches === use))!,
      kept: all.some(({ kept }) => kept),
    };
  });
}

function endsOf(reading: Reading, makers: Makers, all: readonly Failure[]): FailureFact['ends'] {
  const byNode = new Map<ts.Node, { readonly first: Failure; readonly ends: End[] }>();
  for (const failure of all)
    for (const end of failure.ends) {
      const at = end.inner ? statementOf(reading, end.inner.site.node) : end.node;
      const known = byNode.get(at) ?? { first: failure, ends: [] };
      known.ends.push(end);
      byNode.set(at, known);
    }
  return [...byNode].map(([node, { first, ends }]) => {
    const { does, inner } = ends[0]!;
    const unit = inner?.unit ?? first.unit;
    const made = ends.flatMap((end) => end.made ?? []);
    const kind =
      does === 'returns' ? 'return' : does === 'throws' ? 'throw' : first.form === 'branch' ? 'branch' : 'catch';
    const shape = does === 'returns' && made.length > 0 ? { shape: shapeOf(reading, unit, joined(made)) } : {};
    const by = makers.ofFailure(ends[0]!.by);
    const owner = inner?.site.owner ?? first.owner;
    return { at: addressOf(reading, kind, node, unit, owner), does, ...shape, ...(by ? { made: by } : {}) };
  });
}

/** Ways out of one handler that are told. */
const MOST_RETURNS = 60;

export function handlerFacts(reading: Reading): HandlerFact[] {
  const { addresses, shapes, roots } = reading;
  const makers = new Makers(reading);
  const around = aroundOf(reading);
  return roots.map((root): HandlerFact => {
    const { tool, by, spot, units, unread } = root;
    const outs = waysOf(
      reading,
      units.flatMap((unit) => shapes.outs(unit)),
    );
    const [first] = units;
    const returns = outs.slice(0, MOST_RETURNS).map((way) => returnFact(reading, makers, way));
    const at = first
      ? addressOf(reading, 'handler', first.fn.node, first)
      : addresses.of('handler', spot, `tool(${tool.name})`);
    const isRead = outs.every(({ out }) => out.made.kind !== 'unknown') && outs.length <= MOST_RETURNS;
    return {
      at,
      tools: [tool],
      tool,
      by,
      complete: units.length > 0 && unread.length === 0 && isRead,
      returns,
      ...around(root),
    };
  });
}

interface Way {
  readonly out: Out;
  readonly where: ReturnFact['where'];
  readonly narrow: boolean;
}

/** Each place once for each reason to come to it. */
function waysOf({ failures }: Reading, outs: readonly Out[]): readonly Way[] {
  const byNode = new Map<ts.Node, Map<ReturnFact['where'], Way>>();
  for (const out of outs) {
    const around = [out, ...out.via].flatMap(({ unit, site }) =>
      (failures.get(unit) ?? [])
        .filter((failure) => isWithin(failure, site.node))
        .map((failure) => ({ failure, site })),
    );
    // `if (result.isError) return result`: what is no error does not go this way
    const isAsked = around.some(
      ({ failure: { passes }, site }) =>
        passes !== undefined && passes === (bare(site.node) as Partial<ts.Identifier>).text,
    );
    if (isAsked && out.made.isError === 'no') continue;
    const isCaught = around.some(({ failure }) => failure.form !== 'branch');
    const where = isCaught ? 'catch' : around.length > 0 ? 'error-branch' : 'success';
    const made = isAsked ? { ...out.made, isError: 'yes' as const } : out.made;
    const ways = byNode.get(out.site.node) ?? new Map<ReturnFact['where'], Way>();
    const narrow = around.some(({ failure }) => failure.narrow) && ways.get(where)?.narrow !== false;
    byNode.set(out.site.node, ways.set(where, { out: { ...out, made }, where, narrow }));
  }
  return [...byNode.values()].flatMap((ways) => [...ways.values()]);
}

function returnFact(reading: Reading, makers: Makers, { out, where, narrow }: Way): ReturnFact {
  const { unit, site, made, by } = out;
  const written = by && (where === 'success' ? makers.of(by) : makers.ofFailure(by));
  return {
    at: addressOf(reading, 'return', statementOf(reading, site.node), unit, site.owner),
    where,
    shape: shapeOf(reading, unit, made),
    ...(written ? { made: written } : {}),
    ...(narrow ? { narrow } : {}),
  };
}
