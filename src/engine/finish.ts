import { docsOf } from '../about.ts';
import type { Loaded } from '../inputs/input.ts';
import { printAddress, type Address } from '../model/address.ts';
import type { Report, Severity } from '../rule.ts';
import { nameOf } from '../text/few.ts';
import { fill } from '../text/fill.ts';
import { grouped } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import type { Finding } from './audit.ts';
import type { Charged } from './charge.ts';
import { fingerprint } from './fingerprint.ts';
import { RANK } from './severity.ts';
import { isSame, type Silence, type Silenced } from './silence.ts';

/** What the user decided about findings; nothing here changes what the rules see. */
export interface Plan {
  /** Severities that replace the rules' own, by rule id. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** The least severe finding the terminal shows. */
  readonly minSeverity: Severity;
}

/** The one place where a report becomes a finding: severity, wording, place, fingerprint, suppression and display are set here. */
export function finish(charged: Charged, loaded: Loaded, silence: Silence, plan: Plan): Finding {
  const { rule, message } = charged;
  const { whole, parts: silenced } = silence.silence(rule.meta.id, charged.report);
  const { report, note } = open(charged.report, silenced);
  const severity = plan.severities.get(rule.meta.id) ?? charged.severity;
  const { at, part = 'value', parts = [], data = {} } = report;
  const notes = [charged.note, note].filter(Boolean).join('; ');
  const text = fill(message.text, data);
  return {
    ruleId: rule.meta.id,
    messageId: report.message,
    severity,
    message: notes === '' ? text : `${text.replace(/\.$/, '')} (${notes}).`,
    hint: fill(message.hint ?? rule.meta.hint, data),
    docs: docsOf(rule.meta.id),
    address: at,
    fingerprint: fingerprint({ rule, report }),
    place: loaded.locate(at, part),
    related: [
      ...(report.related ?? []).map((each) => ({
        address: each.at,
        place: loaded.locate(each.at, parts.some((shared) => isSame(shared, each.at)) ? part : 'value'),
        note: printable(each.note),
      })),
      ...registration(report, loaded),
    ],
    shown: RANK[severity] >= RANK[plan.minSeverity],
    suppressed: whole,
  };
}

/** The report about those of its places that no comment silences: it stands at the first of them where it stood at one silenced. */
function open(report: Report, silenced: Silenced['parts']): { readonly report: Report; readonly note?: string } {
  if (silenced.length === 0) return { report };
  const { parts = [], related = [] } = report;
  const closed = new Set(silenced.map((part) => printAddress(part.at)));
  const isSilenced = (at: Address): boolean => closed.has(printAddress(at));
  const at = isSilenced(report.at) ? parts.find((part) => !isSilenced(part))! : report.at;
  const noteOf = (at: Address): string => related.find((each) => isSame(each.at, at))?.note ?? `in ${at.name}`;
  return {
    report: {
      ...report,
      at,
      related: [
        ...related.filter((each) => !isSilenced(each.at) && !isSame(each.at, at)),
        ...silenced.slice(0, MOST).map((part) => ({
          at: part.at,
          note: `${noteOf(part.at)}, silenced${part.by.reason === undefined ? '' : `: ${part.by.reason}`}`,
        })),
      ],
    },
    note: `${grouped(silenced.length)} of ${grouped(parts.length)} places silenced`,
  };
}

/** Silenced places that are listed. */
const MOST = 20;

/** A fragment that several tools share is placed where it was written; this says which of them is meant. */
function registration({ at, part }: Report, loaded: Loaded): Finding['related'] {
  const place = loaded.registrationOf?.(at, part ?? 'value');
  if (place === undefined) return [];
  const address: Address = { ...at, pointer: '' };
  return [{ address, place, note: `used by ${printable(nameOf(at.name))}, registered here` }];
}
