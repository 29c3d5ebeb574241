import type { Finding } from '../engine/audit.ts';
import { type Address, sameItem } from '../model/address.ts';
import { coverageOf } from '../model/charged.ts';
import type { CodeFacts } from '../model/code.ts';
import { groupBy } from '../model/group.ts';
import { RANK } from '../engine/severity.ts';
import { stands } from './related.ts';

/** The findings of one tool, prompt, resource, or of the server itself. */
export interface Group {
  readonly item: Address;
  readonly findings: readonly Finding[];
}

/** Puts findings of one item together, items and findings in the order given. */
export function groupByItem(findings: readonly Finding[]): Group[] {
  const groups: { item: Address; findings: Finding[] }[] = [];
  const known = new Map<string, { findings: Finding[] }>();
  for (const finding of findings) {
    const { address } = finding;
    const last = groups.at(-1);
    if (last && sameItem(last.item, address)) {
      last.findings.push(finding);
      continue;
    }
    const key = itemKey(address);
    let group = known.get(key);
    if (!group) {
      const made = { item: { ...address, pointer: '' }, findings: [] };
      groups.push(made);
      known.set(key, (group = made));
    }
    group.findings.push(finding);
  }
  return groups;
}

/**
 * The findings of one item by the place where they stand, so that it is shown once: what is worst comes first, at a place
 * and among the places.
 */
export function byPlace(findings: readonly Finding[]): (readonly Finding[])[] {
  const worstFirst = findings.toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
  return [
    ...groupBy(worstFirst, ({ place, address }) =>
      stands(place) ? `${place.file}:${place.start.line}:${place.start.column}` : address.pointer,
    ).values(),
  ];
}

const itemKey = ({ server, kind, name, nth }: Address): string => [server, kind, name, nth].join('\0');

/** What was followed of the code: a new kind of facts does not compile until it is named here. */
const FOLLOWED: { readonly [K in keyof Required<CodeFacts>]: string } = {
  handlers: 'what comes out of the tools',
  failures: 'what becomes of failures',
  outbound: 'calls to other services',
  stdout: 'writes to standard output',
  throws: 'errors that leave as protocol errors',
  loops: 'loops that wait',
  state: 'what is kept in memory',
  transports: 'how the server is reached',
  routes: 'what is answered over HTTP',
  process: 'what the program sets up',
  probes: 'what asks for its health',
};

/** What a part is called, where it is one that a person knows by another name than its address. */
export function titleOf(address: Address): string | undefined {
  const family = coverageOf(address);
  return family && FOLLOWED[family];
}

/** `search` for a tool, `search[2]` for its duplicate; other items say what they are. Not yet made printable. */
export function itemTitle({ kind, name, nth }: Address): string {
  if (kind === 'server') return 'the server';
  if (kind === 'code') return name;
  const title = `${name || '(no name)'}${nth > 1 ? `[${nth}]` : ''}`;
  return kind === 'tool' ? title : `${kind} ${title}`;
}

/** How many of one cause are shown before they are only counted. */
export const FEW = 3;

/** Of many notes with one cause: a list may have hundreds, and who has read one knows the rest. */
const EXAMPLES = 1;

/** Whether all of one cause are shown: folding a single one away would save nothing. */
export const areFew = (count: number, few = FEW): boolean => count <= few + 1;

/**
 * Findings with one root cause, the same message of the same rule, are shown a few times and then only counted; those of
 * more files than a few once, in the first of these. Gives the findings to show; the last one shown of a cause
 * holds the rest of it.
 */
export function fold(findings: readonly Finding[], few: number): ReadonlyMap<Finding, readonly Finding[]> {
  const causes = groupBy(findings, ({ ruleId, messageId, severity }) => [ruleId, messageId, severity].join('\0'));
  const shown = new Map<Finding, readonly Finding[]>();
  for (const same of causes.values()) {
    const files = same.length > few && same.every(({ address }) => address.kind === 'code');
    const examples = files || same[0]!.severity === 'info' ? Math.min(few, EXAMPLES) : few;
    const kept = !files && areFew(same.length, few) ? same.length : examples;
    for (const [i, finding] of same.slice(0, kept).entries())
      shown.set(finding, i === kept - 1 ? same.slice(kept) : []);
  }
  return shown;
}

/** How many of the folded findings are on the item shown, and how many on each other one. */
export function restOf(
  rest: readonly Finding[],
  shownOn: Address,
): { here: number; elsewhere: { title: string; count: number }[]; things: string } {
  let here = 0;
  const elsewhere = new Map<string, { title: string; count: number }>();
  for (const { address } of rest) {
    if (sameItem(address, shownOn)) here++;
    else {
      const key = itemKey(address);
      const known = elsewhere.get(key);
      if (known) known.count++;
      else elsewhere.set(key, { title: itemTitle(address), count: 1 });
    }
  }
  const things = rest.every(({ address }) => address.kind === 'code') ? 'more file' : 'more tool';
  return { here, elsewhere: [...elsewhere.values()], things };
}
