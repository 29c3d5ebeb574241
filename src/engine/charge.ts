import { IN_USE, inSpan, printSpan } from '../model/revisions.ts';
import type { Message, Rule, Severity } from '../rule.ts';
import type { Tagged } from './collect.ts';

const messageOf = (rule: Rule, id: string): Message => {
  const message = rule.meta.messages[id];
  if (message === undefined) throw new Error(`rule ${rule.meta.id} reports an undeclared message: ${id}`);
  return typeof message === 'string' ? { text: message } : message;
};

/** A report that is a defect of this server, with what it weighs. */
export interface Charged extends Tagged {
  readonly message: Message;
  readonly severity: Severity;
  /** Names the revisions in which it is one, where it is unknown whether the server serves them. */
  readonly note?: string;
}

/** Weighs a report for a server that serves these revisions; `undefined` when it is no defect there. */
function charge({ rule, report }: Tagged, revisions: readonly string[]): Charged | undefined {
  const message = messageOf(rule, report.message);
  const severity = message.severity ?? rule.meta.severity;
  const span = message.revisions;
  if (span === undefined) return { rule, report, message, severity };
  if (revisions.length > 0)
    return revisions.some((revision) => inSpan(revision, span)) ? { rule, report, message, severity } : undefined;
  if (IN_USE.every((revision) => inSpan(revision, span))) return { rule, report, message, severity };
  return {
    rule,
    report,
    message,
    severity: 'info',
    note: `a defect only ${printSpan(span)}; which this server speaks is not known`,
  };
}

/** Weighs all: what is a defect of the server, and what is none in the revisions it serves. */
export function weigh(
  tagged: readonly Tagged[],
  revisions: readonly string[],
): { readonly charged: readonly Charged[]; readonly uncharged: readonly Tagged[] } {
  const charged: Charged[] = [];
  const uncharged: Tagged[] = [];
  for (const each of tagged) {
    const weighed = charge(each, revisions);
    if (weighed) charged.push(weighed);
    else uncharged.push(each);
  }
  return { charged, uncharged };
}
