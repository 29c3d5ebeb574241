import { createHash } from 'node:crypto';

import { VERSION } from '../about.ts';
import type { Rule } from '../rule.ts';

/** The same for the same rules in the same version: then counts and scores can be compared. */
export const ruleSetHash = (rules: readonly Rule[]): string =>
  createHash('sha256')
    .update(`${VERSION}\n${rules.map(({ meta }) => meta.id).join('\n')}`)
    .digest('hex')
    .slice(0, 12);
