// The JSON report, described once: its types are inferred from here and `schemas/report.schema.json` is generated from it.
// Imported as types only at run time, so that printing a report does not load zod.
import { z } from 'zod';

import { budget } from './contract-budget.ts';
import { fleet } from './contract-fleet.ts';
import {
  address,
  categories,
  count,
  grade,
  location,
  type span,
  status,
  text,
  tool,
  varies,
} from './contract-parts.ts';
import { baseline, limits, notice } from './contract-run.ts';

const unchecked = z.strictObject({
  address,
  reason: text,
  location: location.nullable(),
  dropped: count.describe('How many possible findings rest on it and were not made.'),
});

const server = z.strictObject({
  target: text.nullable().describe('What the call or the configuration names it by.'),
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
  source: z
    .strictObject({
      libraries: z
        .array(
          z.strictObject({
            name: text,
            role: z.enum(['sdk', 'schema']).describe('`sdk`: lists the tools. `schema`: makes their schemas.'),
            version: text,
            basis: z
              .enum(['installed', 'lock file', 'declared range', 'assumed'])
              .describe(
                'How the version is known: from the copy installed, from a lock file, as the lowest of the range declared, or from nothing in the project.',
              ),
          }),
        )
        .describe('The libraries that decide what the server lists, as they were taken to be.'),
      files: z.array(text).describe('Every file that was read, as `location` names them.'),
    })
    .nullable()
    .describe('Set when its source was read, alone or beside what runs.'),
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
  archetype: z
    .strictObject({
      name: z
        .enum(['api-wrapper', 'workflow-orchestrator', 'stateful-backend', 'unknown'])
        .describe('Decides what the category `operations` weighs in the score.'),
      by: z
        .enum(['configuration', 'source', 'tools'])
        .describe('What says so: the configuration, the code behind the tools, or the list of tools alone.'),
      evidence: z.array(z.strictObject({ says: text, address, location: location.nullable() })),
    })
    .nullable()
    .describe('What kind of server it is in production. Null when nothing was read.'),
  budget: budget.nullable().describe('Null when nothing was read. A lower bound when the status is `partial`.'),
  tools: z.array(tool).describe('In the order listed.'),
  varies,
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
  key: text
    .nullable()
    .describe('What tells it from others with the same message at the same address; part of the fingerprint.'),
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
      rules: z.array(text).describe('The ids of the rules that ran.'),
      scoring: z
        .strictObject({
          version: z.int().min(1).describe('Of the formula and its weights.'),
          ruleSet: text.describe('Hash over the default rules, which scores are made by.'),
        })
        .describe('Scores are comparable where both are equal.'),
    }),
    status: status.describe('The worst of the servers.'),
    exitCode: z
      .literal([0, 1, 2])
      .describe(
        '0: clean. 1: a finding at or above `--fail-on`, or a limit exceeded. 2: something that was asked for was not audited.',
      ),
    shard: z
      .strictObject({ index: z.int().min(1), of: z.int().min(1) })
      .nullable()
      .describe('Which part of the targets this is (`--shard`); null when it is all of them.'),
    limits,
    exceeded: z
      .array(
        z.strictObject({
          limit: z.enum(['max-tokens', 'tool-tokens', 'toolset-tokens', 'instructions-tokens', 'max-warnings']),
          server: text.nullable().describe('Null for `max-warnings`, which counts those of all servers.'),
          name: text.nullable().describe('The tool or the toolset that exceeds it.'),
          allowed: count,
          actual: count,
          by: z
            .enum(['flag', 'configuration'])
            .nullable()
            .describe('What set it; null where that is not known, in a merged report.'),
        }),
      )
      .describe('Limits that were set and exceeded. `max-tokens` is held against `model` + `instructions`.'),
    notices: z
      .array(notice)
      .describe('What is to be said about the configuration and the baseline; it never affects the exit code.'),
    baseline: baseline.nullable().describe('What came of the baseline; null where there is none.'),
    servers: z
      .array(server)
      .describe('One for each target that was asked for, in that order, whether or not it could be read.'),
    findings: z.array(finding).describe('Complete, whatever the terminal shows; by server, then place.'),
    fleet,
  })
  .meta({
    title: 'mcp-audit report',
    description:
      'What `mcp-audit -f json` prints. Names and texts come from the audited server: treat them as untrusted.',
  });

export type Report = z.infer<typeof reportSchema>;
export type ReportServer = z.infer<typeof server>;
export type ReportTool = z.infer<typeof tool>;
export type ReportBudget = z.infer<typeof budget>;
export type ReportFinding = z.infer<typeof finding>;
export type ReportLocation = z.infer<typeof location>;
export type ReportSpan = z.infer<typeof span>;
