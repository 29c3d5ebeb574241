import type { Rule } from '../rule.ts';
import { join } from '../model/pointer.ts';
import type { Layer } from './chain.ts';
import { CHOICES, strictLevel, type Preset } from './presets.ts';
import type { ConfigOverride, FileConfig, RuleSetting } from './schema.ts';
import type { ConfigPlace, Path, Source } from './source.ts';
import type { ConfigTarget } from './targets.ts';

/** A target by the name that its key gives it, where it is one word. */
export interface NamedWord {
  readonly word: string;
  readonly name: string;
}

/** All that was configured, in one; what nobody said is left out. */
export interface Config extends Omit<
  FileConfig,
  '$schema' | 'extends' | 'plugins' | 'targets' | 'rules' | 'overrides'
> {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly overrides?: readonly (ConfigOverride & { readonly rules: Readonly<Record<string, RuleSetting>> })[];
  readonly targets?: readonly (ConfigTarget | NamedWord)[];
}

/** Where a part of the merged configuration comes from. */
export type Origin =
  | { readonly what: 'preset'; readonly presets: readonly Preset[]; readonly place: ConfigPlace }
  | { readonly what: 'file'; readonly place: ConfigPlace; readonly from: string | undefined };

/** The configuration with what it came from. */
export interface Merged {
  readonly config: Config;
  /** By JSON pointer into the configuration: of each setting, and of each rule, option, override and target. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The file, line and column of a part, or of the nearest thing above it. */
  place(path: Path, part: 'key' | 'value'): ConfigPlace;
}

/** Keys whose members are merged one by one; of every other the last wins whole. */
const BY_MEMBER = ['budget', 'diff'] as const;

/** Puts layers together, the weakest first. `file` is where a part stands that none of them has. */
export function merge(layers: readonly Layer[], rules: readonly Rule[], file: string): Merged {
  const into = new Merging();
  into.choose(layers, rules);
  for (const layer of layers)
    if ('preset' in layer) {
      if (layer.preset === 'strict') into.tighten(layer.place, rules);
    } else into.add(layer.config, layer.source, layer.from);
  return { config: into.config as Config, origins: into.origins, place: (path, part) => into.place(path, part, file) };
}

class Merging {
  readonly config: Record<string, unknown> = {};
  readonly origins = new Map<string, Origin>();
  /** Where what stands at a pointer is written. */
  readonly #written = new Map<string, { readonly source: Source; readonly path: Path }>();

  /** What no preset has chosen is off, whatever the order: only rules that are set one by one win over it. */
  choose(layers: readonly Layer[], rules: readonly Rule[]): void {
    const choosing = layers.flatMap((each) => ('preset' in each && CHOICES[each.preset] ? [each] : []));
    if (choosing.length === 0) return;
    const origin: Origin = {
      what: 'preset',
      presets: [...new Set(choosing.map(({ preset }) => preset))],
      place: choosing.at(-1)!.place,
    };
    for (const rule of rules)
      if (!choosing.some(({ preset }) => CHOICES[preset]!(rule))) this.#rule(rule.meta.id, 'off', origin);
  }

  tighten(place: ConfigPlace, rules: readonly Rule[]): void {
    const origin: Origin = { what: 'preset', presets: ['strict'], place };
    this.#set('failOn', 'warning', origin);
    for (const rule of rules) {
      const level = strictLevel(rule);
      if (level && this.#level(rule.meta.id) !== 'off') this.#rule(rule.meta.id, level, origin);
    }
  }

  add(config: FileConfig, source: Source, from: string | undefined): void {
    const { $schema: _, extends: __, plugins: ___, targets, rules = {}, overrides = [], ...plain } = config;
    const origin = (path: Path, part: 'key' | 'value' = 'key'): Origin => ({
      what: 'file',
      place: source.place(path, part),
      from,
    });
    for (const [id, setting] of Object.entries(rules)) {
      if (setting === undefined) continue;
      this.#rule(id, setting, origin(['rules', id]));
      this.#note(join('', 'rules', id), source, ['rules', id]);
      for (const option of Object.keys(optionsOf(setting) ?? {}))
        this.origins.set(join('', 'rules', id, 1, option), origin(['rules', id, 1, option]));
    }
    for (const [i, override] of overrides.entries()) {
      const all = (this.config['overrides'] ??= []) as unknown[];
      const at = join('', 'overrides', all.length);
      const set = Object.entries(override.rules).filter(([, setting]) => setting !== undefined);
      all.push({ ...override, rules: Object.fromEntries(set) });
      this.origins.set(at, origin(['overrides', i], 'value'));
      this.#note(at, source, ['overrides', i]);
    }
    for (const [key, value] of Object.entries(plain)) {
      if (value === undefined) continue;
      if ((BY_MEMBER as readonly string[]).includes(key)) this.#members(key, value as object, source, from);
      else this.#set(key, value, origin([key]));
      this.#note(join('', key), source, [key]);
    }
    if (targets) this.#targets(targets, source, from);
  }

  /** What is written at a place of the merged configuration, else above it. */
  place(path: Path, part: 'key' | 'value', file: string): ConfigPlace {
    for (let length = path.length; length > 0; length--) {
      const written = this.#written.get(join('', ...path.slice(0, length)));
      if (written) return written.source.place([...written.path, ...path.slice(length)], part);
    }
    return { file };
  }

  #set(key: string, value: unknown, origin: Origin): void {
    this.config[key] = value;
    this.origins.set(join('', key), origin);
  }

  #note(pointer: string, source: Source, path: Path): void {
    this.#written.set(pointer, { source, path });
  }

  #level(id: string): unknown {
    const setting = (this.config['rules'] as Record<string, RuleSetting> | undefined)?.[id];
    return Array.isArray(setting) ? setting[0] : setting;
  }

  /** The level is the later one; options that it does not name stay as they were. */
  #rule(id: string, setting: RuleSetting, origin: Origin): void {
    const all = (this.config['rules'] ??= {}) as Record<string, RuleSetting>;
    const options = { ...optionsOf(all[id]), ...optionsOf(setting) };
    const level = typeof setting === 'string' ? setting : setting[0];
    all[id] = Object.keys(options).length === 0 ? level : [level, options];
    this.origins.set(join('', 'rules', id), origin);
  }

  #members(key: string, value: object, source: Source, from: string | undefined): void {
    const all = (this.config[key] ??= {}) as Record<string, unknown>;
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      all[name] = member;
      const place = source.place([key, name], 'key');
      this.origins.set(join('', key, name), { what: 'file', place, from });
      this.#note(join('', key, name), source, [key, name]);
    }
  }

  #targets(targets: NonNullable<FileConfig['targets']>, source: Source, from: string | undefined): void {
    const all: readonly (readonly [key: string | number, target: ConfigTarget])[] = isList(targets)
      ? targets.map((each, i) => [i, each])
      : Object.entries(targets);
    this.config['targets'] = all.map(([key, target]) =>
      typeof key === 'number'
        ? target
        : typeof target === 'string'
          ? { word: target, name: key }
          : { ...target, name: key },
    );
    for (const [i, [key]] of all.entries()) {
      this.origins.set(join('', 'targets', i), { what: 'file', place: source.place(['targets', key], 'value'), from });
      this.#note(join('', 'targets', i), source, ['targets', key]);
    }
    this.#note('/targets', source, ['targets']);
  }
}

const isList = (targets: NonNullable<FileConfig['targets']>): targets is readonly ConfigTarget[] =>
  Array.isArray(targets);

const optionsOf = (setting: RuleSetting | undefined): Readonly<Record<string, unknown>> | undefined =>
  setting === undefined || typeof setting === 'string' ? undefined : setting[1];
