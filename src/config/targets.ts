import { z } from 'zod';

// Every `error` completes the sentence "`KEY` must be …"; descriptions go into the published JSON Schema and types.
export const text = z.string({ error: 'a string' }).min(1, { error: 'a string that is not empty' });
/** Programs, folders and variables go to the operating system, which ends a string at a NUL. */
const hasNoNul = (value: string): boolean => !value.includes('\0');
const NO_NUL = { error: 'a string without NUL characters' };
export const plain = text.refine(hasNoNul, NO_NUL);
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
      .refine(([program]) => program !== '', { error: 'the name of a program', path: [0] })
      .describe('The program that is started, then each of its arguments; no shell reads them.'),
    env: env.optional().describe('Added to the environment of this process.'),
    cwd: plain.optional().describe('The folder the server runs in.'),
    anchor,
    source,
    name,
  }),
  url: z.strictObject({
    url: text
      .refine(isHttpUrl, { error: 'an http:// or https:// URL' })
      .refine(hasNoUser, { error: 'a URL without a user name or password' })
      .describe('Of a server that runs: `http://` or `https://`, without a user name or password.'),
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
export const target = z
  .union(
    [z.string({ error: TARGET }).min(1, { error: TARGET }), TARGETS.command, TARGETS.url, TARGETS.json, TARGETS.source],
    { error: TARGET },
  )
  .meta({ id: 'ConfigTarget' });

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
