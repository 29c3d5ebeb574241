import { baselineAddress, compareEntries, identity, type Entry } from '../baseline/entry.ts';
import { touches } from '../model/address.ts';
import { coverageOf } from '../model/charged.ts';
import type { ToolServer } from '../model/server.ts';
import type { Rule } from '../rule.ts';
import type { BaselineOutcome, Finding } from './audit.ts';
import type { Audited } from './one-server.ts';
import { ruleSetHash } from './rule-set.ts';
import type { Settings } from './run.ts';

/**
 * What came of a baseline. An entry is fixed only where somebody looked: its server was fully audited, its rule ran and had
 * what it needs, and no report on its place was dropped. All others stay, whoever writes the baseline anew.
 */
export function baselineOutcome(
  { file, entries, adopts }: NonNullable<Settings['baseline']>,
  audited: readonly Audited[],
  known: readonly Rule[],
  findings: readonly Finding[],
): BaselineOutcome {
  const looked = new Map(audited.map((each) => [each.known.server, lookedAt(each)]));
  const used = new Set(audited.flatMap((each) => [...each.known.used]));
  const ids = new Set(known.map(({ meta }) => meta.id));
  const fixed: Entry[] = [];
  const kept: Entry[] = [];
  for (const entry of entries) {
    if (used.has(entry)) continue;
    if (looked.get(entry.server)?.(entry)) fixed.push(entry);
    else if (ids.has(entry.rule)) kept.push(entry);
  }
  const next = new Map(
    [...kept, ...audited.flatMap((each) => each.known.found)].map((entry) => [identity(entry), entry]),
  );
  const before = new Set(entries.map(identity));
  return {
    file,
    known: findings.filter(({ suppressed }) => suppressed?.by === 'baseline').length,
    fixed,
    kept,
    added: [...next.keys()].filter((each) => !before.has(each)).length,
    removed: [...before].filter((each) => !next.has(each)).length,
    rules: ruleSetHash(known),
    ...(adopts ? { next: [...next.values()].toSorted(compareEntries) } : {}),
  };
}

/**
 * Whether what an entry of a server lists would have been seen. Code is rarely followed to its last branch; where the rest
 * was followed before, it was again.
 */
function lookedAt({
  server: { status, unchecked },
  loaded: { server },
  active,
  known,
  ruling,
}: Audited): (entry: Entry) => boolean {
  const list = server.at('tools');
  if (status !== 'audited' || unchecked.some(({ address }) => touches(address, list))) return () => false;
  const speaking = new Set(
    active.filter((rule) => !ruling.isOff(rule) && comesWithNeeds(rule, server)).map(({ meta }) => meta.id),
  );
  const holes = new Set(
    unchecked.flatMap(({ address }) => (coverageOf(address) ? [] : [baselineAddress({ ...address, pointer: '' })])),
  );
  return ({ at, rule, ...entry }) =>
    speaking.has(rule) && !holes.has(at.replace(/#.*/, '')) && !known.isSpared({ at, rule, ...entry });
}

function comesWithNeeds({ meta: { needs } }: Rule, { wire, code, fidelity }: ToolServer): boolean {
  if (needs === 'wire') return wire !== undefined;
  if (needs === 'source') return wire !== undefined && code !== undefined && fidelity === 'observed';
  return needs === undefined || code !== undefined;
}
