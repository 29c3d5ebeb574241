import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { hookLines } from '../../src/init/files.ts';
import { withEntry } from '../../src/init/hooks.ts';

const lines = hookLines({ lists: [] });
const OURS = { repo: 'https://github.com/mcp-audit/mcp-audit', hooks: [{ id: 'mcp-audit' }] };

const RUFF = `# our hooks
default_language_version:
  python: python3   # not 2

repos:
  # the linter
  - repo: https://github.com/astral-sh/ruff-pre-commit
    rev: v0.9.0 # pinned
    hooks:
      - id: ruff
        args: [ '--fix', "-q" ]
`;

it.each([
  ['at the end', RUFF],
  ['without a line end', RUFF.trimEnd()],
  ['with a comment at the end', `${RUFF}      # more later\n`],
  ['with a comment after', `${RUFF}\n# the end\n`],
  ['before other keys', `${RUFF}\nci:\n  autofix_prs: false\n`],
  ['before other keys, close', `${RUFF}ci:\n  autofix_prs: false\n`],
  [
    'items at the margin',
    `repos:\n- repo: local\n  hooks:\n  - id: a\n    name: a\n    entry: a\n    language: system\n`,
  ],
  ['Windows line ends', RUFF.replaceAll('\n', '\r\n')],
  ['a document mark', `---\n${RUFF}`],
  ['a block of text', `repos:\n  - repo: local\n    hooks:\n      - id: a\n        entry: |\n          a\n\n`],
])('adds an entry, and every line there was stays: %s', (_, text) => {
  const merged = withEntry(text, lines);
  if (!('text' in merged)) throw new Error(merged.kept);
  const before = parse(text) as { repos: unknown[] };
  const after = parse(merged.text) as { repos: unknown[] };
  expect(after).toEqual({ ...before, repos: [...before.repos, { ...OURS, rev: expect.any(String) as string }] });
  let at = 0; // the lines there were, in their order
  for (const line of text.split(/\r?\n/)) {
    at = merged.text.indexOf(line, at);
    expect(at, line).toBeGreaterThanOrEqual(0);
    at += line.length;
  }
  expect(merged.text.includes('\r\n')).toBe(text.includes('\r\n'));
  expect(withEntry(merged.text, lines)).toEqual({ kept: 'it has the hook already' });
});

it.each([
  ['an empty file', '', 1],
  ['comments alone', '# hooks\n', 1],
  ['no repositories yet', 'repos: [] # none\nfail_fast: true\n', 1],
  ['one in brackets', 'repos: [{ repo: meta, hooks: [{ id: identity }] }] # c\n', 2],
])('%s', (_, text, count) => {
  const merged = withEntry(text, lines);
  if (!('text' in merged)) throw new Error(merged.kept);
  expect((parse(merged.text) as { repos: unknown[] }).repos).toHaveLength(count);
  for (const comment of text.match(/#.*/g) ?? []) expect(merged.text).toContain(comment);
});

it.each([
  ['not YAML', 'repos: [\n', 'it is no valid YAML (line 2)'],
  ['a list', '- a\n', 'it is no mapping with `repos`'],
  ['repos that are none', 'repos: 1\n', 'it has no list of `repos`'],
  [
    'a local hook that calls us',
    'repos:\n  - repo: local\n    hooks:\n      - id: x\n        entry: npx mcp-audit hook\n',
    'it has the hook already',
  ],
  [
    'ours with .git',
    'repos:\n  - repo: https://github.com/mcp-audit/mcp-audit.git\n    rev: v1\n    hooks: []\n',
    'it has the hook already',
  ],
])('keeps a file as it is: %s', (_, text, kept) => expect(withEntry(text, lines)).toEqual({ kept }));
