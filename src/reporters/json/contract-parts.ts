// The pieces of the JSON report that others are made of.
import { z } from 'zod';

export const count = z.int().min(0);
export const tokens = (what: string) => count.describe(`${what}, in tokens of \`encoding\`.`);
export const text = z.string();

export const status = z
  .enum(['audited', 'partial', 'not-evaluated'])
  .describe(
    '`audited`: read whole and judged. `partial`: read in part; findings are right, totals are lower bounds. `not-evaluated`: nothing can be said, which is never a pass.',
  )
  .meta({ id: 'status' });

export const address = text
  .describe(
    'A stable name for one spot: `mcp:SERVER/tools/NAME#/json/pointer`, names percent-encoded, the second tool of a name as `NAME[2]`.',
  )
  .meta({ id: 'address' });

export const location = z
  .strictObject({
    file: text.describe(
      'Relative to the working directory where it lies inside, else absolute; `/` as separator; `<stdin>` for standard input.',
    ),
    startLine: z.int().min(1).describe('1-based.'),
    startColumn: z.int().min(1).describe('1-based, in UTF-16 code units.'),
    endLine: z.int().min(1).describe('1-based.'),
    endColumn: z.int().min(1).describe('1-based, in UTF-16 code units; the first column after the range.'),
    precision: z
      .enum(['exact', 'enclosing', 'anchor'])
      .describe(
        '`exact`: the thing itself. `enclosing`: the nearest thing that exists. `anchor`: a line named for a server that has no file.',
      ),
  })
  .meta({ id: 'location' });

const parts = z
  .strictObject({
    name: tokens('Names of tools'),
    description: tokens('Descriptions of tools'),
    parameters: tokens('Descriptions of parameters'),
    schema: tokens('The rest of the input schemas'),
    output: tokens('Output schemas'),
    annotations: tokens('Annotations'),
    other: tokens('Everything else a tool carries'),
  })
  .meta({ id: 'parts' });
export const parted = z
  .strictObject({ model: parts, listing: parts })
  .describe(
    '`model` and `listing` by what they are spent on; each adds up to its total, since a token that spans two parts belongs to the one in which it starts.',
  );

const level = z.literal([0, 1, 2]).nullable();
export const span = z
  .strictObject({ text, start: count, end: count })
  .describe('A piece of the description, with UTF-16 offsets, end exclusive.');
const evidence = span.nullable();
export const grade = z.enum(['A', 'B', 'C', 'D', 'F']).nullable().describe('Null when not evaluated.');
export const categories = z
  .record(text, z.number().min(0).max(100).nullable())
  .describe('0 to 100 by category; null where a category was not evaluated.');

export const varies = z
  .array(z.strictObject({ address, test: text.describe('If so, it is another; in words of the source.') }))
  .describe('Parts that are not always the same, such as a default that a variable of the environment changes.');

export const tool = z.strictObject({
  name: text.describe('As sent; empty when the tool has no usable name.'),
  address,
  location: location.nullable().describe('Where it is registered; null where no file says it.'),
  condition: text
    .nullable()
    .describe('What must hold for it to be listed, in words of the source; null when it is always listed.'),
  varies,
  toolset: text.nullable().describe('The toolset it belongs to; null when not known.'),
  tokens: z.strictObject({
    model: tokens('`JSON.stringify({ name, description, inputSchema })`'),
    listing: tokens('The whole tool as sent'),
    parts: parted.nullable(),
  }),
  score: z.number().min(0).max(100).nullable().describe('Null when not evaluated.'),
  grade,
  categories: categories.nullable(),
  effect: z
    .enum(['read', 'write', 'destructive', 'external', 'execute'])
    .nullable()
    .describe(
      'What calling it does to the world: `external` sends, publishes or spends (a web search is a read), `execute` runs what the caller gives; null when nothing tells.',
    ),
  description: z
    .strictObject({ what: level, when: level, returns: level, sideEffects: level })
    .nullable()
    .describe('How well the description text alone says each: 0 not, 1 in part, 2 well. Null when not evaluated.'),
  evidence: z
    .strictObject({ what: evidence, when: evidence, returns: evidence, sideEffects: evidence })
    .partial()
    .nullable()
    .describe('The words that each level rests on.'),
  limits: z
    .array(span)
    .nullable()
    .describe('Where the description says how far the tool goes: sizes, scopes, preconditions. Null when not read.'),
  examples: z.array(span).nullable().describe('Values, calls and inputs with results in it. Null when not read.'),
  parameters: z
    .strictObject({ total: count, described: count })
    .nullable()
    .describe('At all depths, and those that say what they are. Null when the schema could not be read.'),
});
