import { isObject } from '../model/schema.ts';
import type { RuleOption } from '../options.ts';
import type { Rule } from '../rule.ts';
import { didYouMean, knownAre, quotable, show, valueAt, type Problem } from './problem.ts';
import type { Path } from './source.ts';

export type Rules = ReadonlyMap<string, Rule>;

/**
 * What the schema cannot know: rules and options that do not exist, values that an option does not take, names that stand
 * twice. Where something could not be loaded (`isHalf`), a plugin that is not known may be of that.
 */
export const unknowns = (value: unknown, rules: Rules, isHalf: boolean): Problem[] =>
  allUnknowns(value, rules).filter(
    ({ path, part }) => !isHalf || part !== 'key' || pluginOf(path, rules) === undefined,
  );

const allUnknowns = (value: unknown, rules: Rules): Problem[] => [
  ...unknownRules(value, ['rules'], rules),
  ...members(value, ['overrides']).flatMap(([i]) => inOverride(value, ['overrides', i], rules)),
  ...repeatedNames(value),
  ...NAMED.flatMap((at) => lostNames(value, at)),
];

/** Where names are given, which in JavaScript can all be taken but one: what is called so would not be there. */
const NAMED: readonly Path[] = [['targets'], ['toolsets'], ['variants'], ['budget', 'toolset']];

const lostNames = (value: unknown, at: Path): Problem[] =>
  members(value, at).flatMap(([key]) =>
    key === '__proto__'
      ? [
          {
            message: `nothing in ${show(at)} can be called \`__proto__\``,
            path: [...at, key],
            part: 'key',
            hints: ['give it another name'],
          },
        ]
      : [],
  );

function inOverride(value: unknown, at: Path, rules: Rules): Problem[] {
  const problems = unknownRules(value, [...at, 'rules'], rules);
  if (valueAt(value, [...at, 'tools']) === undefined) return problems;
  const withOptions = members(value, [...at, 'rules']).filter(([, setting]) => Array.isArray(setting) && setting[1]);
  return [
    ...problems,
    ...withOptions.map(([id]) => ({
      message: `${show([...at, 'rules', id])} has options, and the override is for some tools only`,
      path: [...at, 'rules', id, 1],
      part: 'value' as const,
      hints: ['a rule looks at a whole server: leave out `tools`, or the options'],
    })),
  ];
}

function unknownRules(value: unknown, at: Path, rules: Rules): Problem[] {
  return members(value, at).flatMap(([id, setting]): Problem[] => {
    const rule = rules.get(String(id));
    if (rule)
      return Array.isArray(setting) && isObject(setting[1]) ? unfit(rule, setting[1], [...at, String(id), 1]) : [];
    return [unknownRule(String(id), [...at, id], rules)];
  });
}

function unknownRule(id: string, path: Path, rules: Rules): Problem {
  const plugin = pluginOf(path, rules);
  return {
    message:
      plugin !== undefined ? `no plugin is called \`${quotable(plugin)}\`` : `no rule is called \`${quotable(id)}\``,
    path,
    part: 'key',
    hints: [
      ...didYouMean(id, rules.keys()),
      plugin !== undefined
        ? `name its package: \`"plugins": ["mcp-audit-plugin-${quotable(plugin)}"]\``
        : '`mcp-audit rules` lists all of them',
    ],
  };
}

/** The plugin that the last name of a path begins with, where it is not known. */
function pluginOf(path: Path, rules: Rules): string | undefined {
  const [, plugin] = /^([^/]+)\//.exec(String(path.at(-1))) ?? [];
  return plugin === undefined || [...rules.keys()].some((each) => each.startsWith(`${plugin}/`)) ? undefined : plugin;
}

/** The options of a rule that it does not have, or that do not fit. */
export function unfit(
  { meta: { id, options = {} } }: Rule,
  set: Readonly<Record<string, unknown>>,
  at: Path,
): Problem[] {
  const known = Object.keys(options);
  return Object.entries(set).flatMap(([name, value]): Problem[] => {
    const option = Object.hasOwn(options, name) ? options[name]! : undefined;
    const path = [...at, name];
    if (value === undefined && option) return [];
    if (option === undefined)
      return [
        {
          message: known.length === 0 ? `\`${id}\` has no options` : `\`${id}\` has no option \`${quotable(name)}\``,
          path,
          part: 'key',
          hints:
            known.length === 0
              ? ['give its level alone']
              : [...didYouMean(name, known).slice(0, 1), knownAre(known)].slice(0, 1),
        },
      ];
    const wanted = wrong(option, value);
    if (wanted === undefined) return [];
    return [
      {
        message: `\`${name}\` of \`${id}\` must be ${wanted}, but it is ${shown(value)}`,
        path,
        part: 'value',
        hints: [`for example \`"${id}": ["warning", { "${name}": ${JSON.stringify(exampleOf(option))} }]\``],
      },
    ];
  });
}

/** What an option takes, where a value is something else. */
function wrong(option: RuleOption, value: unknown): string | undefined {
  if (option.type === 'boolean') return typeof value === 'boolean' ? undefined : '`true` or `false`';
  if (option.type === 'strings')
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'an array of strings';
  const { minimum = -Infinity, maximum = Infinity } = option;
  if (Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum) return undefined;
  const least = minimum === -Infinity ? '' : ` of at least ${minimum}`;
  return `a whole number${maximum === Infinity ? least : minimum === -Infinity ? ` of at most ${maximum}` : ` from ${minimum} to ${maximum}`}`;
}

const exampleOf = (option: RuleOption): RuleOption['default'] =>
  option.type === 'boolean' ? !option.default : option.default;

function shown(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return `\`${value}\``;
  if (typeof value === 'string') return `\`${quotable(JSON.stringify(value))}\``;
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Targets with the name of another: `--target` could not tell them apart. */
function repeatedNames(value: unknown): Problem[] {
  const seen = new Set<string>();
  return members(value, ['targets']).flatMap(([key, target]): Problem[] => {
    const name = isObject(target) ? target['name'] : undefined;
    const path = ['targets', key, 'name'];
    if (typeof name !== 'string') return [];
    if (typeof key === 'string')
      return [
        { message: `${show(['targets', key])} has a second name`, path, part: 'key', hints: ['its key is its name'] },
      ];
    if (!seen.has(name)) return (seen.add(name), []);
    const message = `two targets are called \`${quotable(name)}\``;
    return [{ message, path, part: 'value', hints: ['give each a name of its own, or none'] }];
  });
}

/** The members of an object, or the elements of an array, at a path; none where neither stands there. */
function members(value: unknown, at: Path): [key: string | number, value: unknown][] {
  const found = valueAt(value, at);
  if (Array.isArray(found)) return at.at(-1) === 'rules' ? [] : found.map((each: unknown, i) => [i, each]);
  return isObject(found) && at.at(-1) !== 'overrides' ? Object.entries(found) : [];
}
