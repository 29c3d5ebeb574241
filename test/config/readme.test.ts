import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { readConfig } from '../../src/config/config.ts';
import { PRESETS } from '../../src/config/presets.ts';
import { configSchema } from '../../src/config/schema.ts';
import { cli, folder } from '../cli/run.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');
const from = page.indexOf('\n## Configuration\n');
const chapter = page.slice(from, page.indexOf('\n## ', from + 1));
const blocks = (text: string): [kind: string, body: string][] =>
  [...text.matchAll(/^```(json|yaml|ts)\n([\s\S]*?)^```$/gm)].map(([, kind = '', body = '']) => [kind, body]);
const others = {
  'team.yaml': 'failOn: info\n',
  'node_modules/@acme/mcp-audit-config/package.json': '{"main": "index.json"}',
  'node_modules/@acme/mcp-audit-config/index.json': '{"rules": {"tool-name-style": "off"}}',
};

/** Of the whole page those that can only be configurations. */
const isConfig = (body: string): boolean => {
  const value: unknown = JSON.parse(body);
  return typeof value === 'object' && value !== null && Object.keys(value).every((key) => key in configSchema.shape);
};
const configs = [
  ...blocks(chapter),
  ...blocks(page.replace(chapter, '')).filter(([kind, body]) => kind === 'json' && isConfig(body)),
];

describe('README', () => {
  it('has examples', () => expect(configs.length).toBeGreaterThanOrEqual(7));
  it.each(configs.map(([kind, body], i) => [i + 1, kind, body] as const))('example %i, %s', async (_, kind, body) => {
    const root = folder({ ...others, [`mcp-audit.config.${kind}`]: body });
    const plugin = 'mcp-audit-plugin-acme';
    cpSync(path.join(import.meta.dirname, '../fixtures/plugins', plugin), path.join(root, 'node_modules', plugin), {
      recursive: true,
    });
    expect((await readConfig({ root, rules })).file).toBeDefined();
  });
  it('names every key', () => {
    const keys = Object.keys(configSchema.shape).filter((key) => key !== '$schema');
    expect(keys.filter((key) => !chapter.includes(`\`${key}\``))).toEqual([]);
  });
  it('names every preset', () =>
    expect(PRESETS.filter((preset) => !chapter.includes(`| \`${preset}\` |`))).toEqual([]));

  it('shows the mistake as it is said', async () => {
    const [, said = ''] = /^```\n(error: mcp-audit\.config[\s\S]*?)^```$/m.exec(chapter) ?? [];
    const right = blocks(chapter)[0]![1];
    const { stderr } = await cli(['config'], {
      cwd: folder({ 'mcp-audit.config.json': right.replace('"most"', '"mos"') }),
    });
    expect(stderr).toBe(said);
  });
});
