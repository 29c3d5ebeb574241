import type { CallFact, WriteFact } from '../../../../model/code.ts';
import type { ts } from '../../syntax.ts';
import { Credentials } from './credentials.ts';
import { calleeText } from './guards.ts';
import { addressOf, toolsOf, type Reading } from '../merge.ts';
import type { Outbound } from './outbound.ts';
import { Retries } from '../time/retries.ts';
import { RetryAfters } from '../time/retry-after.ts';
import type { CallSite, Unit } from '../follow/unit.ts';
import { functionAround, opening, Start } from '../operations/start.ts';
import { isInstalled } from '../../project/paths.ts';
import { turnsConsole, writesIn } from './writes.ts';

const argumentOf = (node: ts.Node): ts.Expression | undefined => (node as Partial<ts.CallExpression>).arguments?.[0];

/** What all the ways to a call have in common; where they differ, nothing is known. */
const same = <K extends 'method' | 'timeout' | 'signal' | 'status'>(
  all: readonly Outbound[],
  key: K,
): Outbound[K] | 'unknown' => (all.every((each) => each[key] === all[0]![key]) ? all[0]![key] : 'unknown');

/** One fact for each call that goes out. */
export function callFacts(reading: Reading): CallFact[] {
  const { follower, outside } = reading;
  const credentials = new Credentials(follower);
  const retries = new Retries(reading);
  const retryAfters = new RetryAfters(reading);
  const byNode = new Map<ts.Node, Outbound[]>();
  for (const unit of follower.units)
    for (const call of reading.calls.in(unit))
      byNode.set(call.site.node, [...(byNode.get(call.site.node) ?? []), call]);
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
      ...retries.of(all),
      ...retryAfters.of(node),
      ...credentials.facts(
        all.map((each) => each.site),
        outside,
      ),
    };
  });
}

/** One fact for each call that writes to standard output: in what a call of a tool comes to, and when the program starts over stdio. */
export function writeFacts(reading: Reading): WriteFact[] {
  const { follower, addresses } = reading;
  if (turnsConsole(follower)) return [];
  const byNode = new Map<ts.Node, { readonly site: CallSite; readonly units: Unit[] }>();
  for (const unit of follower.units)
    for (const site of writesIn(follower, unit)) {
      const known = byNode.get(site.node) ?? { site, units: [] };
      known.units.push(unit);
      byNode.set(site.node, known);
    }
  const start = new Start(follower.names.m);
  const onStart = new Map<ts.Node, WriteFact>();
  for (const deed of start.deeds) {
    const { node, file } = deed.spot;
    if (deed.what !== 'print' || isInstalled(file.path) || onStart.get(node)?.certain) continue;
    const how = start.overStdio(deed);
    if (how === undefined) continue;
    const at = addresses.of('write', deed.spot, functionAround(file.tree, node));
    const certain = how === 'certain';
    onStart.set(node, { at, tools: [], by: deed.name, reached: 'start', certain, ...opening(argumentOf(node)) });
  }
  const onCalls = [...byNode].map(([node, { site, units }]): WriteFact => ({
    at: addressOf(reading, 'write', node, units[0]!, site.owner),
    tools: toolsOf(reading, units),
    by: calleeText(site),
    ...(onStart.get(node)?.certain ? { reached: 'start', certain: true } : { reached: 'handler' }),
    ...opening(argumentOf(node)),
  }));
  return [...onCalls, ...[...onStart].flatMap(([node, fact]) => (byNode.has(node) ? [] : [fact]))];
}
