import { loadSource } from '../src/testing/source-test.ts';
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

const BUG = /^[\w.-]+\/[\w.-]+#\d+$/;
/** Who may decide what an error is, beside the clients of a bug that was reported. */
const NORMS =
  /^https:\/\/(?:modelcontextprotocol\.io\/specification\/|json-schema\.org\/|www\.rfc-editor\.org\/|www\.unicode\.org\/reports\/)/;
const WHO =
  /\b(?:specification|revision|JSON Schema|implementations|servers|SDK|VS Code|Claude|Anthropic|OpenAI|Gemini|providers?|validators?|clients?)\b/i;
const REFUSES = /\b(?:refuses?|rejects?|requires?|must|wants|forbids|allows no|throws?|drops?|loses?|without end)\b/i;
/** Nobody refuses these: that they are let through is the harm. Their cases are the demonstrations. */
const ATTACKS = new Set(['ansi-escape', 'hidden-unicode']);
/** A bug, a package with its version or a repository at a commit, an SDK, an identifier, or who showed it and when. */
const CASE =
  /^Guards against:? \S|[\w.-]+\/[\w.-]+#\d+|[\w@./-]+ \d+\.\d+(?:\.\d+)?\b|[\w.-]+\/[\w.-]+ at [0-9a-f]{7,40}\b|\bsdk\b|\b(?:SEP-\d+|CVE-\d+-\d+|RFC \d+|arXiv:\S+)|\([A-Z][\w ]+, [A-Z][a-z]+ 20\d\d\)/i;
/** Examples leave out what their rule does not look at. */
const LEFT_OUT = new Set(['schema-missing']);

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
    expect(rule!.meta.advice ?? hint, 'a page fills no placeholder: say it in `advice`').not.toMatch(/\{\w+\}/);
    expect(references.length).toBeGreaterThan(0);
    for (const id of entails) expect(folders, `entails an unknown rule`).toContain(id);
    for (const reference of references) expect(BUG.test(reference) || URL.canParse(reference), reference).toBe(true);
    for (const file of ['rule.ts', 'rule.test.ts', 'README.md'])
      expect(existsSync(path.join(root, 'rules', folder, file)), file).toBe(true);
  });

  it('has a real case, or says that it only guards', () => {
    const { realCase } = rule!.meta;
    expect(realCase).toMatch(CASE);
  });

  const { why = '', severity, references = [], messages = {} } = rule?.meta ?? {};
  const errors = Object.values(messages).flatMap((message) =>
    typeof message !== 'string' && message.severity === 'error' ? [message.text] : [],
  );
  const mayBeError = (severity === 'error' || errors.length > 0) && !ATTACKS.has(folder);

  if (mayBeError)
    it('says in one sentence who refuses or requires what is an error', () => {
      const sentences = [why, ...errors].flatMap((text) => text.split(/(?<=[.;])\s/));
      expect(
        sentences.filter((sentence) => WHO.test(sentence) && REFUSES.test(sentence)),
        why,
      ).not.toEqual([]);
      expect(
        references.filter((reference) => NORMS.test(reference) || BUG.test(reference)),
        references.join(' '),
      ).not.toEqual([]);
    });

  const blocks = [
    ...read(`rules/${folder}/README.md`).matchAll(/^```(json|ts) (bad|good)(?: (\{.*\}))?\n([\s\S]*?)^```/gm),
  ];

  it('its page has examples of both kinds', () =>
    expect(new Set(blocks.map(([, , kind]) => kind))).toEqual(new Set(['bad', 'good'])));

  it.each(
    blocks.map(([, language, kind, config = '{}', source], i) => [i + 1, kind!, language!, source!, config] as const),
  )('example %i: %s', async (_, kind, language, source, config) => {
    const loaded = language === 'ts' ? await loadSource(source) : loadText(source, 'example.json', 'example');
    for (const each of loaded) if (isFailed(each)) throw new Error(each.reason);
    const { workflows = [] } = JSON.parse(config) as { readonly workflows?: readonly (readonly string[])[] };
    const given = { workflows: workflows.map((tools) => ({ tools })) };
    const said = runAudit(loaded, { rules, failOn: 'never', minTools: 0, given }).findings;
    expect(said.some(({ ruleId }) => ruleId === folder)).toBe(kind === 'bad');
    const others = said.filter(
      ({ ruleId, severity }) => severity === 'error' && ruleId !== folder && !LEFT_OUT.has(ruleId),
    );
    expect(others.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });
});

describe('files stay small enough to read', () => {
  const isWritten = (file: string): boolean => file.endsWith('.ts') && !/\.(?:test|generated|d)\.ts$/.test(file);
  it.each([
    ['src', 210],
    ['rules', 160],
  ])('%s: at most %i lines', (dir, most) => {
    const files = walk(dir).filter((file) => isWritten(file) && file !== 'rules/index.ts');
    const lengths = files.map((file) => [file, read(file).trimEnd().split('\n').length] as const);
    expect(files.length).toBeGreaterThan(50);
    expect(lengths.filter(([, lines]) => lines > most)).toEqual([]);
  });
});

function walk(dir: string): string[] {
  return readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(`${dir}/${entry.name}`) : [`${dir}/${entry.name}`],
  );
}
