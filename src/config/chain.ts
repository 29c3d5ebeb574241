import path from 'node:path';

import { displayPath } from '../inputs/json/load.ts';
import type { Rule } from '../rule.ts';
import { UserError } from '../user-error.ts';
import { checkConfig } from './check.ts';
import { readSource } from './load.ts';
import type { LoadedPlugin } from './plugins.ts';
import { isPreset, PRESETS, type Preset } from './presets.ts';
import { didYouMean, quotable, valueAt, type Problem } from './problem.ts';
import { isPath, packageOf, resolveFrom } from './resolve.ts';
import type { FileConfig } from './schema.ts';
import { codeSource, type ConfigPlace, type Path, type Source } from './source.ts';
import { isRound, round, said, type Above } from './trail.ts';

/** One configuration of a chain, and where it comes from. */
export type Layer =
  | { readonly preset: Preset; readonly place: ConfigPlace }
  | {
      readonly config: FileConfig;
      readonly source: Source;
      /** The file, or the preset of a plugin. */
      readonly name: string;
      /** The package, or the preset of a plugin; absent for files of the project. */
      readonly from: string | undefined;
    };

/** A configuration with all it extends, the weakest first, and the plugins of all. */
export interface Chain {
  readonly layers: readonly Layer[];
  readonly plugins: readonly LoadedPlugin[];
}

/** Files that are read before a chain is taken for one without end. */
const MOST = 100;

/** Reads a file and what it extends. `rules` are ours. Every mistake is a `UserError` with its place. */
export const readChain = (file: string, root: string, rules: readonly Rule[]): Promise<Chain> =>
  new Reader(root, rules).file(file, { trail: [], plugins: [] }, undefined);

/** The same of a configuration that a program hands over, as if it stood in a file `name` in `root`. */
export const givenChain = (value: unknown, name: string, root: string, rules: readonly Rule[]): Promise<Chain> =>
  new Reader(root, rules).open(
    codeSource(value, name),
    { trail: [{ file: path.resolve(root, name), shown: name }], plugins: [] },
    undefined,
  );

class Reader {
  readonly #root: string;
  readonly #rules: readonly Rule[];
  /** By file: a plugin that two configurations name is one plugin. */
  readonly #plugins = new Map<string, LoadedPlugin>();
  #read = 0;

  constructor(root: string, rules: readonly Rule[]) {
    this.#root = root;
    this.#rules = rules;
  }

  /** `from`: the package or plugin it comes from. */
  async file(file: string, { trail, plugins }: Above, from: string | undefined): Promise<Chain> {
    const shown = displayPath(file, this.#root);
    return await this.open(await readSource(file, shown), { trail: [...trail, { file, shown }], plugins }, from);
  }

  async open(source: Source, { trail, plugins: given }: Above, from: string | undefined): Promise<Chain> {
    const { file } = trail.at(-1)!;
    const { value } = source;
    if (++this.#read > MOST)
      throw new UserError(`more than ${MOST} configurations extend each other`, {
        place: { file: trail[0]!.shown },
        hints: ['leave out what extends the same again'],
      });
    const problems: Problem[] = [];
    const plugins: LoadedPlugin[] = [];
    const layers: Layer[] = [];
    for (const [at, name] of entries(value, 'plugins')) {
      const plugin = await this.#plugin(name, file, problems, at);
      if (plugin && !plugins.includes(plugin)) plugins.push(plugin);
    }
    for (const [at, name] of entries(value, 'extends')) {
      if (typeof name !== 'string' || name === '') continue;
      const known = [...given, ...plugins];
      const below = await this.#extended(name, { trail, plugins: known, source, at, problems });
      layers.push(...(below?.layers ?? []));
      for (const each of below?.plugins ?? []) if (!plugins.includes(each)) plugins.push(each);
    }
    for (const [i, { name, file: other }] of plugins.entries())
      if (plugins.findIndex((each) => each.name === name) < i)
        problems.push({
          message: `two plugins are called \`${name}\``,
          path: ['plugins'],
          part: 'key',
          hints: [`one is of ${plugins.find((each) => each.name === name)!.file}, the other of ${other}`],
        });
    const others = [...given, ...plugins].flatMap((each) => each.rules);
    const rules = new Map([...this.#rules, ...others].map((rule) => [rule.meta.id, rule]));
    const config = checkConfig(source, rules, { more: problems, isExtended: trail.length > 1 || from !== undefined });
    return { layers: [...layers, { config, source, name: trail.at(-1)!.shown, from }], plugins };
  }

  async #plugin(named: unknown, file: string, problems: Problem[], at: Path): Promise<LoadedPlugin | undefined> {
    const { pluginOf } = await import('./plugins.ts');
    if (typeof named === 'object' && named !== null && !Array.isArray(named))
      return pluginOf(named, displayPath(file, this.#root)); // made by a configuration that is code
    if (typeof named !== 'string' || named === '') return undefined;
    const found = await resolveFrom(named, file, 'plugins');
    if ('message' in found) {
      problems.push({ ...found, path: at, part: 'value' });
      return undefined;
    }
    const known = this.#plugins.get(found.file);
    if (known) return known;
    const shown = displayPath(found.file, this.#root);
    const plugin = pluginOf((await readSource(found.file, shown, 'plugin')).value, shown);
    this.#plugins.set(found.file, plugin);
    return plugin;
  }

  async #extended(name: string, where: Where): Promise<Chain | undefined> {
    const { trail, plugins, source, at, problems } = where;
    const { file } = trail.at(-1)!;
    if (isPreset(name)) return { layers: [{ preset: name, place: source.place(at, 'value') }], plugins: [] };
    const fail = (message: string, hints: readonly string[]): undefined =>
      void problems.push({ message, path: at, part: 'value', hints });
    const cut = name.indexOf('/');
    const owner = isPath(name) ? undefined : plugins.find((each) => each.name === name.slice(0, Math.max(cut, 0)));
    if (owner) {
      const key = name.slice(cut + 1);
      if (Object.hasOwn(owner.presets, key)) return await this.#preset(owner, key, where);
      const names = Object.keys(owner.presets).map((each) => `${owner.name}/${each}`);
      return fail(
        `the plugin \`${owner.name}\` has no preset \`${quotable(key)}\``,
        names.length === 0
          ? ['it has none']
          : [
              ...didYouMean(name, names),
              `its presets: ${names.map((each) => `\`${quotable(each)}\``).join(', ')}`,
            ].slice(0, 1),
      );
    }
    const found = await resolveFrom(name, file, 'extends');
    if ('message' in found) {
      const all = [
        ...PRESETS,
        ...plugins.flatMap((each) => Object.keys(each.presets).map((key) => `${each.name}/${key}`)),
      ];
      const close = isPath(name) ? [] : didYouMean(name, all);
      return close.length > 0
        ? fail(`there is no preset or package \`${quotable(name)}\``, close)
        : fail(found.message, found.hints);
    }
    if (isRound(trail, displayPath(found.file, this.#root), found.file))
      return fail(...round(trail, displayPath(found.file, this.#root)));
    return await said(() => this.file(found.file, where, packageOf(found.file)), source.place(at, 'value'));
  }

  /** A preset of a plugin is a configuration in the file of the plugin. */
  async #preset(plugin: LoadedPlugin, key: string, where: Where): Promise<Chain | undefined> {
    const { trail, source, at, plugins, problems } = where;
    const shown = `${plugin.name}/${key}`;
    if (isRound(trail, shown)) {
      const [message, hints] = round(trail, shown);
      return void problems.push({ message, path: at, part: 'value', hints });
    }
    const own = codeSource(plugin.presets[key], plugin.file);
    const file = path.resolve(this.#root, plugin.file);
    return await said(
      () => this.open(own, { trail: [...trail, { file, shown }], plugins }, shown),
      source.place(at, 'value'),
    );
  }
}

interface Where extends Above {
  readonly source: Source;
  readonly at: Path;
  readonly problems: Problem[];
}

/** The names below a key, with their paths: one text, or an array. */
function entries(value: unknown, key: 'extends' | 'plugins'): readonly (readonly [at: Path, name: unknown])[] {
  const found = valueAt(value, [key]);
  if (Array.isArray(found)) return found.map((each: unknown, i) => [[key, i], each]);
  return key === 'extends' && typeof found === 'string' ? [[[key], found]] : [];
}
