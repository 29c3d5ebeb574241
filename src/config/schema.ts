import { z } from 'zod';

import { ARCHETYPES } from '../model/archetypes.ts';

// Every `error` completes the sentence "`KEY` must be …"; descriptions go into the published JSON Schema.
const LEVEL = '`off`, `info`, `warning` or `error`';
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
const level = z.enum(LEVELS, { error: LEVEL });
const text = z.string({ error: 'a string' }).min(1, { error: 'a string that is not empty' });
/** Programs, folders and variables go to the operating system, which ends a string at a NUL. */
const hasNoNul = (value: string): boolean => !value.includes('\0');
const NO_NUL = { error: 'a string without NUL characters' };
const plain = text.refine(hasNoNul, NO_NUL);
const COMMAND = 'an array: the program, then each of its arguments';

const name = text.optional().describe('What this target is called in reports when its own name is not its own alone.');
const anchor = text
  .optional()
  .describe('The file its findings belong to, because a running server has none: `FILE` or `FILE:LINE`.');
const source = plain
  .optional()
  .describe('The folder or file with the source of what runs: findings get its lines, and its comments apply.');
const env = z.record(
  z.string().regex(/^[^=\0]+$/, { error: 'names of environment variables' }),
  z.string({ error: 'a string' }).refine(hasNoNul, NO_NUL),
  {
    error: 'an object from names to strings',
  },
);
const headers = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: 'names of HTTP headers' }),
  z
    .string({ error: 'a string' })
    // oxlint-disable-next-line no-control-regex -- what HTTP forbids in a field value (RFC 9110 5.5)
    .regex(/^[^\u0000-\u0008\u000A-\u001F\u007F]*$/, { error: 'one line without control characters' }),
  { error: 'an object from names to strings' },
);

/** The kinds of target that are objects, by the key that tells them apart. */
export const TARGETS = {
  command: z.strictObject({
    command: z
      .array(z.string({ error: 'a string' }).refine(hasNoNul, NO_NUL), { error: COMMAND })
      .min(1, { error: COMMAND })
      .refine(([program]) => program !== '', { error: 'the name of a program', path: [0] }),
    env: env.optional().describe('Added to the environment of this process.'),
    cwd: plain.optional().describe('The folder the server runs in.'),
    anchor,
    source,
    name,
  }),
  url: z.strictObject({
    url: text
      .refine(isHttpUrl, { error: 'an http:// or https:// URL' })
      .refine(hasNoUser, { error: 'a URL without a user name or password' }),
    headers: headers.optional().describe('Sent with every request, never shown.'),
    healthUrl: text
      .refine(isHttpUrl, { error: 'an http:// or https:// URL' })
      .refine(hasNoUser, { error: 'a URL without a user name or password' })
      .optional()
      .describe('What tells how the server is, asked without headers.'),
    anchor,
    source,
    name,
  }),
  json: z.strictObject({ json: plain.describe('A file with a tool list.'), source, name }),
  source: z.strictObject({
    source: plain.describe(
      'A folder or file with the TypeScript or JavaScript of a server, which is read and not run.',
    ),
    name,
  }),
} as const;

type Kind = keyof typeof TARGETS;

/** Which kinds an object names: one where it can be told what was meant. What has another key as well only has its source. */
export function kindsOf(target: object): readonly Kind[] {
  const named = (Object.keys(TARGETS) as Kind[]).filter((kind) => kind in target);
  return named.length > 1 ? named.filter((kind) => kind !== 'source') : named;
}

const VARIANT = 'an object with a `command`, `args`, `env`, `url` or `headers`';
/** One way to start or call a server, told by how it differs. */
export const VARIANT_SHAPE = z
  .strictObject(
    {
      command: TARGETS.command.shape.command.optional().describe('Instead of the command of the target.'),
      args: z
        .array(z.string({ error: 'a string' }).refine(hasNoNul, NO_NUL), { error: 'an array of arguments' })
        .optional()
        .describe('Added to the command of the target.'),
      env: env.optional().describe('Added to the variables of the target.'),
      cwd: plain.optional().describe('The folder it runs in.'),
      url: TARGETS.url.shape.url.optional().describe('Instead of the URL of the target.'),
      headers: headers.optional().describe('Added to the headers of the target, never shown.'),
    },
    { error: VARIANT },
  )
  .refine((variant) => Object.keys(variant).length > 0, { error: VARIANT });

const TARGET = 'a path, a URL or an object';
const MILLISECONDS = { error: 'a positive whole number of milliseconds' };
const milliseconds = z.int(MILLISECONDS).positive(MILLISECONDS);
const WORKFLOW = 'an array of the names of at least two tools, or an object with them as `tools`';
const steps = z.array(text, { error: WORKFLOW }).min(2, { error: WORKFLOW });
const workflow = z.union([
  steps,
  z.strictObject(
    {
      tools: steps,
      budget: milliseconds.optional().describe('Milliseconds for all of it, instead of `turnBudget` for each call.'),
    },
    { error: WORKFLOW },
  ),
]);

const target = z.union([
  z.string({ error: TARGET }).min(1, { error: TARGET }),
  TARGETS.command,
  TARGETS.url,
  TARGETS.json,
  TARGETS.source,
]);

/** What a configuration may say: the one place, for types, checks, messages and the published JSON Schema. */
export const configSchema = z.strictObject(
  {
    $schema: z.string({ error: 'a string' }).optional().describe('For editors; ignored.'),
    targets: z
      .array(target, { error: 'an array of targets' })
      .optional()
      .describe('What is audited when the command line names nothing: paths, URLs, packages (`npm:NAME`), or objects.'),
    rules: z
      .record(z.string(), level, { error: `an object from rule ids to ${LEVEL}` })
      .optional()
      .describe('The level of single rules.'),
    failOn: z
      .enum(FAIL_ON, { error: '`error`, `warning`, `info` or `never`' })
      .optional()
      .describe('The least severe finding that makes the exit code 1.'),
    maxTokens: z
      .int({ error: 'a positive whole number' })
      .positive({ error: 'a positive whole number' })
      .optional()
      .describe('The most tokens that the tools and instructions of one server may cost.'),
    workflows: z
      .array(workflow, { error: 'an array of workflows' })
      .optional()
      .describe('Tools that an agent calls one after the other in one turn, by their names in that order.'),
    turnBudget: milliseconds
      .optional()
      .describe('Milliseconds that each call of a workflow may take on average: three calls have three times as many.'),
    toolsets: z
      .record(
        text,
        z
          .array(text, { error: 'an array of names and patterns of tools' })
          .min(1, { error: 'an array of names and patterns of tools' }),
        { error: 'an object from the names of toolsets to arrays of patterns' },
      )
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

export type Config = z.infer<typeof configSchema>;
export type ConfigTarget = z.infer<typeof target>;
export type ConfigVariant = z.infer<typeof VARIANT_SHAPE>;

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function hasNoUser(value: string): boolean {
  if (!URL.canParse(value)) return true;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}
