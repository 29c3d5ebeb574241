import { z } from 'zod';

const text = z.string();
const count = z.int().min(0);
const nextCursor = text.nullable().describe('Pass it as `cursor` for the next page; null on the last.');
const severity = z.enum(['error', 'warning', 'info']);
const status = z
  .enum(['audited', 'partial', 'not-evaluated'])
  .describe('`partial`: totals are lower bounds. `not-evaluated`: nothing can be said, which is no pass.');
/** What both reports say of a server. */
const server = z.object({
  id: text,
  status,
  reason: text.nullable().describe('Why it is not audited whole.'),
  hint: text.nullable().describe('What to do about it.'),
  tools: count,
});
const more = count.describe('Servers that were found and are not listed.');

export const auditShape = z.object({
  servers: z.array(
    server.extend({
      score: z.number().min(0).max(100).nullable(),
      grade: z.enum(['A', 'B', 'C', 'D', 'F']).nullable(),
    }),
  ),
  more_servers: more,
  counts: z.object({ error: count, warning: count, info: count, suppressed: count }),
  findings: z.array(
    z.object({
      rule_id: text,
      severity,
      server: text,
      tool: text.nullable(),
      place: text.nullable().describe('`file:line:column`, relative to the working directory.'),
      address: text.describe('The part of the server it is about.'),
      message: text,
      hint: text.describe('What to do.'),
    }),
  ),
  next_cursor: nextCursor,
});

export const ruleShape = z.object({
  rule_id: text,
  title: text,
  severity,
  category: text,
  page: text.describe('Markdown.'),
  docs: text.describe('Where the page stands on the web.'),
});

export const budgetShape = z.object({
  encoding: text,
  servers: z.array(
    server.extend({
      total: count.nullable().describe('`model` and `instructions` together.'),
      model: count.nullable().describe('Names, descriptions and input schemas of all tools.'),
      instructions: count.nullable(),
    }),
  ),
  more_servers: more,
  tools: z.array(
    z.object({
      server: text,
      tool: text,
      tokens: count,
      share: z.number().min(0).max(1).describe('Of all tools of its server.'),
      parts: z.object({ description: count, parameters: count, schema: count }),
    }),
  ),
  savings: z
    .array(z.object({ say: text, saves: count.nullable(), risk: z.enum(['none', 'low', 'some']) }))
    .describe('The ten largest; `saves` is null where a person has to decide.'),
  next_cursor: nextCursor,
});
