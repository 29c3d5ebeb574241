import { describe, expect, it } from 'vitest';

import { UNSAFE } from '../../src/text/printable.ts';
import { folder } from '../cli/run.ts';
import { audited, pullRequest, readIn } from './workspace.ts';

/** What a stranger might put into a name, a text, or the stderr of a server. */
const TEXTS = [
  '::error file=a.ts,line=1::pwned',
  '\n::set-output name=score::100\n',
  '\r::add-mask::a\r',
  '%0A::add-path::/tmp/pwned',
  '##[set-env name=PATH]/tmp/pwned',
  '::stop-commands::x\n::x::',
  'score=100\nexit-code<<EOF\n0\nEOF\n',
  'EOF\nGITHUB_ENV<<EOF\n',
  '</details></td><script>alert(1)</script><img src=x onerror=alert(1)>',
  '`` ` ``` ```` \n```\n# pwned\n',
  '| a | b |\n| --- | --- |',
  '[pwned](javascript:alert(1)) ![pwned](https://pwned.example/x.png) <https://pwned.example>',
  '@octocat fixes #1, see https://pwned.example and www.pwned.example',
  '<!-- mcp-audit -->',
  '\u001B]8;;https://pwned.example\u0007x\u001B[2J\u202E\u0000\u2028\uD800',
  '$(touch pwned) `touch pwned` ${{ secrets.TOKEN }} $GITHUB_TOKEN',
] as const;

const tool = (text: string, i: number) => ({
  name: i === 0 ? text : `${text} ${i}`,
  title: text,
  description: `Reads. ${text}`,
  inputSchema: { type: 'object', properties: { [text]: { type: 'array', description: text } }, required: [`${text}2`] },
  annotations: { readOnlyHint: text },
});

const PROPERTIES = new Set(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
const OUTPUTS = [
  'cli',
  'folder',
  'exit-code',
  'report',
  'score',
  'grade',
  'findings',
  'errors',
  'warnings',
  'tokens',
  'sarif',
  'comment',
  'exit-code',
];

/** Of Markdown, what is in no code: there nothing of a stranger may be HTML, a link, a mention or an issue. */
function checkMarkdown(text: string): void {
  const outside = text.replaceAll(/^ *(`{3,})[^]*?\n *\1$/gm, '').replaceAll(/(`+)[^]*?\1/g, '');
  expect(outside.match(/<(?!br>|\/?details>|\/?summary>|!-- -->|!-- mcp-audit -->\n## )/)).toBeNull();
  expect(outside.match(/(?<!\\)\]\((?!https:\/\/github\.com\/)/)).toBeNull();
  expect(outside.match(/[@#]\w|(?<!\()https?:\/\/|www\.\w/)).toBeNull();
  expect(text.replaceAll('\n', '').match(UNSAFE)).toBeNull();
  for (const table of outside.split('\n\n').filter((part) => part.startsWith('|')))
    expect(new Set(table.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length)).size).toBe(1);
}

describe('a hostile text injects nothing', { timeout: 60_000 }, () => {
  const hostile = (tools: readonly object[], texts: readonly string[]): string =>
    JSON.stringify({ server: { name: texts[0], version: texts[0] }, instructions: texts.join(' '), tools }, null, 1);
  const file = 'a,b%0A::c.json';

  it.each<readonly [string, readonly string[]]>([
    ['all of them', TEXTS],
    ...TEXTS.map((text) => [JSON.stringify(text), [text]] as const),
  ])('%s', (_, texts) => {
    const inputs = { targets: file, sarif: 'audit.sarif', comment: 'comment.md' };
    const cwd = folder({ [file]: hostile(texts.map(tool), texts) });
    const ran = audited(cwd, inputs);
    expect(ran.conclusion).toBe('failure');
    expect(ran.commands.length).toBeGreaterThan(1);
    for (const { name, properties } of ran.commands) {
      expect(['error', 'warning', 'notice']).toContain(name);
      expect(Object.keys(properties).filter((key) => !PROPERTIES.has(key))).toEqual([]);
      expect([undefined, file]).toContain(properties['file']);
      expect(properties['title']).toMatch(/^(?:[\w-]+(?: and \d+ more findings?)?|mcp-audit)$/);
    }
    expect(ran.env).toBe('');
    expect(Object.values(ran.steps).flatMap((outputs) => Object.keys(outputs))).toEqual(OUTPUTS);
    const { grade, sarif, comment, ...numbers } = ran.outputs;
    expect([grade, sarif, comment]).toEqual(['F', 'audit.sarif', 'comment.md']);
    for (const number of Object.values(numbers)) expect(number).toMatch(/^\d+$/);
    expect(ran.outputs['exit-code']).toBe('1');
    for (const text of [readIn(cwd, 'comment.md')!, ran.summary]) checkMarkdown(text);
    expect(readIn(cwd, 'pwned')).toBeUndefined();
  });

  it('nor beside the base of a pull request', () => {
    const before = { [file]: hostile([tool('old', 0), ...TEXTS.slice(0, 5).map(tool)], TEXTS) };
    const cwd = pullRequest(before, { [file]: hostile(TEXTS.map(tool), TEXTS) });
    const ran = audited(cwd, { targets: file, base: 'HEAD^1', comment: 'comment.md' });
    const body = readIn(cwd, 'comment.md')!;
    expect(body).toMatch(/### \d+ new findings/);
    expect(body.match(/<!-- mcp-audit -->\n##/g)).toHaveLength(1);
    expect(body.length).toBeLessThan(65_536);
    for (const text of [body, ran.summary]) checkMarkdown(text);
  });

  it('on the stderr of a server, whatever its lines are', () => {
    const cwd = folder({
      'server.mjs': `for (const text of ${JSON.stringify(TEXTS)}) process.stderr.write(text + '\\n' + text);\nprocess.exit(1);\n`,
    });
    const ran = audited(cwd, { command: `${process.execPath}\nserver.mjs`, comment: 'comment.md' });
    expect(ran.commands.map(({ name }) => name)).toEqual(['error']);
    expect(ran.outputs).toMatchObject({ score: '', 'exit-code': '2' });
    expect(ran.env).toBe('');
    checkMarkdown(ran.summary);
    checkMarkdown(readIn(cwd, 'comment.md')!);
  });

  it('in an input', () => {
    const cwd = folder({});
    const ran = audited(cwd, { 'fail-on': TEXTS[1], targets: TEXTS[2], rule: TEXTS.join('\n'), config: TEXTS[15] });
    expect(ran.commands.map(({ name }) => name)).toEqual(['error']);
    expect(ran.outputs).toMatchObject({ score: '', 'exit-code': '2' });
    expect(readIn(cwd, 'pwned')).toBeUndefined();
  });
});
