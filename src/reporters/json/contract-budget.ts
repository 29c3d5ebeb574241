import { z } from 'zod';

import { address, count, parted, text, tokens } from './contract-parts.ts';

const range = z.strictObject({ from: z.number(), to: z.number() });

const toolsets = z.strictObject({
  basis: z
    .enum(['configuration', 'declared', 'source', 'names', 'none'])
    .describe(
      'What says which tools belong together: the configuration, the tools themselves, the files that they stand in, or their names.',
    ),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .describe('The share of pairs in one toolset that are expected to belong together; 1 where it is stated.'),
  sets: z.array(
    z.strictObject({
      name: text.nullable().describe('Null for the tools that are in none.'),
      tools: count,
      addresses: z.array(address).describe('Its tools.'),
      tokens: tokens('Sum of `model` over its tools'),
    }),
  ),
});

const spending = z.strictObject({
  sent: z
    .array(z.strictObject({ encoding: text, model: count, listing: count, instructions: count }))
    .describe('What is sent, counted in the encodings that were asked for besides.'),
  views: z.array(
    z.strictObject({
      id: text,
      title: text,
      source: text.describe('Where the rendering is documented.'),
      tokens: z.record(z.string(), count).describe('By encoding.'),
      estimates: z.array(
        z.strictObject({ models: text, from: count, to: count, basis: text.describe('What the range rests on.') }),
      ),
      firstSearch: range
        .extend({ tools: range })
        .nullable()
        .describe(
          'Where definitions are loaded when searched for: how many the first search gives back, and their tokens.',
        ),
      hidden: count.describe('Parts of descriptions and schemas that this client does not show its model.'),
    }),
  ),
  windows: z.array(z.strictObject({ window: count, share: z.number().describe('1 is all of it.') })),
  costs: z
    .array(z.strictObject({ model: text, uncached: range, cached: range, asOf: z.iso.date() }))
    .describe('US dollars for 1,000 turns, for the definitions alone.'),
  repeats: z.array(
    z.strictObject({
      kind: z.enum(['parameter', 'sentence', 'title', 'enum']),
      text: text.describe('As sent: untrusted.'),
      addresses: z.array(address),
      tokens: count,
      duplicate: count.describe('All but the first.'),
    }),
  ),
  longest: z.array(z.strictObject({ address, tokens: count })),
  savings: z.array(
    z.strictObject({
      kind: z.enum(['drop', 'shorten', 'move', 'split', 'merge']),
      say: text,
      risk: z.enum(['none', 'low', 'some']),
      addresses: z.array(address),
      spent: count.describe('Tokens of what stands there.'),
      saves: count.nullable().describe('Counted on the lists before and after; null where a person has to decide.'),
      edits: z
        .array(
          z.strictObject({
            address,
            drop: z.boolean().describe('The member is taken away.'),
            cut: z
              .array(z.array(count))
              .nullable()
              .describe('Ranges of the text that are, in UTF-16 units, end exclusive.'),
            add: text.nullable().describe('Text that comes behind what is there.'),
          }),
        )
        .nullable(),
    }),
  ),
});

export const budget = z.strictObject({
  encoding: text.describe('The tokenizer that all counts of this server use.'),
  model: tokens('Sum over tools of `JSON.stringify({ name, description, inputSchema })`'),
  listing: tokens('Sum over tools of the whole tool as sent'),
  instructions: tokens('The instructions of the server'),
  parts: parted,
  estimate: z
    .boolean()
    .describe('True when some text was too long a run to encode whole, so that the counts are estimates.'),
  toolsets: toolsets.nullable().describe('Null where nothing tells which tools belong together.'),
  spending: spending
    .nullable()
    .describe('Where the tokens go, and where some can be saved: set by `mcp-audit budget`.'),
});
