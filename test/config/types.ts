// What `defineConfig` takes and refuses, for `tsc`: an error that does not come is an error.
import { defineConfig, type Config, type Plugin } from '../../src/index.ts';
import { defineRule } from '../../src/rule.ts';
import type { configSchema, FileConfig } from '../../src/config/schema.ts';
import type { z } from 'zod';

const rule = defineRule(
  {
    id: 'no-delete',
    title: 'Nothing deletes.',
    category: 'safety',
    severity: 'error',
    why: 'Why.',
    hint: 'Do.',
    messages: { deletes: 'It deletes.' },
    references: [],
    realCase: 'Guards against it.',
    since: '1.0.0',
    options: { words: { type: 'strings', default: ['delete'], describe: 'Words that delete.' } },
  },
  {
    *tool(tool, { options }) {
      if (options.words.some((word) => tool.data.name.includes(word)))
        yield { at: tool.at('name'), message: 'deletes' };
    },
  },
);
const plugin = {
  name: 'acme',
  rules: [rule],
  presets: { all: { rules: { 'acme/no-delete': 'error' } } },
} satisfies Plugin<Config>;

export const right = [
  defineConfig({}),
  defineConfig({
    extends: ['strict', './base.json', '@acme/config', 'acme/all'],
    plugins: ['mcp-audit-plugin-acme', plugin],
    targets: { api: { command: ['node', 'dist/server.js'], env: { TOKEN: 'x' } }, list: 'tools.json' },
    rules: {
      'annotations-missing': 'off',
      'tool-description-long': ['error'],
      'acme/no-delete': ['warning', { words: ['drop'] }],
    },
    overrides: [{ tools: 'legacy_*', rules: { 'annotations-missing': 'off' }, reason: 'frozen', until: '2026-12-31' }],
    failOn: 'warning',
    budget: { tokens: 12_000, toolset: { orders: 2_000 } },
    diff: { maxGrowth: '5%' },
  }),
  defineConfig({ extends: 'recommended', targets: ['tools.json', { json: 'a.json', source: 'src' }] }),
  defineConfig({ failOn: process.env['CI'] ? 'warning' : undefined }),
];

export const wrong = [
  // @ts-expect-error -- no such rule
  defineConfig({ rules: { 'anotations-missing': 'off' } }),
  // @ts-expect-error -- no such level
  defineConfig({ rules: { 'annotations-missing': 'warn' } }),
  // @ts-expect-error -- options of a rule that has none
  defineConfig({ rules: { 'annotations-missing': ['warning', { most: 5 }] } }),
  // @ts-expect-error -- no such option
  defineConfig({ rules: { 'tool-description-long': ['warning', { moost: 5 }] } }),
  // @ts-expect-error -- not what the option takes
  defineConfig({ rules: { 'tool-description-long': ['warning', { most: '5' }] } }),
  // @ts-expect-error -- no such rule in an override
  defineConfig({ overrides: [{ rules: { 'anotations-missing': 'off' } }] }),
  // @ts-expect-error -- an override without rules
  defineConfig({ overrides: [{ tools: 'legacy_*' }] }),
  // @ts-expect-error -- no such key
  defineConfig({ maxTokens: 5 }),
  // @ts-expect-error -- no such key of the budget
  defineConfig({ budget: { token: 5 } }),
  // @ts-expect-error -- nothing to fail on
  defineConfig({ failOn: 'warn' }),
  // @ts-expect-error -- a command line in one string
  defineConfig({ targets: [{ command: 'node server.js' }] }),
  // @ts-expect-error -- no such key of a target
  defineConfig({ targets: [{ url: 'https://example.com/mcp', header: {} }] }),
  // @ts-expect-error -- no plugin
  defineConfig({ plugins: [{ rules: [] }] }),
  // @ts-expect-error -- no archetype
  defineConfig({ archetype: 'monolith' }),
];

type Loose<T> = { [K in keyof T]-?: Exclude<T[K], undefined> };
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** The generated types and the schema that is run have the same keys, and the same types but where types say more. */
type Keys = Same<keyof Config, keyof FileConfig>;
type Simple = 'failOn' | 'maxWarnings' | 'baseline' | 'budget' | 'turnBudget' | 'archetype' | 'toolsets';
type Values = Same<Loose<Pick<Config, Simple>>, Loose<Pick<z.input<typeof configSchema>, Simple>>>;
/** Whatever the schema gives is of the generated type, but for ids of rules and for plugins, of which types say more. */
type Rest<T> = Omit<T, 'rules' | 'overrides' | 'plugins'>;
type Fits = Rest<FileConfig> extends Rest<Config> ? true : false;
export const agree: readonly [Keys, Values, Fits] = [true, true, true];
