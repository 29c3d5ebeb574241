import { docsOf } from '../about.ts';
import type { Loaded } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import type { Report, Severity } from '../rule.ts';
import { nameOf } from '../text/few.ts';
import { grouped } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';
import type { Finding } from './audit.ts';
import type { Charged } from './charge.ts';
import { fingerprint } from './fingerprint.ts';
import { RANK } from './severity.ts';
import type { Silence } from './silence.ts';

/** What the user decided about findings; nothing here changes what the rules see. */
export interface Plan {
  /** Severities that replace the rules' own, by rule id. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** The least severe finding the terminal shows. */
  readonly minSeverity: Severity;
}

/** The one place where a report becomes a finding: severity, wording, place, fingerprint, suppression and display are set here. */
export function finish(charged: Charged, loaded: Loaded, silence: Silence, plan: Plan): Finding {
  const { rule, report, message } = charged;
  const severity = plan.severities.get(rule.meta.id) ?? charged.severity;
  const place = loaded.locate(report.at, report.part ?? 'value');
  const text = fill(message.text, report.data ?? {});
  return {
    ruleId: rule.meta.id,
    messageId: report.message,
    severity,
    message: charged.note ? `${text.replace(/\.$/, '')} (${charged.note}).` : text,
    hint: fill(message.hint ?? rule.meta.hint, report.data ?? {}),
    docs: docsOf(rule.meta.id),
    address: report.at,
    fingerprint: fingerprint(charged),
    place,
    related: [
      ...(report.related ?? []).map(({ at, note }) => ({
        address: at,
        place: loaded.locate(at, 'value'),
        note: printable(note),
      })),
      ...registration(report, loaded),
    ],
    shown: RANK[severity] >= RANK[plan.minSeverity],
    suppressed: silence.silence(rule.meta.id, report.at, place),
  };
}

/** A fragment that several tools share is placed where it was written; this says which of them is meant. */
function registration({ at, part }: Report, loaded: Loaded): Finding['related'] {
  const place = loaded.registrationOf?.(at, part ?? 'value');
  if (place === undefined) return [];
  const address: Address = { ...at, pointer: '' };
  return [{ address, place, note: `used by ${printable(nameOf(at.name))}, registered here` }];
}

/**
 * Puts data into `{placeholders}`, made printable; a backtick inside would end the quotation and becomes an apostrophe. A
 * list is quoted one by one: "`{names}`" with two names gives "`a`, `b`". Whole numbers are grouped: 2,904.
 */
function fill(template: string, data: NonNullable<Report['data']>): string {
  const say = (value: string): string => printable(value).replaceAll('`', "'");
  return template.replace(/\{(\w+)\}/g, (whole, key: string, offset: number) => {
    const value = data[key];
    if (value === undefined) return whole;
    if (typeof value === 'number') return Number.isInteger(value) ? grouped(value) : String(value);
    const isQuoted = template[offset - 1] === '`' && template[offset + whole.length] === '`';
    if (typeof value === 'string') return value === '' && isQuoted ? '(empty)' : say(value);
    return 'say' in value ? fill(value.say, value.data) : value.map(say).join('`, `');
  });
}
