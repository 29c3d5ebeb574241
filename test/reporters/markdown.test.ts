import { describe, expect, it } from 'vitest';

import { cell, code, prose } from '../../src/reporters/markdown/escape.ts';
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

      ❌ \`tools\` costs 53 tokens; \`--max-tokens\` allows 10.

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

  it('keeps what is suppressed, out of the way', () => {
    expect(
      render('suppressed')
        .split('\n\n')
        .slice(-3)
        .join('\n')
        .replaceAll(/\(https:[^)]*\)/g, '(…)'),
    ).toMatchInlineSnapshot(`
      "<details><summary>2 suppressed findings</summary>
      - [test-array](…) at \`tools.json:9\` (\`a\`), silenced by a comment until 2030\\-01-01: a \\[link\\](x) \\| ok
      - [test-safe](…) at \`tools.json:22\` (\`b\`), in the baseline
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
