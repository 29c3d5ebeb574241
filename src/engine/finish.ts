import { docsOf } from '../about.ts';
import type { Loaded, Suppression } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import type { Severity } from '../rule.ts';
import { printable } from '../text/printable.ts';
import type { Finding, Place } from './audit.ts';
import { charge, messageOf } from './charge.ts';
import type { Tagged } from './collect.ts';
import { fingerprint } from './fingerprint.ts';

/** What the user decided about findings; nothing here changes what the rules see. */
export interface Plan {
  /** Severities that replace the rules' own, by rule id. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** The least severe finding the terminal shows. */
  readonly minSeverity: Severity;
  /** Replaces the revisions the server serves (`--spec`). */
  readonly revisions?: readonly string[];
}

export const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** The one place where a report becomes a finding: severity, wording, place, fingerprint, suppression and display are set here. */
export function finish(tagged: Tagged, loaded: Loaded, plan: Plan): Finding | undefined {
  const { rule, report } = tagged;
  const message = messageOf(rule, report.message);
  const charged = charge(rule, message, plan.revisions ?? loaded.server.revisions);
  if (charged === undefined) return undefined;
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
    fingerprint: fingerprint(tagged),
    place,
    related: (report.related ?? []).map(({ at, note }) => ({ address: at, place: loaded.locate(at, 'value'), note: printable(note) })),
    shown: RANK[severity] >= RANK[plan.minSeverity],
    suppressed: suppression(rule.meta.id, report.at, place, loaded.suppressions),
  };
}

/** Puts data into `{placeholders}`, made printable; a backtick inside would end the quotation and becomes an apostrophe. */
function fill(template: string, data: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = data[key];
    return value === undefined ? whole : typeof value === 'number' ? String(value) : printable(value).replaceAll('`', "'");
  });
}

function suppression(rule: string, at: Address, place: Place | undefined, all: readonly Suppression[]): Finding['suppressed'] {
  const found = all.find((one) => (one.rules.includes('*') || one.rules.includes(rule)) && one.covers(at, place));
  if (!found) return undefined;
  const { by, reason, until } = found;
  return { by, ...(reason === undefined ? {} : { reason }), ...(until === undefined ? {} : { until }) };
}
