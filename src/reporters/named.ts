import type { Finding } from '../engine/audit.ts';
import { printable } from '../text/printable.ts';

/** An alert stands alone in a list: it names its tool unless its message does. */
export function named(message: string, { kind, name }: Finding['address']): string {
  const shown = printable(name).replaceAll('`', "'");
  return kind !== 'tool' || shown === '' || message.includes(`\`${shown}\``) ? message : `\`${shown}\`: ${message}`;
}
