import type { Audit, Finding, Place } from '../../engine/audit.ts';
import { RANK } from '../../engine/severity.ts';
import { printAddress } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Severity } from '../../rule.ts';
import { few } from '../../text/few.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { besideFindings, type Beside } from '../beside.ts';
import { inRepository, type Roots } from '../files.ts';
import { areFew, FEW } from '../group.ts';
import { named } from '../named.ts';
import { elsewhereOf, stands } from '../related.ts';
import type { Level, Properties } from './command.ts';

/** One annotation, before it is counted against GitHub's limits. */
export interface Annotation {
  readonly level: Level;
  readonly properties: Properties;
  readonly text: string;
  /** What it tells of; empty for a remark. */
  readonly findings: readonly Finding[];
}

export const LEVELS: readonly Severity[] = ['error', 'warning', 'info'];
const LEVEL_OF: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub cuts a message at 4,096 characters (`_maxIssueMessageLength` of `actions/runner`). */
const MOST = 4_000;
/** Of one finding among several. */
const LINE = 600;

/** Every annotation an audit would make, the most severe first: findings on one line are one, and so are those of a tool that stands nowhere. */
export function annotationsOf(audit: Audit, roots: Roots): Annotation[] {
  const findings = audit.findings.filter(({ suppressed, shown }) => !suppressed && shown);
  const remarks = besideFindings(audit).map((each) => ofRemark(each, roots));
  const ofFindings = [...groupBy(findings, (finding) => spotOf(finding, roots)).values()].map((same) =>
    ofLine(same, roots),
  );
  const loud = remarks.filter(({ level }) => level === 'error');
  const quiet = remarks.filter(({ level }) => level !== 'error');
  const all = [...loud, ...ofFindings, ...quiet];
  return LEVELS.flatMap((severity) => all.filter(({ level }) => level === LEVEL_OF[severity]));
}

function spotOf({ place, address }: Finding, roots: Roots): string {
  if (place && inRepository(place.file, roots).inside) return `${place.file}\0${place.start.line}`;
  return printAddress({ ...address, pointer: '' });
}

function ofLine(same: readonly Finding[], roots: Roots): Annotation {
  const all = same.toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
  const [worst] = all as [Finding, ...Finding[]];
  const left = all.length - 1;
  return {
    level: LEVEL_OF[worst.severity],
    properties: {
      ...at(worst.place, roots),
      title: left === 0 ? worst.ruleId : `${worst.ruleId} and ${plural(left, 'more finding')}`,
    },
    text: message(left === 0 ? inFull(worst, roots) : together(all, roots)),
    findings: all,
  };
}

/** Who reads an annotation does not see whose it is. */
function inFull(finding: Finding, roots: Roots): string[] {
  const { message: text, address, hint, docs, place } = finding;
  const others = elsewhereOf(finding);
  const shown = others.slice(0, areFew(others.length) ? others.length : FEW);
  const see = shown.map(({ place: there, address: whose, notes }) =>
    [stands(there) ? lineOf(there, roots) : printAddress(whose), notes.join(', ')].filter(Boolean).join(': '),
  );
  const more = others.length - shown.length;
  return [
    `${outside(place, roots)}${named(text, address)}`,
    hint,
    ...(see.length > 0 ? [`See ${see.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`] : []),
    docs,
  ];
}

/** A line for each, and whose it is where they are of several servers: what these share is often one line. */
function together(all: readonly Finding[], roots: Roots): string[] {
  const isOfSeveral = new Set(all.map(({ address }) => address.server)).size > 1;
  return [...groupBy(all, (each) => inShort(each, roots))].map(([text, same]) => {
    const { names, rest } = few([...new Set(same.map(({ address }) => address.server))], FEW);
    return isOfSeveral ? `${text} In ${names.map((name) => printable(name)).join(', ')}${rest}.` : text;
  });
}

const WORDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

const inShort = ({ severity, message: text, address, ruleId, hint, place }: Finding, roots: Roots): string =>
  `${WORDS[severity]}: ${outside(place, roots)}${named(text, address)} (${ruleId}) ${hint}`.slice(0, LINE);

/** A file that is none of the repository is named in the text: an annotation cannot stand there. */
const outside = (place: Place | undefined, roots: Roots): string =>
  stands(place) && !inRepository(place.file, roots).inside ? `${lineOf(place, roots)}: ` : '';

const lineOf = ({ file, start }: Place, roots: Roots): string => `${inRepository(file, roots).path}:${start.line}`;

function ofRemark({ severity, title, lines, place }: Beside, roots: Roots): Annotation {
  return {
    level: LEVEL_OF[severity],
    properties: { ...at(place, roots), title },
    text: message(lines),
    findings: [],
  };
}

/** Columns only on one line: GitHub takes them nowhere else. */
function at(place: Place | undefined, roots: Roots): Omit<Properties, 'title'> {
  if (!place) return {};
  const { path, inside } = inRepository(place.file, roots);
  if (!inside) return {};
  const { start, end, precision } = place;
  const file = printable(path, 1_000);
  if (precision === 'anchor') return { file, line: start.line };
  if (end.line !== start.line) return { file, line: start.line, endLine: end.line };
  const columns = end.column > start.column ? { col: start.column, endColumn: end.column } : { col: start.column };
  return { file, line: start.line, endLine: end.line, ...columns };
}

/** As many whole lines as GitHub keeps, and how many are left. */
function message(lines: readonly string[]): string {
  const safe = lines.map((line) => printable(line, MOST - 100));
  let used = 0;
  const kept = safe.findIndex((line) => (used += line.length + 1) > MOST - 40);
  const text = kept < 0 ? safe : [...safe.slice(0, kept), `… and ${safe.length - kept} more`];
  return text.join('\n');
}
