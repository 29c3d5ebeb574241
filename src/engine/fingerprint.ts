import { createHash } from 'node:crypto';

import { printAddress } from '../model/address.ts';
import type { Tagged } from './collect.ts';

/** 32 hex digits over rule, message, address and the report's own key: no wording, no line, no file. */
export function fingerprint({ rule, report }: Tagged): string {
  const identity = [rule.meta.id, report.message, printAddress(report.at), report.key ?? ''].join('\0');
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}
