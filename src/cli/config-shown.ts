import type { Config, ConfigPlace, ConfigTarget, NamedWord, Origin, ReadConfig } from '../config/config.ts';
import { TURN_BUDGET } from '../facts/workflows.ts';
import { handedOver } from '../inputs/live/handed.ts';
import { longestFirst } from '../inputs/live/boundary.ts';
import { join } from '../model/pointer.ts';
import type { Rule } from '../rule.ts';
import type { ConfigFlags } from './configured.ts';
import { BASELINE } from './known.ts';

/** Where a value comes from: a flag, nobody, or as the configuration says. */
export type From = Origin | { readonly what: 'flag'; readonly flag: string } | { readonly what: 'default' };

/** The configuration with what holds where nothing is set, the flags of the call, and no secrets. */
export interface Shown {
  readonly file: string | undefined;
  readonly layers: readonly string[];
  readonly plugins: readonly { readonly name: string; readonly file: string; readonly rules: number }[];
  readonly rules: readonly Rule[];
  readonly config: Config;
  /** By JSON pointer into `config`. */
  readonly from: ReadonlyMap<string, From>;
}

const GONE = '…';
const DEFAULTS = { failOn: 'error', turnBudget: TURN_BUDGET, diff: { failOn: 'breaking' } } as const;
const DEFAULT = { what: 'default' } as const;

/** What holds for a call with these flags, and where each value comes from. */
export function explained(
  read: ReadConfig,
  targets: readonly (ConfigTarget | NamedWord)[],
  flags: ConfigFlags,
  { file, hasBaseline }: { readonly file: string | undefined; readonly hasBaseline: boolean },
): Shown {
  const from = new Map<string, From>(read.origins);
  const config: Record<string, unknown> = {
    ...read.config,
    failOn: read.config.failOn ?? DEFAULTS.failOn,
    turnBudget: read.config.turnBudget ?? DEFAULTS.turnBudget,
    diff: { ...DEFAULTS.diff, ...read.config.diff },
  };
  for (const pointer of ['/failOn', '/turnBudget', '/diff/failOn']) if (!from.has(pointer)) from.set(pointer, DEFAULT);
  if (hasBaseline && read.config.baseline === undefined) {
    config['baseline'] = BASELINE;
    from.set('/baseline', DEFAULT);
  }
  const all = read.config.targets ?? [];
  const places = placesOf(all, targets).map((i) => read.origins.get(join('', 'targets', i)) ?? DEFAULT);
  for (const i of all.keys()) from.delete(join('', 'targets', i));
  for (const [i, place] of places.entries()) from.set(join('', 'targets', i), place);
  config['targets'] = targets.map(withoutSecrets);
  if (read.config.variants)
    config['variants'] = Object.fromEntries(
      Object.entries(read.config.variants).map(([name, variant]) => [name, withoutSecrets(variant)]),
    );
  const set = (pointer: string, flag: string): void => void from.set(pointer, { what: 'flag', flag });
  if (flags.failOn !== undefined) set('/failOn', `--fail-on ${(config['failOn'] = flags.failOn)}`);
  if (flags.baseline !== undefined) set('/baseline', `--baseline ${(config['baseline'] = flags.baseline)}`);
  if (flags.maxWarnings !== undefined)
    set('/maxWarnings', `--max-warnings ${(config['maxWarnings'] = Number(flags.maxWarnings))}`);
  if (flags.maxTokens !== undefined) {
    const tokens = Number(flags.maxTokens);
    config['budget'] = { ...read.config.budget, tokens };
    set('/budget/tokens', `--max-tokens ${tokens}`);
  }
  const rules: Record<string, unknown> = { ...read.config.rules };
  for (const text of flags.rule ?? []) {
    const [id = '', level = ''] = text.split('=');
    const before = rules[id];
    rules[id] = Array.isArray(before) ? [level, before[1]] : level;
    set(join('', 'rules', id), `--rule ${text}`);
  }
  config['rules'] = rules;
  return {
    file,
    layers: read.layers.map((layer) =>
      'preset' in layer
        ? `preset ${layer.preset}`
        : layer.from === undefined || layer.from === layer.name
          ? layer.name
          : `${layer.from} (${layer.name})`,
    ),
    plugins: read.plugins.map((plugin) => ({ name: plugin.name, file: plugin.file, rules: plugin.rules.length })),
    rules: read.rules,
    config: config as Config,
    from,
  };
}

/** Which of all targets these are, in their order; two may be written alike. */
function placesOf<T>(all: readonly T[], some: readonly T[]): readonly number[] {
  let next = 0;
  return some.map((each) => {
    while (next < all.length && all[next] !== each) next++;
    return next++;
  });
}

/** Of variables and headers only the names; of addresses what stands before the question mark; no argument that is named like a secret. */
function withoutSecrets<T>(target: T): T {
  if (typeof target !== 'object' || target === null)
    return (typeof target === 'string' ? address(target) : target) as T;
  return Object.fromEntries(
    Object.entries(target).map(([key, value]) => {
      if (key === 'env' || key === 'headers')
        return [key, Object.fromEntries(Object.keys(value as object).map((name) => [name, GONE]))];
      if (key === 'command' || key === 'args') return [key, argumentsOf(value as readonly string[])];
      return [key, typeof value === 'string' && /^(?:url|healthUrl|word)$/.test(key) ? address(value) : value];
    }),
  ) as T;
}

/** Each argument by itself, without the values that its name, or the one before it, says are secret. */
function argumentsOf(words: readonly string[]): readonly string[] {
  const secrets = longestFirst(handedOver({ args: words }));
  return words.map((word) => secrets.reduce((rest, secret) => rest.replaceAll(secret, GONE), word));
}

function address(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  const { origin, pathname, search } = new URL(text);
  const secrets = handedOver({ url: text }); // some hosted servers take the key in the path
  const shown = secrets.reduce((rest, secret) => rest.replaceAll(secret, GONE), `${origin}${pathname}`);
  return `${shown}${search === '' ? '' : `?${GONE}`}`;
}

/** The same for programs. `from` has the place of each value, by JSON pointer into `config`. */
export const jsonOf = ({ file, layers, plugins, config, from }: Shown): unknown => ({
  schemaVersion: 1,
  file: file ?? null,
  layers,
  plugins,
  config,
  from: Object.fromEntries([...from].map(([pointer, each]) => [pointer, fromJson(each)])),
});

function fromJson(from: From): unknown {
  const at = ({ file, line, column }: ConfigPlace): object => ({ file, line: line ?? null, column: column ?? null });
  switch (from.what) {
    case 'default':
      return { what: 'default' };
    case 'flag':
      return { what: 'flag', flag: from.flag };
    case 'preset':
      return { what: 'preset', presets: from.presets, ...at(from.place) };
    case 'file':
      return { what: 'file', ...(from.from === undefined ? {} : { from: from.from }), ...at(from.place) };
  }
}

/** In a few words: `mcp-audit.config.json:7:5`, `preset strict`, `default`. */
export function said(from: From): string {
  if (from.what === 'default') return 'default';
  if (from.what === 'flag') return from.flag;
  if (from.what === 'preset') return `${from.presets.length > 1 ? 'presets' : 'preset'} ${from.presets.join(', ')}`;
  const { file, line, column } = from.place;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return from.from?.includes('/') && !from.from.startsWith('@') ? `${from.from} · ${place}` : place;
}
