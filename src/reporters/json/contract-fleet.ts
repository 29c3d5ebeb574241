// Servers side by side in the JSON report.
import { z } from 'zod';

import { address, count, text } from './contract-parts.ts';

const encoded = (what: string) => count.describe(`${what}, in tokens of o200k_base.`);

const spent = z.strictObject({
  model: encoded('Sum over tools of `JSON.stringify({ name, description, inputSchema })`'),
  instructions: encoded('The instructions of the server'),
  total: encoded('Both together'),
  windows: z.array(
    z.strictObject({
      window: count.describe('A common context window, in tokens.'),
      share: z.number().min(0).describe('What `total` takes of it: 1 is all, and more does not fit.'),
    }),
  ),
});

const tool = z.strictObject({ member: text, tool: text, address });

const group = z.strictObject({
  client: z
    .enum(['claude-code', 'claude-desktop', 'vscode', 'cursor', 'windsurf', 'codex', 'gemini', 'variants'])
    .describe('Whose configuration it is; of `variants`, which our own names, one is started at a time.'),
  title: text,
  files: z.array(text).describe('The files that say so; `~` is the home folder.'),
  members: z
    .array(
      z.strictObject({
        name: text.describe('The key of its entry.'),
        state: z
          .enum(['read', 'partial', 'failed', 'off'])
          .describe('`off`: the configuration does not start it, which is no failure.'),
        reason: text.nullable().describe('Why it was not read whole.'),
        server: text.nullable().describe('The id of the server in `servers`.'),
        location: z.strictObject({ file: text, startLine: z.int().min(1) }).nullable(),
        tools: count.nullable().describe('How many the model sees.'),
        listed: count.nullable().describe('How many the server lists, where the client keeps some back.'),
        spent: spent.nullable().describe('Null when nothing was read.'),
      }),
    )
    .describe('In the order they stand.'),
  together: spent
    .extend({ tools: count })
    .nullable()
    .describe('What a model is given of all of them; a lower bound where one failed. Null for variants.'),
  named: z.boolean().describe('Whether it is published how the client names tools. Else clashes are only possible.'),
  clashes: z
    .array(z.strictObject({ name: text, tools: z.array(tool) }))
    .describe('Tools that the client calls by one name, after its prefixes and cuts.'),
  longNames: z.array(
    tool.extend({
      name: text.describe('The whole name, before it is shortened.'),
      longest: count,
      over: z.enum(['refused', 'left out', 'cut', 'middle', 'hashed']).describe('What the client does to it.'),
    }),
  ),
  cutTexts: z.array(
    z.strictObject({
      member: text,
      tool: text.nullable().describe('Null for the instructions of the server.'),
      address,
      characters: count,
      most: count,
    }),
  ),
  crowded: z
    .strictObject({ most: count, tools: count, note: text })
    .nullable()
    .describe('Set where there are more tools than the client takes.'),
});

export const fleet = z
  .array(group)
  .nullable()
  .describe(
    'The servers of client configurations, or the variants of one server, side by side; null where none were asked for.',
  );

export type ReportGroup = z.infer<typeof group>;
