import { describe, expect, it } from 'vitest';

import { cell, code, prose } from '../../src/reporters/markdown/escape.ts';
import type { Loaded } from '../../src/inputs/input.ts';
import { markdown } from '../../src/reporters/markdown/markdown.ts';
import { UNSAFE } from '../../src/text/printable.ts';
import { arrays, audit, AUDITS, loaded, tool } from './audits.ts';

const env = { root: '/repo', color: true, links: true, width: 80 };
const render = (name: string): string => markdown.render(AUDITS[name]!, env);

describe('markdown', () => {
  it('reads well', () => {
    expect(render('findings').replaceAll(/\(https:[^)]*\)/g, '(…)')).toMatchInlineSnapshot(`
      "## ❌ mcp-audit: failed, score 60 D

      Checked 2 tools of 1 server with 3 rules: 1 error, 1 warning, 1 note; 0 not checked.

      ❌ The tools and instructions of \`tools\` cost 53 tokens; --max-tokens allows 10.

      | server | status | score | tools | errors | warnings | notes | tokens (o200k_base) |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
      | \`tools\` | audited | 60 D | 2 | 1 | 1 | 1 | 53 |

      - score **60 D**: description 82 · naming 100 · schema 30 · safety 97 · budget 100
      - lowest tools: \`search\` 49
      - most to gain: [test-array](…) +30 · [test-text](…) +4
      - tokens in the model's view: **53**: names 10 · descriptions 11 · input schemas 32
      - instructions 0, the whole listing 61, with annotations 8

      ### \`tools\`

      **\`search\`**

      - ❌ **error** · \`tags\` is an array of nothing. · [test-array](…) · \`tools.json:9\`<br>Add \`"items": {}\`.

      **\`run\`**

      - ⚠️ **warning** · The description of \`run\` is vague: Does a thing. · [test-text](…) · \`tools.json:20\`<br>See \`tools.json:19\`: the name \\[run\\](x).<br>Say what it does.
      - ℹ️ note · \`run\` does not say whether it is safe. · [test-safe](…) · \`tools.json:19\`<br>Add \`"annotations": { "readOnlyHint": true }\`.

      <details><summary>Where the tokens go, and where to save</summary>

      | tool | tokens | of all |
      | --- | ---: | ---: |
      | \`run\` | 27 | 50.9 % |
      | \`search\` | 26 | 49.1 % |

      </details>
      "
    `);
  });

  it('says what was not audited, and that it is no pass', () => {
    expect(render('mixed')).toMatchInlineSnapshot(`
      "## ⛔ mcp-audit: some servers were not evaluated, which is not a pass

      Checked 2 tools of 2 servers with 3 rules: at least 1 error, 0 warnings, 0 notes; 1 server and 1 part not checked.

      | server | status | score | tools | errors | warnings | notes | tokens (o200k_base) |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
      | \`one\` | audited | 49 F | 1 | 1 | 0 | 0 | 26 |
      | \`half\` | ⚠️ **partial** |  | at least 1 | 0 | 0 | 0 | at least 26 |
      | \`broken\` | ⛔ **not evaluated** |  |  |  |  |  |  |

      <details><summary>What the scores and the tokens are made of</summary>

      **\`one\`**

      - score **49 F**: description 100 · naming 100 · schema 0 · safety 100 · budget 100
      - most to gain: [test-array](https://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-array/README.md) +51
      - tokens in the model's view: **26**: names 5 · descriptions 5 · input schemas 16
      - instructions 0, the whole listing 34, with annotations 8

      **\`half\`**

      - tokens in the model's view: at least **26**: names 5 · descriptions 5 · input schemas 16
      - instructions 0, the whole listing at least 34, with annotations 8

      </details>

      ### \`half\`: audited only in part

      The list goes on: \`nextCursor\` is set and the next page is not here.

      ### \`broken\`: not evaluated

      The server exited with code 1 before it answered.

      \`\`\`text
      Error: Cannot find module 'x'
        at load (a.js:1)
      \`\`\`

      Run \`node server.js\` on its own to see why.

      ### \`one\`

      **\`a\`**

      - ❌ **error** · \`x\` is an array of nothing. · [test-array](https://github.com/mcp-audit/mcp-audit/blob/v0.1.0/rules/test-array/README.md) · \`one.json:12\`<br>Add \`"items": {}\`.

      <details><summary>1 part not checked</summary>

      - \`mcp:half#/tools\`: the tool list is not complete

      </details>
      "
    `);
  });

  it.each(Object.keys(AUDITS))('has no HTML and no bare link of a stranger: %s', (name) => strangersIn(render(name)));

  it.each(Object.keys(AUDITS))('nor has what the tools cost: %s', (name) =>
    strangersIn(markdown.render({ ...AUDITS[name]!, focus: 'budget' }, env)),
  );

  function strangersIn(text: string): void {
    const outside = text.replaceAll(/```text\n[^]*?\n```/g, '').replaceAll(/(`+)[^]*?\1/g, '');
    expect(outside.match(/<(?! |br>|\/?details>|\/?summary>|!-- -->)/)).toBeNull();
    expect(outside.match(/(?<!\\)\]\((?!https:\/\/github\.com\/)/)).toBeNull();
    expect(outside.match(/[@#]\w/)).toBeNull();
    expect(outside.replaceAll('\n', '').match(UNSAFE)).toBeNull();
  }

  it('gives every table row as many cells as its head', () => {
    const tables = render('hostile')
      .split('\n\n')
      .filter((part) => part.startsWith('|'))
      .map((part) => part.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length));
    expect(tables.length).toBeGreaterThan(1);
    for (const [head, ...rows] of tables) expect(new Set(rows)).toEqual(new Set([head]));
  });

  it('begins with how it ended and the score: a mark of success is none of quality', () => {
    const title = (name: string): string => render(name).split('\n')[0]!;
    expect(title('clean')).toBe('## ✅ mcp-audit: passed without findings, score 100 A');
    expect(title('min severity')).toBe(
      '## ❌ mcp-audit: errors found, not failed as asked (`--fail-on never`), score 49 F',
    );
    expect(title('over the limit')).toMatch(/^## ❌ mcp-audit: over the limit, not failed as asked/);
    expect(title('mixed')).not.toContain('score');
    const warned = audit([loaded({ tools: [tool('a', { description: 'A thing.', annotations: undefined })] })]);
    expect(markdown.render(warned, env)).toMatch(
      /^## ⚠️ mcp-audit: passed with 1 warning and 1 note, score \d+ [A-F]\n/,
    );
  });

  it('does not take for clean what is in the baseline', () => {
    const whole = audit([loaded({ tools: [tool('a', { description: 'A thing.', annotations: undefined })] })]);
    const known = whole.findings.map((each) => ({ ...each, suppressed: { by: 'baseline' as const } }));
    const first = (findings: typeof whole.findings): string =>
      markdown.render({ ...whole, findings }, env).split('\n')[0]!;
    expect(first(known)).toMatch(/^## ✅ mcp-audit: passed with no new findings, 2 in the baseline, score /);
    expect(first([whole.findings[0]!, ...known.slice(1)])).toMatch(/ passed with 1 \w+, 1 in the baseline, score /);
  });

  it('tells what is to be noticed', () => {
    const page = render('noticed');
    expect(page.slice(page.lastIndexOf('<details>'))).toMatchInlineSnapshot(`
      "<details><summary>5 notices</summary>

      - \`mcp-audit.config.json:3\`: the override of \`test-text\` ended after \`2026-06-14\` and does nothing any more; repair what it was for and remove it, or give it a later \`until\`
      - \`my config.ts\`: the override for the tools \`'<b>\\u{1B}[31m*\`, \`@x |\` is for none that its server lists; correct it, or remove it
      - \`mcp-audit.baseline.txt\`: the baseline was written by mcp-audit 0.0.1, and this is 0.1.0; what only these rules find is new: look at it, then \`--update-baseline\`
      - \`mcp-audit.baseline.txt:6\`: the baseline names \`gone\`, which is no rule; \`--update-baseline\` takes 1 entry out
      - \`mcp-audit.baseline.txt:5\`: 1 entry of the baseline is found no more: \`test-array mcp:tools/tools/c#/x\`; \`--update-baseline\` takes it out, so that it cannot come back unseen

      </details>
      "
    `);
  });

  it('keeps what is suppressed, out of the way', () => {
    expect(
      render('suppressed')
        .split('\n\n')
        .slice(-3)
        .join('\n')
        .replaceAll(/\(https:[^)]*\)/g, '(…)'),
    ).toMatchInlineSnapshot(`
      "<details><summary>1 suppressed finding</summary>
      - [test-array](…) at \`tools.json:9\` (\`a\`), silenced by a comment until 2030\\-01-01: a \\[link\\](x) \\| ok
      </details>
      "
    `);
  });

  it('stays short enough for a comment, and says how much it leaves out', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      loaded(
        {
          server: { name: `server-${i}` },
          tools: Array.from({ length: 5 }, (__, j) => tool(`tool_${j}`, arrays(`p${i}`))),
        },
        `${i}.json`,
      ),
    );
    const text = markdown.render(audit(many), env);
    expect(text.length).toBeLessThan(60_000);
    const told =
      text.match(/\*\*error\*\*/g)!.length +
      Number(/… and ([\d,]+) more findings\. The JSON/.exec(text)![1]!.replaceAll(',', ''));
    const folded = [...text.matchAll(/<br>… and (\d+) more tools/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(told + folded).toBe(2000);
  });
});

describe('code', () => {
  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    ['a\nb\u001B[31m', '`a\\nb\\u{1B}[31m`'],
    ['  ', '(no name)'],
    ['x'.repeat(300), `\`${'x'.repeat(120)}…\``],
  ])('quotes %j', (text, quoted) => expect(code(text)).toBe(quoted));
});

describe('prose', () => {
  it.each([
    ['`a|b` is **bold** <b>', '`a|b` is \\*\\*bold\\*\\* &lt;b&gt;'],
    ['ask @octocat about #1', 'ask @<!-- -->octocat about #<!-- -->1'],
    ['see https://x.example or www.x.example', 'see https:<!-- -->//x.example or www<!-- -->.x.example'],
    ['[text](target)', '\\[text\\](target)'],
    ['1. one', '1\\. one'],
    ['- item', '\\- item'],
    ['# title', '\\# title'],
    ['one ` alone <b>', 'one \\` alone &lt;b&gt;'],
    ['`` is empty', '(empty) is empty'],
    ['ends with `code`.', 'ends with `code`.'],
  ])('escapes %j', (text, escaped) => expect(prose(text)).toBe(escaped));

  it('keeps a cell whole', () => expect(cell(code('a|b\\|c'))).toBe('`a\\|b\\|c`'));
});

describe('a page for GitHub', () => {
  const long = '`x` | y <b> '.repeat(400);
  const big = (servers: number, tools: number): Loaded[] =>
    Array.from({ length: servers }, (_, i) => {
      const each = loaded(
        {
          server: { name: `server ${i} ${'<'.repeat(300)}` },
          tools: Array.from({ length: tools }, (__, j) =>
            tool(`t${j}${'_'.repeat(200)}|`, { ...arrays('a|b'.repeat(60), 'b'), description: `thing ${long}` }),
          ),
        },
        `f${i}.json`,
        0,
      );
      const library = { name: '@a/b'.repeat(20), role: 'sdk' as const, version: '1.2.3', basis: 'installed' as const };
      return {
        ...each,
        source: { libraries: Array.from({ length: 8 }, () => library) },
        server: {
          ...each.server,
          quirks: each.server.tools.flatMap(({ address, at }) => [
            { at: address, what: 'conditional' as const, test: long },
            { at: at('inputSchema', 'properties', 'b'), what: 'opaque' as const, reason: long },
          ]),
        },
        suppressions: [{ by: 'comment', rules: ['test-text'], reason: long, covers: () => true }],
      };
    });
  const failed = Array.from({ length: 100 }, (_, i) => ({
    id: `bad ${i} ${long}`,
    input: 'live' as const,
    reason: long,
    detail: long,
    hint: long,
  }));

  it.each([
    [1, 100],
    [60, 1],
  ])('holds no more than a comment does, and says what is left out: %i servers with %i tools', (servers, tools) => {
    const text = markdown.render(audit([...big(servers, tools), ...failed]), env);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/… and [\d,]+ more findings\. The JSON and SARIF reports have all of them\./);
    expect(text.split('<details>')).toHaveLength(text.split('</details>').length);
  });
});
