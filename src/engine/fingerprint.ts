import { createHash } from 'node:crypto';

import { printAddress } from '../model/address.ts';
import type { Tagged } from './collect.ts';

/** 32 hex digits over rule, message, address and the report's own key: no wording, no line, no file. */
export const fingerprint = ({ rule, report }: Tagged): string =>
  fingerprintOf(rule.meta.id, report.message, printAddress(report.at), report.key ?? '');

/** The same of what a report in JSON says. */
export const fingerprintOf = (ruleId: string, message: string, address: string, key: string): string =>
  createHash('sha256').update([ruleId, message, address, key].join('\0')).digest('hex').slice(0, 32);
