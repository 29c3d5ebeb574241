import { readConfig, type ReadConfig } from '../config/config.ts';
import type { Level, RuleSetting } from '../config/schema.ts';
import type { FailOn } from '../engine/audit.ts';
import type { Override } from '../engine/overrides.ts';
import type { Settings } from '../engine/run.ts';
import type { OptionValues } from '../options.ts';
import type { Io } from './io.ts';
import { FAIL_ON, oneOf, ruleLevel, wholeNumber } from './values.ts';

/** The flags that say the same as a configuration, and win over it. */
export interface ConfigFlags {
  readonly config?: string;
  readonly rule?: readonly string[];
  readonly failOn?: string;
  readonly maxTokens?: string;
  readonly maxWarnings?: string;
  readonly baseline?: string;
}

export interface Configured {
  readonly read: ReadConfig;
  /** What the configuration and the flags decide about findings, for the engine. */
  readonly settings: Decided;
  /** The path of the baseline, from the working directory; `--baseline` wins. */
  readonly baseline: string | undefined;
}

export type Decided = Pick<
  Settings,
  'rules' | 'severities' | 'options' | 'overrides' | 'failOn' | 'budget' | 'maxWarnings' | 'configured'
>;

/** The configuration of the working directory, or the one that `--config` names, with the flags over it. Throws a `UserError`. */
export async function configured(flags: ConfigFlags, io: Io): Promise<Configured> {
  const { rules } = await import('../../rules/index.ts');
  const read = await readConfig({
    root: io.cwd,
    rules,
    ...(flags.config === undefined ? {} : { file: flags.config }),
  });
  return { read, settings: decided(read, flags), baseline: flags.baseline ?? read.config.baseline };
}

/** What a configuration decides about findings, with flags over it. Throws a `UserError` for a flag that is wrong. */
export function decided(read: ReadConfig, flags: Omit<ConfigFlags, 'config'> = {}): Decided {
  const { config, rules } = read;
  const ids = rules.map(({ meta }) => meta.id);
  const set = settingsIn(config.rules);
  const flagged = (flags.rule ?? []).map((text) => ruleLevel(text, ids));
  const failOn: FailOn =
    flags.failOn === undefined ? (config.failOn ?? 'error') : oneOf('--fail-on', FAIL_ON, flags.failOn);
  const tokens = flags.maxTokens === undefined ? undefined : wholeNumber('--max-tokens', flags.maxTokens, 0);
  const budget = { ...defined(config.budget ?? {}), ...(tokens === undefined ? {} : { tokens }) };
  const maxWarnings =
    flags.maxWarnings === undefined ? config.maxWarnings : wholeNumber('--max-warnings', flags.maxWarnings, 0);
  return {
    rules,
    severities: new Map([...set.levels, ...flagged]),
    options: set.options,
    overrides: (config.overrides ?? []).map((override, i): Override => {
      const { servers, tools, reason, until } = override;
      const place = read.place?.(['overrides', i], 'value');
      return {
        ...withoutLevels(settingsIn(override.rules), flagged),
        ...(servers === undefined ? {} : { servers: listed(servers) }),
        ...(tools === undefined ? {} : { tools: listed(tools) }),
        ...(reason === undefined ? {} : { reason }),
        ...(until === undefined ? {} : { until }),
        ...(place ? { place } : {}),
      };
    }),
    failOn,
    ...(Object.keys(budget).length === 0 ? {} : { budget }),
    ...(maxWarnings === undefined ? {} : { maxWarnings }),
    configured: [
      ...(flags.maxTokens === undefined ? ['max-tokens' as const] : []),
      ...(flags.maxWarnings === undefined ? ['max-warnings' as const] : []),
    ],
  };
}

/** Levels and options by rule. What options there are, and which values fit, was checked when the configuration was read. */
function settingsIn(rules: Readonly<Record<string, RuleSetting>> = {}): Pick<Override, 'levels' | 'options'> {
  const levels = new Map<string, Level>();
  const options = new Map<string, OptionValues>();
  for (const [id, setting] of Object.entries(rules)) {
    levels.set(id, typeof setting === 'string' ? setting : setting[0]);
    if (typeof setting !== 'string' && setting[1]) options.set(id, defined(setting[1]) as OptionValues);
  }
  return { levels, options };
}

/** A flag wins over every override, as `--rule` of ESLint does. */
const withoutLevels = (
  { levels, options }: Pick<Override, 'levels' | 'options'>,
  flagged: readonly (readonly [string, Level])[],
): Pick<Override, 'levels' | 'options'> => {
  const set = new Set(flagged.map(([id]) => id));
  return { levels: new Map([...levels].filter(([id]) => !set.has(id))), options };
};

const listed = (texts: string | readonly string[]): readonly string[] => (typeof texts === 'string' ? [texts] : texts);

/** Without the members that a program has left `undefined`. */
const defined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
