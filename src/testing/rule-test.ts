import { describe, it } from 'vitest';

import type { Rule } from '../rule.ts';
import { tableTest, type Cases } from './table.ts';

export { auditText, position, readMarks, slice, type Bad } from './table.ts';

/** A table of cases for one rule of ours, in vitest; `mcp-audit/testing` is the same for other frameworks. */
export const ruleTest = <M extends string>(rule: Rule<string, M>, cases: Cases<M>): void =>
  tableTest(rule, cases, { describe, it });
