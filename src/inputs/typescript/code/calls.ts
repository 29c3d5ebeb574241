import type { CallFact, WriteFact } from '../../../model/code.ts';
import type { ts } from '../syntax.ts';
import { calleeText } from './guards.ts';
import { addressOf, toolsOf, type Reading } from './merge.ts';
import { OutboundCalls, type Outbound } from './outbound.ts';
import type { CallSite, Unit } from './unit.ts';
import { turnsConsole, writesIn } from './writes.ts';

/** What all the ways to a call have in common; where they differ, nothing is known. */
const same = <K extends 'method' | 'timeout' | 'signal' | 'status'>(
  all: readonly Outbound[],
  key: K,
): Outbound[K] | 'unknown' => (all.every((each) => each[key] === all[0]![key]) ? all[0]![key] : 'unknown');

/** One fact for each call that goes out. */
export function callFacts(reading: Reading): CallFact[] {
  const { follower, outside } = reading;
  const reader = new OutboundCalls(follower, outside);
  const byNode = new Map<ts.Node, Outbound[]>();
  for (const unit of follower.units)
    for (const call of reader.in(unit)) byNode.set(call.site.node, [...(byNode.get(call.site.node) ?? []), call]);
  return [...byNode].map(([node, all]): CallFact => {
    const { site, unit, client, callee } = all[0]!;
    return {
      at: addressOf(reading, 'call', node, unit, site.owner),
      tools: toolsOf(
        reading,
        all.map((each) => each.unit),
      ),
      client,
      callee,
      method: same(all, 'method'),
      timeout: same(all, 'timeout'),
      signal: same(all, 'signal'),
      status: same(all, 'status'),
      background: all.every(({ background }) => background),
    };
  });
}

/** One fact for each call that writes to standard output. */
export function writeFacts(reading: Reading): WriteFact[] {
  const { follower } = reading;
  if (turnsConsole(follower)) return [];
  const byNode = new Map<ts.Node, { readonly site: CallSite; readonly units: Unit[] }>();
  for (const unit of follower.units)
    for (const site of writesIn(follower, unit)) {
      const known = byNode.get(site.node) ?? { site, units: [] };
      known.units.push(unit);
      byNode.set(site.node, known);
    }
  return [...byNode].map(([node, { site, units }]): WriteFact => ({
    at: addressOf(reading, 'write', node, units[0]!, site.owner),
    tools: toolsOf(reading, units),
    by: calleeText(site),
    reached: 'handler',
  }));
}
