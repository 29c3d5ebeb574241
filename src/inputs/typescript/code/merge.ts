import type { Address } from '../../../model/address.ts';
import type { FailureFact, HandlerFact, ReturnFact, Shape } from '../../../model/code.ts';
import { ts } from '../syntax.ts';
import type { FunctionNode } from '../values.ts';
import { functionName, type Addresses, type CodeKind } from './addresses.ts';
import { Failures, type End, type Failure } from './failures.ts';
import type { Follower } from './follow.ts';
import type { Outside } from './outside.ts';
import type { Reach } from './reach.ts';
import type { Root } from './roots.ts';
import { joined, type Made } from './made.ts';
import type { Out, Shapes } from './shapes.ts';
import { textFact } from './text.ts';
import { isIn, type Unit } from './unit.ts';

const shapeOf = ({ kind, isError, structured, text }: Made): Shape => ({
  kind,
  isError,
  structured,
  text: textFact(text),
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
}

/** The tools that reach one of these, as listed. */
export const toolsOf = ({ reach, roots }: Reading, units: Iterable<Unit>): readonly Address[] =>
  reach.of(units).map((i) => roots[i]!.tool);

/** The address of a node, in the words of what it stands in. */
export function addressOf(reading: Reading, kind: CodeKind, node: ts.Node, unit: Unit, owner?: FunctionNode): Address {
  return reading.addresses.of(kind, { file: unit.file, node }, nameOf(reading, unit, owner));
}

/** `Class.method`, a function's name, `tool(NAME)` for the nameless handler of one tool. */
function nameOf({ follower, roots }: Reading, unit: Unit, owner: FunctionNode | undefined): string {
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
  const byNode = new Map<ts.Node, Failure[]>();
  for (const all of reading.failures.values())
    for (const failure of all) byNode.set(failure.node, [...(byNode.get(failure.node) ?? []), failure]);
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
      ends: endsOf(reading, all),
      reaches: REACHES.find((use) => all.some(({ reaches }) => reaches === use))!,
      kept: all.some(({ kept }) => kept),
    };
  });
}

function endsOf(reading: Reading, all: readonly Failure[]): FailureFact['ends'] {
  const byNode = new Map<ts.Node, { readonly first: Failure; readonly ends: End[] }>();
  for (const failure of all)
    for (const end of failure.ends) {
      const known = byNode.get(end.node) ?? { first: failure, ends: [] };
      known.ends.push(end);
      byNode.set(end.node, known);
    }
  return [...byNode].map(([node, { first, ends }]) => {
    const { does } = ends[0]!;
    const made = ends.flatMap((end) => end.made ?? []);
    const kind =
      does === 'returns' ? 'return' : does === 'throws' ? 'throw' : first.form === 'branch' ? 'branch' : 'catch';
    const shape = does === 'returns' && made.length > 0 ? { shape: shapeOf(joined(made)) } : {};
    return { at: addressOf(reading, kind, node, first.unit, first.owner), does, ...shape };
  });
}

/** Ways out of one handler that are told. */
const MOST_RETURNS = 60;

export function handlerFacts(reading: Reading): HandlerFact[] {
  const { addresses, shapes, roots } = reading;
  const known = new Map<Out, ReturnFact>();
  return roots.map(({ tool, by, spot, units, unread }): HandlerFact => {
    const outs = [...new Map(units.flatMap((unit) => shapes.outs(unit)).map((out) => [out.site.node, out])).values()];
    const [first] = units;
    const returns = outs.slice(0, MOST_RETURNS).map((out) => {
      const fact = known.get(out) ?? returnFact(reading, out);
      known.set(out, fact);
      return fact;
    });
    const at = first
      ? addressOf(reading, 'handler', first.fn.node, first)
      : addresses.of('handler', spot, `tool(${tool.name})`);
    const isRead = outs.every(({ made }) => made.kind !== 'unknown') && outs.length <= MOST_RETURNS;
    return { at, tools: [tool], tool, by, complete: units.length > 0 && unread.length === 0 && isRead, returns };
  });
}

function returnFact(reading: Reading, { unit, site, made }: Out): ReturnFact {
  const { node, owner } = site;
  const parent = reading.follower.parents.get(node);
  const failures = reading.failures.get(unit) ?? [];
  const within = failures.filter((failure) => isIn(node, failure.node));
  const where = within.some(({ form }) => form !== 'branch')
    ? 'catch'
    : within.some((branch) => branch.ends.some((end) => isIn(node, end.node)))
      ? 'error-branch'
      : 'success';
  const statement = parent?.kind === ts.SyntaxKind.ReturnStatement ? parent : node;
  return { at: addressOf(reading, 'return', statement, unit, owner), where, shape: shapeOf(made) };
}
