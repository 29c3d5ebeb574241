import type { LoopFact } from '../../../../model/code.ts';
import type { ts } from '../../syntax.ts';
import { addressOf, toolsOf, type Reading } from '../merge.ts';
import type { Repeat } from './repeats.ts';
import { spanOf } from './spans.ts';
import type { CallSite, Unit } from '../follow/unit.ts';
import { isIn } from '../follow/unit.ts';

const MOST_CALLS = 20;
/** Functions that one round is followed into. */
const MOST_UNITS = 300;

/** One fact for each loop, whatever the number of ways to it. */
export function loopFacts(reading: Reading): LoopFact[] {
  const byNode = new Map<ts.Node, Repeat[]>();
  for (const repeat of reading.repeats) byNode.set(repeat.node, [...(byNode.get(repeat.node) ?? []), repeat]);
  return [...byNode].map(([node, all]): LoopFact => {
    const { unit, owner } = all[0]!;
    const { wait, rounds } = spanOf(reading, all[0]!);
    const calls = [
      ...new Map(all.flatMap((each) => callsAgain(reading, each)).map((site) => [site.node, site])).values(),
    ];
    return {
      at: addressOf(reading, 'loop', node, unit, owner),
      tools: toolsOf(
        reading,
        all.map((each) => each.unit),
      ),
      kind: all[0]!.kind,
      bound: boundOf(all),
      calls: calls
        .slice(0, MOST_CALLS)
        .map((site) => addressOf(reading, 'call', site.node, reading.follower.unitOf(site)!, site.owner)),
      ...(wait === undefined ? {} : { wait }),
      ...(rounds ? { rounds } : {}),
    };
  });
}

/** Of the ways to one loop: the same for all, or that it is up to who asks. */
function boundOf(all: readonly Repeat[]): LoopFact['bound'] {
  const bounds = new Set(all.map(({ bound }) => bound));
  if (bounds.size === 1) return all[0]!.bound;
  return bounds.has('optional') && !bounds.has('unknown') && !bounds.has('none') ? 'optional' : 'unknown';
}

/** The calls that go out in a round. */
export function callsAgain(
  { follower, outside }: Reading,
  { unit, region, node }: Pick<Repeat, 'unit' | 'region' | 'node'>,
): readonly CallSite[] {
  const found: CallSite[] = [];
  const seen = new Set<Unit>([unit]);
  const waiting: Unit[] = [];
  const look = (site: CallSite): void => {
    if (outside.clientCall(site)) found.push(site);
    for (const next of site.units)
      if (!seen.has(next) && seen.size < MOST_UNITS && outside.leaves(next)) {
        seen.add(next);
        waiting.push(next);
      }
  };
  for (const site of unit.calls) if (isIn(site.node, region) && site.node !== node) look(site);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    follower.names.m.step();
    for (const site of next.calls) look(site);
  }
  return found;
}
