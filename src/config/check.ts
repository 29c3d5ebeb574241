import type { z } from 'zod';

import { ARCHETYPES } from '../model/archetypes.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { EXAMPLES } from './examples.ts';
import { configSchema, FAIL_ON, kindsOf, LEVELS, TARGETS, VARIANT_SHAPE, type Config } from './schema.ts';
import type { Path, Source } from './source.ts';

type Issue = z.core.$ZodIssue;

interface Problem {
  readonly message: string;
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly hints: readonly string[];
}

/** The configuration a source holds, or the mistakes in it as one `UserError`, in the order they stand. Nothing of a header or variable is repeated but its name. */
export function checkConfig(source: Source, ruleIds: readonly string[]): Config {
  const { value } = source;
  const result = configSchema.safeParse(value);
  const problems = [
    ...source.repeated.map((path) => ({
      message: `${show(path)} stands twice`,
      path,
      part: 'key' as const,
      hints: ['keep one: only the last counts'],
    })),
    ...(result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, value))),
    ...unknownRules(value, ruleIds),
  ].map((problem) => ({ ...problem, place: source.place(problem.path, problem.part) }));
  const [first, ...others] = problems.toSorted(
    (a, b) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0),
  );
  if (first)
    throw new UserError(first.message, {
      ...first,
      others: others.map(({ message, place, hints }) => new UserError(message, { place, hints })),
    });
  return result.data!;
}

/** `targets[0].env.KEY`, in backticks. */
function show(path: Path): string {
  const parts = path.map((part) =>
    typeof part === 'number'
      ? `[${part}]`
      : /^[\w$-]+$/.test(part)
        ? `.${part}`
        : `[${printable(JSON.stringify(part), 80).replaceAll('`', "'")}]`,
  );
  return parts.length === 0 ? 'the configuration' : `\`${parts.join('').replace(/^\./, '')}\``;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
    root,
  );
}

function describe(issue: Issue, root: unknown, above: Path = []): Problem[] {
  const path = [...above, ...(issue.path as Path)];
  const value = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, value));
    case 'invalid_union':
      return (path[0] === 'workflows' ? describeWorkflow : describeTarget)(issue.errors, path, root);
    case 'invalid_key': // the key itself may be a secret that went to the wrong side of the colon
      return [
        {
          message: `the keys of ${show(path.slice(0, -1))} must be ${issue.issues[0]?.message ?? 'strings'}, but one is none`,
          path,
          part: 'key',
          hints: hintFor(path.slice(0, -1), undefined),
        },
      ];
    default:
      return [
        {
          message: `${show(path)} must be ${issue.message}, but it is ${found(value, issue, path)}`,
          path,
          part: 'value',
          hints: hintFor(path, value),
        },
      ];
  }
}

/** Of a target's forms, the one meant is that whose key is there. */
function describeTarget(errors: readonly (readonly Issue[])[], path: Path, root: unknown): Problem[] {
  const value = valueAt(root, path);
  const kinds = Object.keys(TARGETS);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return describe({ ...errors[0]![0]!, path: [] }, root, path);
  const named = kindsOf(value);
  if (named.length === 1) return errors[1 + kinds.indexOf(named[0]!)]!.flatMap((issue) => describe(issue, root, path));
  const has = named.length === 0 ? 'none' : named.map((kind) => `\`${kind}\``).join(' and ');
  return [
    {
      message: `${show(path)} must have one of \`command\`, \`url\`, \`json\` and \`source\`, but it has ${has}`,
      path: named.length === 0 ? path : [...path, named[1]!],
      part: 'key',
      hints: [named.length === 0 ? `for example \`{ ${EXAMPLES['command']!} }\`` : 'make it two targets'],
    },
  ];
}

/** An array was meant as one, and an object as the other form. */
function describeWorkflow(errors: readonly (readonly Issue[])[], path: Path, root: unknown): Problem[] {
  const value = valueAt(root, path);
  const isOther = typeof value === 'object' && value !== null && !Array.isArray(value);
  const issues = errors[isOther ? 1 : 0]!;
  return (isOther || Array.isArray(value) ? issues : issues.slice(0, 1)).flatMap((issue) =>
    describe(issue, root, path),
  );
}

function unknownKey(key: string, path: Path, value: unknown): Problem {
  const isVariant = path[0] === 'variants';
  const [kind] = typeof value === 'object' && value !== null && !isVariant ? kindsOf(value) : [];
  const known =
    path.length === 0
      ? Object.keys(configSchema.shape).filter((each) => each !== '$schema')
      : path[0] === 'workflows'
        ? ['tools', 'budget']
        : isVariant
          ? Object.keys(VARIANT_SHAPE.shape)
          : Object.keys(kind ? TARGETS[kind].shape : {});
  const close = nearest(key, known);
  const hints = close
    ? [`did you mean \`${close}\`?`]
    : key === 'args'
      ? [`arguments go into \`command\`: \`${EXAMPLES['command']!}\``]
      : [`known are ${known.map((each) => `\`${each}\``).join(', ')}`];
  return {
    message: `${path.length === 0 ? 'there is' : `${show(path)} has`} no setting \`${quotable(key)}\``,
    path: [...path, key],
    part: 'key',
    hints,
  };
}

function unknownRules(value: unknown, ruleIds: readonly string[]): Problem[] {
  const rules = valueAt(value, ['rules']);
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) return [];
  return Object.keys(rules)
    .filter((id) => !ruleIds.includes(id))
    .map((id) => {
      const close = nearest(id, ruleIds);
      return {
        message: `no rule is called \`${quotable(id)}\``,
        path: ['rules', id],
        part: 'key',
        hints: [...(close ? [`did you mean \`${close}\`?`] : []), '`mcp-audit rules` lists all of them'],
      };
    });
}

const quotable = (text: string): string => printable(text, 80).replaceAll('`', "'");

/** The settings that take a word. */
const WORDS: Readonly<Record<string, readonly string[]>> = { rules: LEVELS, failOn: FAIL_ON, archetype: ARCHETYPES };

/** The word that was meant, else an example of the setting the path leads through last. */
function hintFor(path: Path, value: unknown): string[] {
  const words = Object.hasOwn(WORDS, path[0] ?? '') ? WORDS[path[0]!]! : [];
  const typed = typeof value === 'string' ? value.toLowerCase() : '';
  const close = typed === '' ? undefined : (nearest(typed, words) ?? words.find((word) => word.startsWith(typed)));
  if (close) return [`did you mean \`${close}\`?`];
  const setting = path.findLast((part) => typeof part === 'string' && Object.hasOwn(EXAMPLES, part));
  return [`for example \`${setting === undefined ? `{ ${EXAMPLES['targets']!} }` : EXAMPLES[setting]!}\``];
}

/** What stands there instead. Values below `targets` and `variants` are not shown: that is where secrets are. */
function found(value: unknown, issue: Issue, [head]: Path): string {
  if (value === undefined) return 'missing';
  if (value === '') return 'an empty string';
  if (issue.code === 'invalid_format' || issue.code === 'custom') return 'not';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return 'an object';
  if (
    head === undefined ||
    head === 'targets' ||
    head === 'variants' ||
    (typeof value !== 'string' && typeof value !== 'number')
  )
    return `a ${typeof value}`;
  return `\`${typeof value === 'string' ? quotable(JSON.stringify(value)) : String(value)}\``;
}
