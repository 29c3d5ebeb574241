import { z } from 'zod';

import type { DiffFailOn } from '../diff/comparison.ts';
import { ARCHETYPES } from '../model/archetypes.ts';
import { isDay } from './day.ts';
import { plain, target, text, VARIANT_SHAPE } from './targets.ts';

// Every `error` completes the sentence "`KEY` must be …"; descriptions go into the published JSON Schema and types.
const LEVEL = '`off`, `info`, `warning` or `error`';
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
export const DIFF_FAIL_ON = ['breaking', 'any', 'never'] as const satisfies readonly DiffFailOn[];

const level = z.enum(LEVELS, { error: LEVEL }).meta({ id: 'Level' });
const SETTING = `${LEVEL}, or an array of a level and options`;
const OPTIONS = 'an object from the names of options to values';
const setting = z.union(
  [
    level,
    z.tuple([level, z.record(z.string(), z.unknown(), { error: OPTIONS }).optional()], { error: SETTING }).readonly(),
  ],
  { error: LEVEL },
);
const ruleSettings = z
  .record(z.string(), setting.optional(), { error: `an object from rule ids to ${LEVEL}` })
  .meta({ id: 'RuleSettings' });

const texts = (what: string) =>
  z.union([text, z.array(text, { error: what }).min(1, { error: what }).readonly()], { error: what });
const GLOBS = 'a pattern or an array of patterns';
const DAY = { error: 'a day as `2026-12-31`' };

/** Some findings, and what they are. */
const override = z.strictObject(
  {
    servers: texts(GLOBS).optional().describe('Servers, by their names; `*` stands for any characters, `?` for one.'),
    tools: texts(GLOBS).optional().describe('Tools, by their names; `*` stands for any characters, `?` for one.'),
    rules: ruleSettings.describe(
      'The level of rules there. `off` suppresses: findings stay listed as suppressed, and fail nothing.',
    ),
    reason: text.optional().describe('Why; shown beside what it suppresses.'),
    until: z
      .string(DAY)
      .regex(/^\d{4}-\d{2}-\d{2}$/, { ...DAY, abort: true })
      .refine(isDay, DAY)
      .optional()
      .describe('The last day on which it applies: `2026-12-31`.'),
  },
  { error: 'an object with `rules`, and `servers` or `tools` that they are for' },
);

const COUNT = { error: 'a positive whole number' };
const tokens = z.int(COUNT).positive(COUNT);
const TOOLSETS = 'a positive whole number, or an object from the names of toolsets to such numbers';
const budget = z.strictObject(
  {
    tokens: tokens.optional().describe('The most that the tools and instructions of one server may cost together.'),
    tool: tokens.optional().describe('The most that one tool may cost.'),
    instructions: tokens.optional().describe('The most that the instructions of one server may cost.'),
    toolset: z
      .union([tokens, z.record(text, tokens, { error: TOOLSETS })], { error: TOOLSETS })
      .optional()
      .describe('The most that the tools of one toolset may cost: of each, or of those named.'),
  },
  { error: 'an object with `tokens`, `tool`, `instructions` or `toolset`' },
);

const GROWTH = 'a number of tokens, or a share such as `"5%"`';
const diff = z.strictObject(
  {
    failOn: z
      .enum(DIFF_FAIL_ON, { error: '`breaking`, `any` or `never`' })
      .optional()
      .describe('Which changes make the exit code of `mcp-audit diff` 1.'),
    maxGrowth: z
      .union(
        [
          z.int({ error: GROWTH }).nonnegative({ error: GROWTH }),
          z.string({ error: GROWTH }).regex(/^\+?\d{1,9}(?:\.\d{1,6})?%$/, { error: GROWTH }),
        ],
        { error: GROWTH },
      )
      .optional()
      .describe('By how much tools and instructions may grow: a number of tokens, or a share such as `"5%"`.'),
  },
  { error: 'an object with `failOn` or `maxGrowth`' },
);

const MILLISECONDS = { error: 'a positive whole number of milliseconds' };
const milliseconds = z.int(MILLISECONDS).positive(MILLISECONDS);
const WORKFLOW = 'an array of the names of at least two tools, or an object with them as `tools`';
const steps = z.array(text, { error: WORKFLOW }).min(2, { error: WORKFLOW }).readonly();
const workflow = z.union(
  [
    steps,
    z.strictObject(
      {
        tools: steps,
        budget: milliseconds.optional().describe('Milliseconds for all of it, instead of `turnBudget` for each call.'),
      },
      { error: WORKFLOW },
    ),
  ],
  { error: WORKFLOW },
);

const TARGETS = 'an array of targets, or an object from names to targets';
const PLUGINS = 'an array of the names of packages and of paths that begin with `./`';
const PATTERNS = 'an array of names and patterns of tools';

/** The parts of a configuration that have keys of their own, by the key they stand at. */
export const PARTS = { overrides: override, budget, diff, workflows: workflow.options[1] } as const;

/** What a configuration file may say: the one place, for checks, messages, the published JSON Schema and the published types. */
export const configSchema = z.strictObject(
  {
    $schema: z.string({ error: 'a string' }).optional().describe('For editors; ignored.'),
    extends: texts('the name of a preset, a package or a file, or an array of them')
      .optional()
      .describe(
        'Configurations this one starts from: the presets `recommended`, `strict`, `spec` and `security`, packages, files (`./base.json`), and presets of plugins (`PLUGIN/PRESET`). Later ones win, and what stands here wins over all.',
      ),
    plugins: z
      .array(
        z.union([text, z.looseObject({ name: z.string({ error: 'a string' }) })], { error: 'a package or a path' }),
        { error: PLUGINS },
      )
      .readonly()
      .optional()
      .describe('Packages and files (`./rules/index.ts`) with rules of others. Their rules are called `PLUGIN/RULE`.'),
    targets: z
      .union([z.array(target, { error: TARGETS }).readonly(), z.record(text, target, { error: TARGETS })], {
        error: TARGETS,
      })
      .optional()
      .describe(
        'What is audited when the command line names nothing: paths, URLs, packages (`npm:NAME`), or objects. With names, `--target NAME` chooses.',
      ),
    rules: ruleSettings.optional().describe('The level of single rules, and their options.'),
    overrides: z
      .array(override, { error: 'an array of overrides' })
      .readonly()
      .optional()
      .describe('Levels for some servers or tools. The last that fits wins.'),
    failOn: z
      .enum(FAIL_ON, { error: '`error`, `warning`, `info` or `never`' })
      .optional()
      .describe('The least severe finding that makes the exit code 1.'),
    maxWarnings: z
      .int({ error: 'a whole number' })
      .nonnegative({ error: 'a whole number' })
      .optional()
      .describe('More warnings than this make the exit code 1.'),
    baseline: plain.optional().describe('The file with the findings that are known: only new ones fail.'),
    budget: budget.optional().describe('What the definitions may cost, in tokens; more makes the exit code 1.'),
    diff: diff.optional().describe('Limits of `mcp-audit diff`.'),
    workflows: z
      .array(workflow, { error: 'an array of workflows' })
      .readonly()
      .optional()
      .describe('Tools that an agent calls one after the other in one turn, by their names in that order.'),
    turnBudget: milliseconds
      .optional()
      .describe('Milliseconds that each call of a workflow may take on average: three calls have three times as many.'),
    toolsets: z
      .record(text, z.array(text, { error: PATTERNS }).min(1, { error: PATTERNS }).readonly(), {
        error: 'an object from the names of toolsets to arrays of patterns',
      })
      .optional()
      .describe(
        'Tools that belong together, by their names; `*` stands for any characters and `?` for one. The first that fits counts.',
      ),
    variants: z
      .record(text, VARIANT_SHAPE, { error: 'an object from names to what is different' })
      .optional()
      .describe(
        'Ways to start the one server of `targets`, such as its read-only mode: each is listed and counted, side by side.',
      ),
    archetype: z
      .enum(ARCHETYPES, { error: '`api-wrapper`, `workflow-orchestrator` or `stateful-backend`' })
      .optional()
      .describe('What kind of server it is in production, where what was found is not right.'),
  },
  { error: 'an object' },
);

/** What one file says. */
export type FileConfig = z.infer<typeof configSchema>;
export type Level = (typeof LEVELS)[number];
export type RuleSetting = z.infer<typeof setting>;
export type ConfigOverride = z.infer<typeof override>;
