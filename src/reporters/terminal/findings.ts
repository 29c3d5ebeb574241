import { pathToFileURL } from 'node:url';
import path from 'node:path';

import type { Severity } from '../../rule.ts';
import type { Finding, Place } from '../../engine/audit.ts';
import { linesOf, type Lines } from '../../text/lines.ts';
import { printable } from '../../text/printable.ts';
import { areFew, byPlace, FEW, fold, groupByItem, itemTitle, restOf } from '../group.ts';
import { elsewhereOf, stands } from '../related.ts';
import { plural } from '../../text/numbers.ts';
import type { RenderEnv } from '../reporter.ts';
import { frameOf } from './frame.ts';
import type { Style } from './style.ts';
import { columns, fit } from './width.ts';
import { NO_BREAK, wrap } from './wrap.ts';

/** Everything to the left of the text of a finding: two spaces, the severity, two spaces. */
const GUTTER = 11;
const WORDS = { error: 'error', warning: 'warning', info: 'note' } as const;

export interface Page extends RenderEnv {
  readonly style: Style;
  /** The least severe finding that is listed when only what fails the run is (`--quiet`). */
  readonly loud: Severity;
  /** Whether the page is about what the tools cost and nothing else. */
  readonly isBudget: boolean;
}

/** The findings of one server, grouped by tool, as lines. */
export function findingLines(findings: readonly Finding[], texts: ReadonlyMap<string, string>, page: Page): string[] {
  const source = sources(texts);
  const shown = fold(findings, page.verbose ? Infinity : FEW);
  const hinted = new Set<string>();
  return groupByItem(findings.filter((finding) => shown.has(finding))).flatMap(({ item, findings: own }) => [
    page.style.bold(fit(printable(itemTitle(item)), page.width)),
    ...byPlace(own).flatMap((here) => {
      const seen = new Set<string>(); // findings at one place often have the same other places
      return here.flatMap((finding, i) => {
        const hint = hinted.has(finding.hint) ? '' : finding.hint; // the same advice once
        hinted.add(finding.hint);
        const where = i === 0 ? whereLines(finding, source, page) : [];
        const related = relatedLines(finding, page);
        const others = related.every((line) => seen.has(line)) ? [] : related;
        for (const line of others) seen.add(line);
        return [
          ...messageLines(finding, page),
          ...where,
          ...others,
          ...(hint ? hintLines(hint, page) : []),
          ...restBlock(finding, shown.get(finding)!, page),
        ];
      });
    }),
    '',
  ]);
}

function messageLines({ severity, message, ruleId, docs }: Finding, { style, width }: Page): string[] {
  const word = style.severity[severity](WORDS[severity].padEnd(GUTTER - 4));
  const [first, ...more] = wrap(`${message}  ${ruleId}`, width - GUTTER).map((line, i, all) =>
    i === all.length - 1 ? withRule(line, ruleId, docs, style) : line,
  );
  return [`  ${word}  ${first}`, ...more.map(indent)];
}

/** The line it stands at, else the part of the tool. */
function whereLines(
  { severity, place, address }: Finding,
  source: (file: string) => Lines | undefined,
  page: Page,
): string[] {
  const { style } = page;
  if (stands(place)) return placeLines(place, style.severity[severity], source, page);
  return address.pointer === '' ? [] : [indent(style.dim(`at ${printable(address.pointer)}`))];
}

const isOnDisk = ({ file }: Place): boolean => file !== '<stdin>' && !file.startsWith('npm:');

const indent = (line: string): string => ' '.repeat(GUTTER) + line;

const withRule = (line: string, ruleId: string, docs: string, style: Style): string =>
  line.endsWith(ruleId) ? `${line.slice(0, line.length - ruleId.length)}${style.dim(style.link(ruleId, docs))}` : line;

function placeLines(
  place: Place,
  paint: (text: string) => string,
  source: (file: string) => Lines | undefined,
  page: Page,
): string[] {
  const { style, width, root } = page;
  const url = isOnDisk(place) ? pathToFileURL(path.resolve(root, place.file)).href : undefined;
  const spot = printPlace(place);
  const where = indent(style.dim(url === undefined ? spot : style.link(spot, url)));
  const lines = source(place.file);
  const frame = lines && frameOf(lines, place, width - GUTTER - 2);
  if (!frame) return [where];
  const number = String(place.start.line).padStart(GUTTER - 1);
  return [
    where,
    `${style.dim(`${number} │`)} ${frame.source}`,
    `${style.dim(`${' '.repeat(GUTTER)}│`)} ${paint(frame.marks)}`,
  ];
}

const printPlace = ({ file, start }: Place): string => `${printable(file, 500)}:${start.line}:${start.column}`;

/** The same inside a text that is wrapped: a path is not broken, not even at a space. */
export const unbroken = (place: Place): string => printPlace(place).replaceAll(' ', NO_BREAK);

export function hintLines(hint: string, { style, width }: Page, left = GUTTER): string[] {
  return wrap(hint, width - left - 6).map(
    (line, i) => `${' '.repeat(left)}${i === 0 ? style.green('help:') : '     '} ${line}`,
  );
}

function relatedLines(finding: Finding, { style, width, verbose }: Page): string[] {
  const room = width - GUTTER;
  const all = elsewhereOf(finding);
  const shown = verbose || areFew(all.length) ? all : all.slice(0, FEW);
  const left = all.length - shown.length;
  return [
    ...shown.map(({ place, address, notes }) => {
      const note = notes.join(', ');
      if (!stands(place)) return `see${NO_BREAK}${printable(address.pointer)}: ${note}`;
      const full = `see${NO_BREAK}${unbroken(place)}: ${note}`;
      const { line, column } = place.start;
      // The file was named just above.
      return columns(full) > room && place.file === finding.place?.file ? `see line ${line}:${column}: ${note}` : full;
    }),
    ...(left > 0 ? [`and ${plural(left, 'more place')}`] : []),
  ].flatMap((text) => wrap(text, room).map((line) => indent(style.dim(line))));
}

/** "… and 12 more tools: a, b, c". */
function restBlock(finding: Finding, rest: readonly Finding[], { style, width }: Page): string[] {
  if (rest.length === 0) return [];
  const { here, elsewhere, things } = restOf(rest, finding.address);
  const names = elsewhere.map(({ title, count }) => `${fit(printable(title), 40)}${count > 1 ? ` (${count})` : ''}`);
  const many = `${plural(names.length, things)}: `;
  const text =
    here > 0 && names.length > 0
      ? `… and ${here} more here, ${rest.length - here} on ${many}`
      : here > 0
        ? `… and ${here} more here`
        : `… and ${rest.length > names.length ? `${rest.length} more on ` : ''}${many}`;
  const listed = names.length === 0 ? [text] : listNames(text, names, width - GUTTER);
  return listed.map((line) => indent(style.dim(line)));
}

/** As many names as two lines hold. */
function listNames(lead: string, names: readonly string[], width: number): string[] {
  for (let count = Math.min(names.length, width); ; count--) {
    const left = names.length - count;
    const lines = wrap(
      `${lead}${names.slice(0, count).join(', ')}${left > 0 ? ` and ${plural(left, 'other')}` : ''}`,
      width,
    );
    if (lines.length <= 2 || count === 1) return lines;
  }
}

/** Where lines begin, found once for each file. */
function sources(texts: ReadonlyMap<string, string>): (file: string) => Lines | undefined {
  const known = new Map<string, Lines>();
  return (file) => {
    const text = texts.get(file);
    if (text === undefined) return undefined;
    if (!known.has(file)) known.set(file, linesOf(text));
    return known.get(file);
  };
}
