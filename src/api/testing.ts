/**
 * The table that every rule of ours is tested with, for rules of plugins. `ruleTest` needs nothing of a test framework but
 * `describe` and `it`: it takes those that are global, as in vitest with `globals`, jest and mocha; else those of node:test,
 * else those it is given.
 */
import * as node from 'node:test';

import type { Rule } from '../rule.ts';
import { tableTest, type Cases, type Framework } from '../testing/table.ts';

export type { Bad, Cases, Framework, Good } from '../testing/table.ts';

/**
 * Tests one rule on a table of documents: it says nothing of those in `good`, and of those in `bad` what `says` says, exactly at
 * the places that `[|` and `|]` mark. Every message must be shown by a bad case, and one good case must say with `why` what
 * looks like the defect and is none.
 */
export function ruleTest<M extends string>(
  rule: Rule<string, M>,
  cases: Cases<M>,
  framework: Framework = frameworkHere(),
): void {
  tableTest(rule, cases, framework);
}

function frameworkHere(): Framework {
  const { describe, it } = globalThis as Partial<Framework>;
  if (typeof describe === 'function' && typeof it === 'function') return { describe, it };
  // What belongs to another framework would run, and its runner would find no tests.
  if (process.env['VITEST'] !== undefined)
    throw new Error(
      "vitest has no global `describe` and `it` here: pass them as `ruleTest(rule, cases, { describe, it })`, imported from 'vitest', or set `test.globals` in its configuration",
    );
  return { describe: (name, body) => void node.describe(name, body), it: (name, body) => void node.it(name, body) };
}
