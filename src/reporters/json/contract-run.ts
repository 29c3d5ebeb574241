import { z } from 'zod';

import { count, text } from './contract-parts.ts';

export const limits = z
  .strictObject({
    failOn: z.enum(['error', 'warning', 'info', 'never']),
    failOnUnchecked: z.boolean(),
    minTools: count,
    maxWarnings: count.nullable(),
    budget: z
      .strictObject({
        tokens: count.nullable(),
        tool: count.nullable(),
        instructions: count.nullable(),
        toolset: z.union([count, z.record(text, count)]).nullable(),
      })
      .nullable(),
  })
  .describe('What the call and the configuration ask for: the exit code is judged by it.');

export const notice = z.strictObject({
  what: z.enum([
    'override-unused',
    'override-expired',
    'baseline-fixed',
    'baseline-other-rules',
    'baseline-unknown-rule',
    'baseline-elsewhere',
    'shard-missing',
  ]),
  message: text,
  hint: text.nullable(),
  location: z
    .strictObject({ file: text, line: z.int().min(1).nullable(), column: z.int().min(1).nullable() })
    .nullable(),
});

export const baseline = z.strictObject({
  file: text,
  known: count.describe('Findings it suppresses; they are listed with `suppressed`.'),
  fixed: z
    .array(z.strictObject({ ruleId: text, address: text.describe('As the baseline has it.') }))
    .describe('What it lists and is found no more, in servers that were fully read.'),
  kept: count.describe('Entries on servers, parts and rules that nobody looked at.'),
});
