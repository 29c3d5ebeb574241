import { z } from 'zod';

import { HOMEPAGE } from '../about.ts';
import type { Checks, Context, Report, Rule, RuleMeta } from '../rule.ts';
import { UserError } from '../user-error.ts';
import { guarded, nameOf } from './guarded.ts';
import type { Plugin } from './plugin.ts';
import { isPreset } from './presets.ts';
import { show, valueAt } from './problem.ts';
import type { Path } from './source.ts';

/** A plugin that was read: its rules have the names by which they are configured. */
export interface LoadedPlugin {
  readonly name: string;
  /** The file, or the configuration that made it. */
  readonly file: string;
  readonly rules: readonly Rule[];
  readonly presets: Readonly<Record<string, unknown>>;
}

const text = (error: string) => z.string({ error }).min(1, { error });
const OBJECT = { error: 'an object' };
const SEVERITY = z.enum(['error', 'warning', 'info'], { error: '`error`, `warning` or `info`' });
const POINTS = z.number({ error: 'a number' }).nonnegative({ error: 'a number that is not below 0' }).optional();
const message = z.union(
  [text('a text'), z.looseObject({ text: text('a text'), severity: SEVERITY.optional(), points: POINTS }, OBJECT)],
  { error: 'a text, or an object with `text`' },
);
const about = { describe: text('a sentence') };
const option = z.discriminatedUnion(
  'type',
  [
    z.looseObject({ ...about, type: z.literal('integer'), default: z.int({ error: 'a whole number' }) }),
    z.looseObject({ ...about, type: z.literal('boolean'), default: z.boolean({ error: '`true` or `false`' }) }),
    z.looseObject({
      ...about,
      type: z.literal('strings'),
      default: z.array(z.string({ error: 'a string' }), { error: 'an array of strings' }),
    }),
  ],
  { error: 'an object with `type`, which is `integer`, `boolean` or `strings`' },
);
const ID = 'a name of small letters, digits and hyphens';
const named = z.string({ error: ID }).regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, { error: ID });
const CATEGORIES = ['description', 'naming', 'schema', 'safety', 'errors', 'operations', 'budget'] as const;
const check = z.custom((value) => typeof value === 'function', { error: 'a generator function' }).optional();

/** What has to be right for a rule to run and to be shown; the rest is its own. */
const ruleSchema = z.looseObject(
  {
    meta: z.looseObject(
      {
        id: named,
        title: text('a sentence'),
        category: z.enum(CATEGORIES, { error: `one of ${CATEGORIES.map((each) => `\`${each}\``).join(', ')}` }),
        severity: SEVERITY,
        points: POINTS,
        why: text('a text'),
        hint: text('a text'),
        messages: z
          .record(z.string(), message, { error: 'an object from names to texts' })
          .refine((all) => Object.keys(all).length > 0, { error: 'an object with at least one text' }),
        references: z.array(text('a URL'), { error: 'an array of URLs' }).optional(),
        docs: z.url({ error: 'a URL' }).optional(),
        options: z.record(z.string(), option, OBJECT).optional(),
        entails: z.array(text('an id'), { error: 'an array of ids' }).optional(),
        advice: text('a text').optional(),
        realCase: z.string({ error: 'a text' }).optional(),
        since: z.string({ error: 'a text' }).optional(),
      },
      OBJECT,
    ),
    checks: z.looseObject({ server: check, tool: check, schema: check, suppression: check }, OBJECT),
  },
  { error: 'a rule, made by `defineRule`' },
);

const pluginSchema = z.looseObject(
  {
    name: named.refine((name) => !isPreset(name), { error: 'no name of a preset' }),
    rules: z.array(ruleSchema, { error: 'an array of rules' }),
    presets: z
      .record(z.string(), z.looseObject({}, { error: 'a configuration' }), {
        error: 'an object from names to configurations',
      })
      .optional(),
  },
  { error: 'an object with `name` and `rules`' },
);

/** The plugin that a file exports, or a configuration holds, checked. Throws a `UserError`. */
export function pluginOf(value: unknown, file: string): LoadedPlugin {
  const fail = (message: string, hint: string): UserError => new UserError(message, { place: { file }, hints: [hint] });
  const result = parsed();
  if (!result.success) {
    throw fail(
      mistakeIn(value, result.error, 'plugin'),
      'for example `export default { name: "acme", rules: [defineRule({ … }, { … })] };`',
    );
  }
  const { name, rules, presets = {} } = value as Plugin;
  const ids = rules.map(({ meta }) => meta.id);
  const known = new Set(ids);
  const twice = known.size < ids.length ? ids.find((id, i) => ids.indexOf(id) !== i) : undefined;
  if (twice !== undefined)
    throw fail(`two rules of the plugin \`${name}\` are called \`${twice}\``, 'give each an id of its own');
  return { name, file, presets, rules: rules.map((rule) => renamed(rule, name, known)) };

  function parsed(): ReturnType<typeof pluginSchema.safeParse> {
    try {
      return pluginSchema.safeParse(value);
    } catch (error) {
      throw fail(`the plugin throws ${nameOf(error)}`, 'correct it, or leave it out of `plugins`'); // from a getter
    }
  }
}

/** Throws a `UserError` for a rule that a plugin could not hold. */
export function checkRule(rule: unknown): void {
  const result = ruleSchema.safeParse(rule);
  if (!result.success) throw new UserError(mistakeIn(rule, result.error, 'rule'));
}

function mistakeIn(value: unknown, { issues }: z.ZodError, what: string): string {
  const { path, message } = deepest(issues[0]!);
  const is = valueAt(value, path) === undefined ? 'missing' : 'not';
  return `${path.length === 0 ? `a ${what}` : `${show(path)} of the ${what}`} must be ${message}, but it is ${is}`;
}

/** Of several forms, what is wrong with the one that was meant: the one whose type the value has. */
function deepest(issue: z.core.$ZodIssue, above: Path = []): { readonly path: Path; readonly message: string } {
  const path = [...above, ...(issue.path as Path)];
  const meant =
    issue.code === 'invalid_union'
      ? issue.errors.find(([first]) => first !== undefined && first.path.length > 0)?.[0]
      : undefined;
  return meant ? deepest(meant, path) : { path, message: issue.message };
}

/** The rule under the name by which it is configured; what it throws is its own mistake, and said to be. */
function renamed({ meta, checks }: Rule, plugin: string, ids: ReadonlySet<string>): Rule {
  const full = (id: string): string => (ids.has(id) ? `${plugin}/${id}` : id);
  const own: RuleMeta = {
    ...meta,
    references: meta.references ?? [],
    realCase: meta.realCase ?? '',
    since: meta.since ?? '',
    docs:
      meta.docs ??
      meta.references?.find((each) => /^https?:/.test(each) && URL.canParse(each)) ??
      `${HOMEPAGE}#plugins`,
    id: full(meta.id),
    ...(meta.entails ? { entails: meta.entails.map(full) } : {}),
  };
  const held: Record<string, unknown> = {};
  for (const kind of ['server', 'tool', 'schema', 'suppression'] as const) {
    const run = checks[kind] as ((...all: readonly unknown[]) => Iterable<Report>) | undefined;
    if (run)
      held[kind] = (what: unknown, context: Context) => guarded(() => run.call(checks, what, context), own, context);
  }
  return { meta: own, checks: { ...(checks.on ? { on: checks.on } : {}), ...(held as Checks<string>) } };
}
