import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { rules } from '../rules/index.ts';
import { generate, ruleFolders } from '../src/codegen/gen.ts';
import { runAudit } from '../src/engine/run.ts';
import { isFailed } from '../src/inputs/input.ts';
import { loadText } from '../src/inputs/json/load.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const folders = ruleFolders();

it('generated files are fresh', async () => {
  const stale = [...(await generate())].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  expect(stale, 'run `npm run gen`').toEqual([]);
});

describe.each(folders)('rules/%s', (folder) => {
  const rule = rules.find(({ meta }) => meta.id === folder);

  it('is named like its folder and complete', () => {
    expect(rule, 'the folder name is the rule id').toBeDefined();
    const { title, why, hint, references, realCase, messages, entails = [] } = rule!.meta;
    for (const text of [
      title,
      why,
      hint,
      realCase,
      ...references,
      ...Object.values(messages).map((message) => (typeof message === 'string' ? message : message.text)),
    ])
      expect(text.trim()).not.toBe('');
    expect(references.length).toBeGreaterThan(0);
    for (const id of entails) expect(folders, `entails an unknown rule`).toContain(id);
    for (const reference of references) expect(reference).toMatch(/^https:\/\/\S+$|^[\w.-]+\/[\w.-]+#\d+$/);
    for (const file of ['rule.ts', 'rule.test.ts', 'README.md'])
      expect(existsSync(path.join(root, 'rules', folder, file)), file).toBe(true);
  });

  it('an error names a specification, a client or a provider', () => {
    if (rule!.meta.severity === 'error')
      expect(rule!.meta.why).toMatch(
        /spec|MUST|client|SDK|VS Code|Claude|OpenAI|Anthropic|Gemini|JSON Schema|ECMA|RFC|provider|validator/i,
      );
  });

  it('the examples on its page do what they say', () => {
    const blocks = [...read(`rules/${folder}/README.md`).matchAll(/^```json (bad|good)\n([\s\S]*?)^```/gm)];
    expect(
      blocks.some(([, kind]) => kind === 'bad'),
      'a bad example',
    ).toBe(true);
    expect(
      blocks.some(([, kind]) => kind === 'good'),
      'a good example',
    ).toBe(true);
    for (const [, kind, source] of blocks) {
      const loaded = loadText(source!, 'example.json', 'example');
      for (const each of loaded) if (isFailed(each)) throw new Error(`${kind} example: ${each.reason}`);
      const said = runAudit(loaded, { rules: [rule!], failOn: 'never', minTools: 0 }).findings;
      if (kind === 'bad') expect(said.length, source).toBeGreaterThan(0);
      else
        expect(
          said.map(({ message }) => message),
          source,
        ).toEqual([]);
    }
  });
});

it('files stay small enough to read', () => {
  const long = walk('src').filter((file) => file.endsWith('.ts') && read(file).split('\n').length > 260);
  expect(long).toEqual([]);
});

function walk(dir: string): string[] {
  return readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(`${dir}/${entry.name}`) : [`${dir}/${entry.name}`],
  );
}
