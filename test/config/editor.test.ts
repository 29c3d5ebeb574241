import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { configJsonSchema } from '../../src/codegen/config-schema.ts';
import { givenConfig } from '../../src/config/config.ts';
import { agree, right, wrong } from './types.ts';

interface Node {
  readonly [key: string]: unknown;
  readonly properties: Record<string, { readonly description?: string }>;
}
const text = readFileSync(path.join(import.meta.dirname, '../../schemas/config.schema.json'), 'utf8');
const schema = JSON.parse(text) as Node & { readonly definitions: Record<string, Node> };
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictTuples: false }).compile(schema);
const faults = (config: object): string[] =>
  validate(config) ? [] : validate.errors!.map(({ instancePath }) => instancePath);

describe('schemas/config.schema.json', () => {
  it('is made of the rules there are', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(configJsonSchema(rules))));
    expect(Object.keys(schema.definitions['RuleSettings']!.properties)).toEqual(rules.map(({ meta }) => meta.id));
  });
  it('explains every key and every rule', () => {
    for (const [key, { description }] of Object.entries(schema.properties)) expect(description, key).toMatch(/\w/);
    for (const [id, { description }] of Object.entries(schema.definitions['RuleSettings']!.properties))
      expect(description, id).toMatch(/\.\)? \(.*\)$/);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['itself', { $schema: './node_modules/mcp-audit/schemas/config.schema.json' }],
    ['presets, packages and files', { extends: ['strict', '@acme/config', './a.json', 'acme/all'] }],
    ['one preset', { extends: 'spec' }],
    ['plugins', { plugins: ['mcp-audit-plugin-acme', './rules/index.ts'] }],
    [
      'targets of all kinds',
      { targets: ['a.json', { command: ['a'] }, { url: 'https://x' }, { json: 'a' }, { source: 'src' }] },
    ],
    ['named targets', { targets: { a: 'a.json', b: { command: ['a'], env: { A: 'b' } } } }],
    ['levels', { rules: { 'annotations-missing': 'off', 'acme/no-delete': 'error' } }],
    [
      'options',
      { rules: { 'tool-description-long': ['error', { most: 5 }], 'acme/no-delete': ['error', { any: 1 }] } },
    ],
    ['a level alone', { rules: { 'tool-description-long': ['error'] } }],
    ['overrides', { overrides: [{ tools: 'a*', servers: ['b'], rules: {}, reason: 'r', until: '2026-12-31' }] }],
    ['limits', { budget: { tokens: 1, toolset: { a: 5 } }, maxWarnings: 0, diff: { maxGrowth: '5%' } }],
    ['growth in tokens', { diff: { maxGrowth: 500 } }],
  ])('takes %s', (_, config) => expect(faults(config)).toEqual([]));

  it.each<[string, object]>([
    ['an unknown key', { rulez: {} }],
    ['an unknown rule', { rules: { 'anotations-missing': 'off' } }],
    ['an unknown level', { rules: { 'annotations-missing': 'warn' } }],
    ['an unknown option', { rules: { 'tool-description-long': ['error', { max: 5 }] } }],
    ['a value that is too small', { rules: { 'tool-description-long': ['error', { most: 0 }] } }],
    ['options of a rule that has none', { rules: { 'annotations-missing': ['error', { most: 5 }] } }],
    ['an unknown rule in an override', { overrides: [{ rules: { 'anotations-missing': 'off' } }] }],
    ['an override without rules', { overrides: [{ tools: 'a' }] }],
    ['an unknown key of a budget', { budget: { token: 5 } }],
    ['a command line in one string', { targets: [{ command: 'node a.js' }] }],
    ['half a token', { budget: { tokens: 1.5 } }],
    ['no preset at all', { extends: [] }],
  ])('refuses %s', (_, config) => expect(faults(config)).not.toEqual([]));
});

describe('what compiles as a configuration', () => {
  it('is what the schema takes, for the compiler too', () => {
    expect(agree).toEqual([true, true, true]);
  });
  const read = (config: unknown) => givenConfig(config, { root: import.meta.dirname, rules, name: 'in code' });
  /** But for files and packages, which are not there. */
  const alone = (config: (typeof right)[number]) => ({
    ...config,
    extends: undefined,
    plugins: config.plugins?.filter((each) => typeof each === 'object'),
  });
  it.each(right.map((config, i) => [i + 1, config] as const))('is right: %i', async (_, config) => {
    expect((await read(alone(config))).config).toBeDefined();
  });
  it.each(wrong.map((config, i) => [i + 1, config] as const))('and what does not is refused: %i', async (_, config) => {
    await expect(read(config)).rejects.toThrow(/must|no rule|no option|no options|setting/);
  });
});
