import type { Finding, ServerAudit } from '../../engine/audit.ts';
import { areFew, byPlace, FEW, fold, groupByItem, itemTitle, restOf } from '../group.ts';
import { elsewhereOf, stands, type Elsewhere } from '../related.ts';
import { plural } from '../../text/numbers.ts';
import { code, prose } from './escape.ts';

/** The findings of one tool, with the heading of its server when it is the first one. */
export interface Section {
  readonly text: string;
  /** How many findings it tells of, the folded ones included. */
  readonly findings: number;
}

const WORDS = { error: '❌ **error**', warning: '⚠️ **warning**', info: 'ℹ️ note' } as const;

/** How many tools are named of those whose findings are only counted. */
const NAMED = 12;

export function sectionsOf({ id }: ServerAudit, findings: readonly Finding[]): Section[] {
  const shown = fold(findings, FEW);
  const hinted = new Set<string>();
  return groupByItem(findings.filter((finding) => shown.has(finding))).map(({ item, findings: own }, i) => ({
    text: [
      ...(i === 0 ? [`### ${code(id)}`, ''] : []),
      `**${item.kind === 'server' ? 'The server' : code(itemTitle(item))}**`,
      '',
      ...byPlace(own)
        .flat()
        .map((finding) => entry(finding, shown.get(finding)!, hinted)),
    ].join('\n'),
    findings: own.reduce((sum, finding) => sum + 1 + shown.get(finding)!.length, 0),
  }));
}

function entry(finding: Finding, rest: readonly Finding[], hinted: Set<string>): string {
  const { severity, message, ruleId, docs, place, hint, address } = finding;
  const where = spot(place, address);
  const advice = hinted.has(hint) ? [] : [prose(hint)]; // the same advice once
  hinted.add(hint);
  return [
    `- ${WORDS[severity]} · ${prose(message)} · [${ruleId}](${docs})${where && ` · ${where}`}`,
    ...seeAlso(elsewhereOf(finding)),
    ...advice,
    ...restText(rest, address),
  ].join('<br>');
}

/** A line in a file, else the place inside the tool. */
function spot(place: Finding['place'], { pointer }: Finding['address']): string {
  if (stands(place)) return code(`${place.file}:${place.start.line}`, 300);
  return pointer === '' ? '' : code(pointer, 200);
}

function seeAlso(all: readonly Elsewhere[]): string[] {
  const named = all
    .slice(0, areFew(all.length) ? all.length : FEW)
    .map(({ place, address, notes }) => [spot(place, address), notes.map(prose).join(', ')].filter(Boolean).join(': '));
  const left = all.length - named.length;
  return named.length === 0 ? [] : [`See ${named.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`];
}

function restText(rest: readonly Finding[], shownOn: Finding['address']): string[] {
  if (rest.length === 0) return [];
  const { here, elsewhere, things } = restOf(rest, shownOn);
  const names = elsewhere.slice(0, NAMED).map(({ title, count }) => `${code(title)}${count > 1 ? ` (${count})` : ''}`);
  const left = elsewhere.length - names.length;
  const others =
    names.length === 0
      ? []
      : [
          `${here > 0 || rest.length > elsewhere.length ? `${rest.length - here} on ` : ''}${plural(elsewhere.length, things)}: ${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
        ];
  return [`… and ${[...(here > 0 ? [`${here} more here`] : []), ...others].join(', ')}`];
}

/** As many whole sections as `limit` characters hold, and a word on what is left out. */
export function capped(sections: readonly Section[], limit: number): string[] {
  let used = 0;
  const kept = sections.findIndex(({ text }) => (used += text.length + 2) > limit);
  if (kept < 0) return sections.map(({ text }) => text);
  const left = sections.slice(kept).reduce((sum, { findings }) => sum + findings, 0);
  return [
    ...sections.slice(0, kept).map(({ text }) => text),
    `… and ${plural(left, 'more finding')}. The JSON and SARIF reports have all of them.`,
  ];
}
