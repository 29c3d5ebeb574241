import { describe, expect, it } from 'vitest';

import { cell as ownCell, code as ownCode, prose as ownProse } from '../../src/reporters/markdown/escape.ts';
import { fc } from '../../src/testing/properties.ts';
import { scripts } from './workspace.ts';

interface Markdown {
  code(text: string, max?: number): string;
  prose(text: string): string;
  cell(markdown: string): string;
  capped(markdown: string, limit: number): string;
}
interface Comment {
  readonly MARK: string;
  commentOf(summary: string, since?: Since): string;
}
interface Report {
  readonly servers: readonly object[];
  readonly findings?: readonly object[];
}
interface Since {
  readonly report: Report;
  readonly before?: Report | undefined;
  readonly diff?: string | undefined;
  readonly base: string;
}
const { code, prose, cell, capped } = await scripts<Markdown>('markdown.mjs');
const { MARK, commentOf } = await scripts<Comment>('comment.mjs');

const finding = (more: object = {}) => ({
  ruleId: 'schema-array-no-items',
  severity: 'error',
  server: 'shop',
  address: 'mcp:shop/tools/find#/inputSchema',
  message: '`tags` is an array of nothing.',
  hint: 'Add `"items"`.',
  docs: 'https://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/schema-array-no-items/README.md',
  fingerprint: 'a',
  location: { file: 'src/server.ts', startLine: 12 },
  suppressed: null,
  ...more,
});
const inCode = (statement: string) =>
  finding({ fingerprint: statement, address: `mcp:shop/code/src%2Fa.ts#/module/${statement}` });
const server = (more: object = {}) => ({
  id: 'shop',
  status: 'audited',
  score: { overall: 83, grade: 'B' },
  budget: { model: 1200, instructions: 30 },
  ...more,
});
const SUMMARY = '## ❌ mcp-audit: failed, score 83 B\n\nChecked 2 tools.\n';
const DIFF = '## ✅ Both list the same\n\n`a` → `b`\n\n| tokens |\n| --- |\n';
const since = (more: Partial<Since> = {}): Since => ({
  report: { servers: [server()], findings: [finding()] },
  before: { servers: [server()], findings: [] },
  diff: DIFF,
  base: 'main',
  ...more,
});
const lines = (text: string, pattern: RegExp): string[] => text.split('\n').filter((line) => pattern.test(line));

describe('Markdown', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '`',
          '``',
          '<b>',
          '&',
          '@a',
          '#1',
          '://',
          'WWW.',
          '|',
          '\\',
          '*',
          '[x](y)',
          '\n',
          '1. ',
          'a',
          '\u202E',
          '\uD800',
        ),
      )
      .map((parts) => parts.join('')),
  );
  it('is escaped as the reports of mcp-audit are', () =>
    fc.assert(
      fc.property(text, (given) => {
        expect(prose(given)).toBe(ownProse(given));
        expect(code(given)).toBe(ownCode(given));
        expect(code(given, 7)).toBe(ownCode(given, 7));
        expect(cell(given)).toBe(ownCell(given));
      }),
    ));

  it.each<readonly [string, string, number, string | RegExp]>([
    ['what has room stays', 'a\nb', 3, 'a\nb'],
    [
      'whole lines, and a word on the rest',
      `${'a'.repeat(100)}\n`.repeat(9),
      600,
      /^a{100}\na{100}\na{100}\n\nand more, [^\n]*\n$/,
    ],
    ['an open block is closed', `${'`'.repeat(4)}text\n\`\`\`\n${'a\n'.repeat(600)}`, 600, /a\n````\n\nand more/],
    ['and one that is closed is not', `\`\`\`\nb\n\`\`\`\n${'a\n'.repeat(600)}`, 600, /a\n\nand more/],
    [
      'what folds is closed',
      `<details><summary>x</summary>\n${'a\n'.repeat(600)}</details>`,
      600,
      /a\n<\/details>\n\nand more/,
    ],
    ['what is in a block folds nothing', `\`\`\`\n<details>\n\`\`\`\n${'a\n'.repeat(600)}`, 600, /a\n\nand more/],
    ['bytes count, not characters', 'ü'.repeat(600), 1000, /^\n\nand more/],
  ])('is cut: %s', (_, given, limit, result) => {
    const kept = capped(given, limit);
    expect(kept).toMatch(result);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit);
  });
});

describe('the comment', () => {
  it('without a base is the report', () => expect(commentOf(SUMMARY)).toBe(`${MARK}\n${SUMMARY}`));

  it.each<readonly [string, Partial<Since>, RegExp, readonly string[]]>([
    [
      'findings that the base has are not new, silenced ones neither',
      {
        before: { servers: [server()], findings: [finding()] },
        report: {
          servers: [server()],
          findings: [finding(), finding({ fingerprint: 'b', suppressed: { by: 'comment' } })],
        },
      },
      /^###/,
      ['### No new findings', '### ✅ Both list the same'],
    ],
    [
      'a statement that was edited is the same, and a second one is not',
      {
        before: { servers: [server()], findings: [inCode('listen-0a0a0a')] },
        report: { servers: [server()], findings: [inCode('listen-1b1b1b'), inCode('listen-2c2c2c')] },
      },
      /^### (?!✅)/,
      ['### 1 new finding'],
    ],
    [
      'what is gone is mended, but of a server that was not audited now',
      {
        before: { servers: [server()], findings: [finding(), finding({ fingerprint: 'b', server: 'other' })] },
        report: { servers: [server()], findings: [] },
      },
      /^### (?!✅)/,
      ['### No new findings, 1 mended'],
    ],
    [
      'the worst come first',
      { report: { servers: [server()], findings: [finding({ severity: 'info', fingerprint: 'c' }), finding()] } },
      /^- /,
      [expect.stringMatching(/^- ❌ \*\*error\*\*/), expect.stringMatching(/^- ℹ️ note/)] as unknown as string[],
    ],
    [
      'a finding without a file stands at its address',
      { report: { servers: [server()], findings: [finding({ location: null })] } },
      /^- /,
      [expect.stringContaining(' · `mcp:shop/tools/find#/inputSchema`<br>')],
    ],
    [
      'many are counted',
      {
        report: {
          servers: [server()],
          findings: Array.from({ length: 25 }, (_, i) => finding({ fingerprint: `f${i}` })),
        },
      },
      /^### \d|^- and/,
      ['### 25 new findings', '- and 5 more'],
    ],
    [
      'scores and tokens that changed',
      {
        before: {
          servers: [server({ score: { overall: 90, grade: 'A' }, budget: { model: 1000, instructions: 30 } })],
          findings: [],
        },
      },
      /^\| `/,
      ['| `shop` | 83 B (was 90 A) | 1 | 0 | 0 | 1,230 (+200, +19.4 %) |'],
    ],
    [
      'a server that calls itself otherwise now is the same where it is alone',
      { before: { servers: [server({ id: 'old', budget: { model: 1230, instructions: 30 } })], findings: [] } },
      /^\| `/,
      ['| `shop` | 83 B | 1 | 0 | 0 | 1,230 (−30, −2.4 %) |'],
    ],
    [
      'servers that were not read, and one that is new',
      {
        report: {
          servers: [
            server({ id: 'dead', status: 'not-evaluated', score: null, budget: null }),
            server({ id: 'half', status: 'partial', score: null }),
            server({ id: 'text', score: { overall: null, grade: null } }),
            server({ id: 'new' }),
          ],
          findings: [],
        },
        before: { servers: [server({ id: 'dead' }), server({ id: 'half' })], findings: [] },
      },
      /^\| `/,
      [
        '| `dead` | ⛔ not evaluated |  |  |  |  |',
        '| `half` | ⚠️ read in part | 0 | 0 | 0 | 1,230 |',
        '| `text` |  | 0 | 0 | 0 | 1,230 |',
        '| `new` | 83 B | 0 | 0 | 0 | 1,230 |',
      ],
    ],
    [
      'a limit that was exceeded is not folded away',
      { diff: DIFF.replace('| tokens', '❌ `shop` grew.\n\n| tokens') },
      /^❌|^<details>/,
      ['❌ `shop` grew.', '<details><summary>Tokens and changes</summary>'],
    ],
    ['the lists alone', { before: { servers: [server()] } }, /^###/, ['### ✅ Both list the same']],
    [
      'what could not be compared',
      { before: undefined, diff: undefined },
      /^⚠️|^###/,
      ['⚠️ Not compared with `main`: one of the two could not be read.'],
    ],
  ])('%s', (_, more, pattern, expected) => expect(lines(commentOf(SUMMARY, since(more)), pattern)).toEqual(expected));

  it('stays below what GitHub takes, with the longest of everything', () => {
    const findings = Array.from({ length: 25 }, (_, i) =>
      finding({ fingerprint: `f${i}`, message: 'x'.repeat(2_000) }),
    );
    const servers = Array.from({ length: 90 }, (_, i) => server({ id: `${i}`.repeat(100) }));
    const text = commentOf(SUMMARY, since({ report: { servers, findings }, diff: DIFF + 'ü\n\n'.repeat(20_000) }));
    expect(capped(text, 65_000).length).toBeLessThan(65_536);
  });
});
