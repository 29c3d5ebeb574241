// The JSON report, described once: its types are inferred from here and `schemas/report.schema.json` is generated from it.
// Imported as types only at run time, so that printing a report does not load zod.
import { z } from 'zod';

const count = z.int().min(0);
const tokens = (what: string) => count.describe(`${what}, in tokens of \`encoding\`.`);
const text = z.string();

const status = z
  .enum(['audited', 'partial', 'not-evaluated'])
  .describe(
    '`audited`: read whole and judged. `partial`: read in part; findings are right, totals are lower bounds. `not-evaluated`: nothing can be said, which is never a pass.',
  )
  .meta({ id: 'status' });

const address = text
  .describe(
    'A stable name for one spot: `mcp:SERVER/tools/NAME#/json/pointer`, names percent-encoded, the second tool of a name as `NAME[2]`.',
  )
  .meta({ id: 'address' });

const location = z
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
const parted = z
  .strictObject({ model: parts, listing: parts })
  .describe('`model` and `listing` by what they are spent on; each adds up to its total.');

const level = z.literal([0, 1, 2]).nullable();
const span = z
  .strictObject({ text, start: count, end: count })
  .describe('A piece of the description, with UTF-16 offsets, end exclusive.')
  .nullable();
const grade = text.nullable().describe('A letter; null when not evaluated.');
const categories = z
  .record(text, z.number().min(0).max(100).nullable())
  .describe('0 to 100 by category; null where a category was not evaluated.');

const tool = z.strictObject({
  name: text.describe('As sent; empty when the tool has no usable name.'),
  address,
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
    .strictObject({ what: span, when: span, returns: span, sideEffects: span })
    .partial()
    .nullable()
    .describe('The words that each level rests on.'),
});

const unchecked = z.strictObject({
  address,
  reason: text,
  location: location.nullable(),
  dropped: count.describe('How many possible findings rest on it and were not made.'),
});

const server = z.strictObject({
  id: text.describe(
    '`serverInfo.name`, else the package name, else the file stem; with `~` and more where two would clash.',
  ),
  status,
  reason: text.nullable().describe('Why it is partial or not evaluated; null when audited.'),
  detail: text
    .nullable()
    .describe('More on the reason, such as the last lines of stderr. Written by the server: untrusted.'),
  hint: text.nullable().describe('What to do about it.'),
  location: location.nullable().describe('Where the reason stands, such as a syntax error in a file.'),
  input: z.enum(['json', 'live', 'typescript', 'npm']).describe('What kind of target it was read from.'),
  fidelity: z
    .enum(['observed', 'declared'])
    .nullable()
    .describe('`observed`: what a client receives. `declared`: what the source says. Null when nothing was read.'),
  revisions: z.array(text).describe('Protocol revisions it serves; empty when unknown.'),
  info: z.strictObject({ name: text, version: text.nullable() }).nullable().describe('What the server calls itself.'),
  score: z
    .strictObject({ overall: z.number().min(0).max(100).nullable(), grade, categories })
    .nullable()
    .describe('Null when not evaluated.'),
  budget: z
    .strictObject({
      encoding: text.describe('The tokenizer that all counts of this server use.'),
      model: tokens('Sum over tools of `JSON.stringify({ name, description, inputSchema })`'),
      listing: tokens('Sum over tools of the whole tool as sent'),
      instructions: tokens('The instructions of the server'),
      parts: parted,
      estimate: z
        .boolean()
        .describe('True when some text was too long a run to encode whole, so that the counts are estimates.'),
      toolsets: z
        .array(z.strictObject({ name: text, tools: count, tokens: tokens('Sum of `model` over its tools') }))
        .nullable(),
    })
    .nullable()
    .describe('Null when nothing was read. A lower bound when the status is `partial`.'),
  tools: z.array(tool).describe('In the order listed.'),
  unchecked: z.array(unchecked).describe('Parts that could not be judged.'),
});

const finding = z.strictObject({
  ruleId: text,
  messageId: text.describe('Which of the things the rule can say.'),
  severity: z.enum(['error', 'warning', 'info']),
  address,
  server: text.describe('The id of the server.'),
  tool: text
    .nullable()
    .describe('The name of the tool as sent; null for findings about the server, a prompt or a resource.'),
  message: text.describe(
    'What is wrong. Quoted names are cut to 200 characters, with invisible and control characters as `\\u{…}`.',
  ),
  hint: text.describe('What to do.'),
  docs: z.url().describe('The page of the rule.'),
  fingerprint: text
    .regex(/^[0-9a-f]{32}$/)
    .describe('The same for the same defect in every run, whatever the wording, order or formatting.'),
  location: location.nullable(),
  related: z.array(z.strictObject({ address, note: text, location: location.nullable() })),
  shown: z.boolean().describe('False when `--min-severity` hides it from the terminal.'),
  suppressed: z
    .strictObject({
      by: z.enum(['comment', 'config', 'baseline']),
      reason: text.nullable(),
      until: text.nullable().describe('The date it ends.'),
    })
    .nullable()
    .describe('Set when it was silenced; it then never affects the exit code.'),
});

export const reportSchema = z
  .strictObject({
    schemaVersion: z
      .literal(1)
      .describe('Raised when a field changes its meaning or goes away. New fields may come without a new version.'),
    generator: z.strictObject({
      name: z.literal('mcp-audit'),
      version: text,
      ruleSet: text.describe('Hash over the rules that ran: equal hashes, comparable results.'),
    }),
    status: status.describe('The worst of the servers.'),
    exitCode: z
      .literal([0, 1, 2])
      .describe(
        '0: clean. 1: a finding at or above `--fail-on`, or a limit exceeded. 2: something that was asked for was not audited.',
      ),
    exceeded: z
      .array(z.strictObject({ server: text, limit: z.literal('max-tokens'), allowed: count, actual: count }))
      .describe('Limits that were set and exceeded. `max-tokens` is held against `model` + `instructions`.'),
    servers: z
      .array(server)
      .describe('One for each target that was asked for, in that order, whether or not it could be read.'),
    findings: z.array(finding).describe('Complete, whatever the terminal shows; by server, then place.'),
  })
  .meta({
    title: 'mcp-audit report',
    description:
      'What `mcp-audit -f json` prints. Names and texts come from the audited server: treat them as untrusted.',
  });

export type Report = z.infer<typeof reportSchema>;
export type ReportServer = z.infer<typeof server>;
export type ReportTool = z.infer<typeof tool>;
export type ReportFinding = z.infer<typeof finding>;
export type ReportLocation = z.infer<typeof location>;
