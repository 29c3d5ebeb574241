import type { z } from 'zod';

import { ARCHETYPES } from '../model/archetypes.ts';
import { nearest } from '../text/nearest.ts';
import { EXAMPLES } from './examples.ts';
import { didYouMean, knownAre, quotable, show, valueAt, type Problem } from './problem.ts';
import { configSchema, DIFF_FAIL_ON, FAIL_ON, LEVELS, PARTS } from './schema.ts';
import type { Path } from './source.ts';
import { kindsOf, TARGETS, VARIANT_SHAPE } from './targets.ts';

type Issue = z.core.$ZodIssue;

/** What the schema has against a value, in our words. Nothing of a header or variable is repeated but its name. */
export function describe(issue: Issue, root: unknown, above: Path = []): Problem[] {
  const path = [...above, ...(issue.path as Path)];
  const value = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, value));
    case 'invalid_union':
      return isTarget(path) ? describeTarget(issue.errors, path, root) : describeUnion(issue, path, root);
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
      return [mistaken(issue, path, value)];
  }
}

const mistaken = (issue: Issue, path: Path, value: unknown): Problem => ({
  message: `${show(path)} must be ${issue.message}, but it ${isOfOne(issue, value) ? 'has one' : `is ${found(value, issue, path)}`}`,
  path,
  part: 'value',
  hints: hintFor(path, value),
});

/** An array it is; it is too short. */
const isOfOne = ({ code }: Issue, value: unknown): boolean =>
  code === 'too_small' && Array.isArray(value) && value.length === 1;

const isTarget = ([head, ...rest]: Path): boolean => head === 'targets' && rest.length === 1;

/** Of several forms, the one meant is that whose type the value has; else it is told what all of them are. */
function describeUnion(issue: Issue & { readonly code: 'invalid_union' }, path: Path, root: unknown): Problem[] {
  const meant = issue.errors.find(
    (issues) => !issues.some((each) => each.path.length === 0 && /^invalid_(?:type|value|union)$/.test(each.code)),
  );
  return meant ? meant.flatMap((each) => describe(each, root, path)) : [mistaken(issue, path, valueAt(root, path))];
}

/** Of a target's forms, the one meant is that whose key is there. */
function describeTarget(errors: readonly (readonly Issue[])[], path: Path, root: unknown): Problem[] {
  const value = valueAt(root, path);
  const kinds = Object.keys(TARGETS);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const mistakes = describe({ ...errors[0]![0]!, path: [] }, root, path);
    const hints = ['one target goes into an array: `"targets": [{ "command": ["npx", "-y", "some-server"] }]`'];
    return kinds.includes(String(path[1])) ? mistakes.map((each) => ({ ...each, hints })) : mistakes;
  }
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

/** In targets a value that slipped to the wrong side of the colon may be a secret. */
const NAME_OF_A_SETTING = /^[A-Za-z_-]{1,24}$/;

function unknownKey(key: string, path: Path, value: unknown): Problem {
  const known = keysAt(path, value);
  const close = didYouMean(key, known);
  const isShown = !/^(?:targets|variants)$/.test(String(path[0])) || close.length > 0 || NAME_OF_A_SETTING.test(key);
  return {
    message: `${path.length === 0 ? 'there is' : `${show(path)} has`} no setting ${isShown ? `\`${quotable(key)}\`` : 'of that name'}`,
    path: [...path, key],
    part: 'key',
    hints:
      path.length === 0 && key in OTHER_NAMES
        ? [OTHER_NAMES[key]!]
        : close.length > 0
          ? close
          : key === 'args'
            ? [`arguments go into \`command\`: \`${EXAMPLES['command']!}\``]
            : [knownAre(known)],
  };
}

/** What other linters call what is here under another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  maxTokens: `it is a limit of the budget: \`${EXAMPLES['budget']!}\``,
  ignores: `what is not to be reported is an override with a reason: \`${EXAMPLES['overrides']!}\``,
  ignore: `what is not to be reported is an override with a reason: \`${EXAMPLES['overrides']!}\``,
  presets: `presets are extended: \`${EXAMPLES['extends']!}\``,
  servers: `servers to audit are targets: \`${EXAMPLES['targets']!}\``,
  mcpServers: 'the configuration of a client is audited with `--client-config FILE`',
});

/** The settings there are at a place. */
function keysAt([head, ...rest]: Path, value: unknown): readonly string[] {
  if (head === undefined) return Object.keys(configSchema.shape).filter((each) => each !== '$schema');
  if (head === 'variants') return Object.keys(VARIANT_SHAPE.shape);
  if (Object.hasOwn(PARTS, head)) return Object.keys(PARTS[head as keyof typeof PARTS].shape);
  const [kind] = rest.length > 0 && typeof value === 'object' && value !== null ? kindsOf(value) : [];
  return Object.keys(kind ? TARGETS[kind].shape : {});
}

/** The words that a setting takes. */
function wordsAt(path: Path): readonly string[] {
  const [head, second, third] = path;
  if (head === 'failOn') return FAIL_ON;
  if (head === 'archetype') return ARCHETYPES;
  if (head === 'diff' && second === 'failOn') return DIFF_FAIL_ON;
  return head === 'rules' || (head === 'overrides' && third === 'rules') ? LEVELS : [];
}

/** The word that was meant, else an example of the setting the path leads through last. */
function hintFor(path: Path, value: unknown): string[] {
  const words = wordsAt(path);
  const typed = typeof value === 'string' ? value.toLowerCase() : '';
  const close = typed === '' ? undefined : (nearest(typed, words) ?? words.find((word) => word.startsWith(typed)));
  if (close) return [`did you mean \`${close}\`?`];
  const names = path.flatMap((part) => (typeof part === 'string' ? [part, `${String(path[0])}.${part}`] : []));
  const setting = names.findLast((each) => Object.hasOwn(EXAMPLES, each));
  return [`for example \`${setting === undefined ? `{ ${EXAMPLES['targets']!} }` : EXAMPLES[setting]!}\``];
}

/** What stands there instead. Values below `targets` and `variants` are not shown: that is where secrets are. */
function found(value: unknown, issue: Issue, [head]: Path): string {
  const isHidden = head === undefined || head === 'targets' || head === 'variants';
  if (value === undefined) return 'missing';
  if (value === '') return 'an empty string';
  if (isHidden && (issue.code === 'invalid_format' || issue.code === 'custom')) return 'not';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return 'an object';
  if (isHidden || (typeof value !== 'string' && typeof value !== 'number')) return `a ${typeof value}`;
  return `\`${typeof value === 'string' ? quotable(JSON.stringify(value)) : String(value)}\``;
}
