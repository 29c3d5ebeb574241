import { pageOf } from '../about.ts';
import type { Loaded } from '../inputs/input.ts';
import { printAddress, type Address } from '../model/address.ts';
import type { Report, Severity } from '../rule.ts';
import { nameOf } from '../text/few.ts';
import { fill } from '../text/fill.ts';
import { grouped } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import type { Finding } from './audit.ts';
import { fingerprint } from './fingerprint.ts';
import type { Ruling } from './overrides.ts';
import type { Settled } from './settle.ts';
import { RANK } from './severity.ts';
import { isSame, type Silenced } from './silence.ts';

/** The one place where a report becomes a finding: severity, wording, place, fingerprint, suppression and display are set here. `minSeverity` is the least severe that the terminal shows. */
export function finish(
  { charged, silenced: { whole, parts: silenced } }: Settled,
  loaded: Loaded,
  ruling: Ruling,
  minSeverity: Severity,
): Finding {
  const { rule, message } = charged;
  const { report, note } = open(charged.report, silenced);
  const severity = ruling.severityOf(rule.meta.id, report) ?? charged.severity;
  const { at, part = 'value', data = {} } = report;
  const { parts = [] } = charged.report;
  const notes = [charged.note, note].filter(Boolean).join('; ');
  const text = fill(message.text, data);
  return {
    ruleId: rule.meta.id,
    messageId: report.message,
    severity,
    message: notes === '' ? text : `${text.replace(/\.$/, '')} (${notes}).`,
    hint: fill(message.hint ?? rule.meta.hint, data),
    docs: pageOf(rule.meta),
    address: at,
    fingerprint: fingerprint({ rule, report }),
    ...(report.key === undefined ? {} : { key: report.key }),
    place: loaded.locate(at, part),
    related: [
      ...[...(report.related ?? []), ...unlisted(report)].map((each) => ({
        address: each.at,
        place: loaded.locate(each.at, parts.some((shared) => isSame(shared, each.at)) ? part : 'value'),
        note: printable(each.note),
      })),
      ...registration(report, loaded),
    ],
    shown: RANK[severity] >= RANK[minSeverity],
    suppressed: whole,
  };
}

/**
 * The report about those of its places that nothing silences: it stands at the first of them where it stood at one silenced,
 * and at the only one that is not in the baseline.
 */
function open(report: Report, silenced: Silenced['parts']): { readonly report: Report; readonly note?: string } {
  if (silenced.length === 0) return { report };
  const { parts = [], related = [] } = report;
  const closed = new Set(silenced.map((part) => printAddress(part.at)));
  const isSilenced = (at: Address): boolean => closed.has(printAddress(at));
  const [byHand, known] = [silenced.filter(({ by }) => by.by !== 'baseline'), silenced.filter(isKnown)];
  const left = parts.filter((part) => !isSilenced(part));
  const at = isSilenced(report.at) || (known.length > 0 && left.length === 1) ? left[0]! : report.at;
  const noteOf = (at: Address): string => related.find((each) => isSame(each.at, at))?.note ?? `in ${at.name}`;
  const counted = (some: readonly unknown[], what: string): string[] =>
    some.length > 0 ? [`${grouped(some.length)} of ${grouped(parts.length)} places ${what}`] : [];
  return {
    report: {
      ...report,
      at,
      parts: left,
      related: [
        ...related.filter((each) => !isSilenced(each.at) && !isSame(each.at, at)),
        ...byHand.slice(0, MOST).map((part) => ({
          at: part.at,
          note: `${noteOf(part.at)}, silenced${part.by.reason === undefined ? '' : `: ${part.by.reason}`}`,
        })),
      ],
    },
    note: [...counted(byHand, 'silenced'), ...counted(known, 'in the baseline')].join(', '),
  };
}

/** Of more places than a rule lists, how many there are besides, at the first of them. */
function unlisted({ at, parts = [], related = [] }: Report): NonNullable<Report['related']> {
  if (related.length < MOST) return [];
  const listed = new Set([at, ...related.map((each) => each.at)].map(printAddress));
  const left = parts.filter((part) => !listed.has(printAddress(part)));
  return left.length === 0 ? [] : [{ at: left[0]!, note: `and ${grouped(left.length)} more` }];
}

const isKnown = ({ by }: Silenced['parts'][number]): boolean => by.by === 'baseline';

/** Places that are listed, of those that are silenced as of the others. */
const MOST = 20;

/** A fragment that several tools share is placed where it was written; this says which of them is meant. */
function registration({ at, part }: Report, loaded: Loaded): Finding['related'] {
  const place = loaded.registrationOf?.(at, part ?? 'value');
  if (place === undefined) return [];
  const address: Address = { ...at, pointer: '' };
  return [{ address, place, note: `used by ${printable(nameOf(at.name))}, registered here` }];
}
