// The JSON of a comparison, described once: its types are inferred from here and `schemas/diff.schema.json` is generated from it.
// Imported as types only at run time, so that printing does not load zod.
import { z } from 'zod';

import { address, count, text } from '../json/contract-parts.ts';

const delta = z
  .strictObject({
    before: count.nullable().describe('Null where there was nothing.'),
    after: count.nullable().describe('Null where there is nothing.'),
    change: z.int(),
  })
  .describe('Tokens of `encoding`.')
  .meta({ id: 'delta' });

const side = z.strictObject({
  id: text,
  version: text.nullable(),
  tools: count,
  complete: z
    .boolean()
    .describe('False when only a part of the list is known: tools of one side only are then not told.'),
});

const change = z
  .strictObject({
    id: text.describe('What kind of change it is: `tool-removed`, `became-required`, `description-changed` …'),
    impact: z
      .enum(['breaking', 'mayBreak', 'compatible'])
      .describe(
        '`breaking`: a call that was taken is refused, or a result is what no reader of the last one expects. `mayBreak`: that cannot be told from the lists. `compatible`: neither.',
      ),
    subject: z.enum(['tools', 'input', 'output', 'text', 'annotations', 'server']),
    address,
    wasAt: address.describe('The same spot in the base; of what is new, where it would have stood.'),
    message: text.describe(
      'A clause; quoted names are cut to 200 characters, with invisible and control characters as `\\u{…}`.',
    ),
    words: z
      .array(z.strictObject({ op: z.enum(['same', 'came', 'gone']), text }))
      .nullable()
      .describe('Of a text, both readings: `same` and `gone` make up the base, `same` and `came` the head. Untrusted.'),
  })
  .meta({ id: 'change' });

const tool = z.strictObject({
  name: text,
  status: z.enum(['added', 'removed', 'renamed', 'changed', 'same']),
  was: text.nullable().describe('What it was called, where it was renamed.'),
  tokens: z.strictObject({ model: delta, listing: delta }),
  changes: z.array(change),
});

const server = z.strictObject({
  id: text,
  before: side,
  after: side,
  changes: z.array(change).describe('About the server itself: instructions, prompts, resource templates.'),
  tools: z.array(tool).describe('All of them, in the order listed now, those that are gone last.'),
  signs: z
    .array(z.strictObject({ address, ruleId: text, severity: z.enum(['error', 'warning', 'info']), message: text }))
    .describe('What rules on texts that steer a model find in the head and do not find in the base.'),
  tokens: z.strictObject({
    encoding: text,
    estimate: z.boolean().describe('True when some text was too long a run to encode whole.'),
    total: delta.describe('`model` and `instructions`: what `--max-growth` is held against.'),
    model: delta,
    listing: delta,
    instructions: delta,
    toolsets: z
      .array(z.strictObject({ name: text, ...delta.shape }))
      .describe('Of the `model` view. A tool counts on both sides for the toolset it is in now.'),
  }),
  notTold: count.describe('Differences that rest on a part that one side could not read.'),
});

export const diffSchema = z
  .strictObject({
    schemaVersion: z
      .literal(1)
      .describe('Raised when a field changes its meaning or goes away. New fields may come without a new version.'),
    kind: z.literal('diff'),
    generator: z.strictObject({ name: text, version: text }),
    before: text.describe('The base, as it was named.'),
    after: text.describe('The head, as it was named.'),
    exitCode: z
      .literal([0, 1, 2])
      .describe('0: nothing the limits forbid. 1: something they do. 2: one side is not known whole.'),
    limits: z.strictObject({
      failOn: z.enum(['breaking', 'any', 'never']),
      maxGrowth: z.union([z.strictObject({ percent: z.number() }), z.strictObject({ tokens: count })]).nullable(),
    }),
    impacts: z.strictObject({ breaking: count, mayBreak: count, compatible: count }).describe('How many changes.'),
    grown: z
      .array(z.strictObject({ server: text, before: count, after: count }))
      .describe('Servers that grew by more than `limits.maxGrowth`.'),
    servers: z.array(server),
    alone: z
      .array(z.strictObject({ id: text, change: z.enum(['added', 'removed']), tools: count }))
      .describe('Servers that only one side has.'),
    notCompared: z.array(text).describe('Servers of a base of many that a single head was not held against.'),
  })
  .meta({
    title: 'mcp-audit diff',
    description:
      'What `mcp-audit diff -f json` prints. Names and texts come from the servers that are compared: treat them as untrusted.',
  });

export type DiffReport = z.infer<typeof diffSchema>;
