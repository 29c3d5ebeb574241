import { IN_USE, inSpan, printSpan } from '../model/revisions.ts';
import type { Message, Rule, Severity } from '../rule.ts';

export const messageOf = (rule: Rule, id: string): Message => {
  const message = rule.meta.messages[id];
  if (message === undefined) throw new Error(`rule ${rule.meta.id} reports an undeclared message: ${id}`);
  return typeof message === 'string' ? { text: message } : message;
};

/** How severe a message is for a server that serves these revisions; `undefined` when it is no defect there. */
export function charge(rule: Rule, message: Message, revisions: readonly string[]): { severity: Severity; note?: string } | undefined {
  const severity = message.severity ?? rule.meta.severity;
  const span = message.revisions;
  if (span === undefined) return { severity };
  if (revisions.length > 0) return revisions.some((revision) => inSpan(revision, span)) ? { severity } : undefined;
  if (IN_USE.every((revision) => inSpan(revision, span))) return { severity };
  return { severity: 'info', note: `protocol ${printSpan(span)}` };
}
