import { describe, expect, it } from 'vitest';

import type { Audit, Place } from '../../src/engine/audit.ts';
import { frameOf } from '../../src/reporters/terminal/frame.ts';
import { terminal } from '../../src/reporters/terminal/terminal.ts';
import { columns, fit } from '../../src/reporters/terminal/width.ts';
import { wrap } from '../../src/reporters/terminal/wrap.ts';
import { linesOf } from '../../src/text/lines.ts';
import { UNSAFE } from '../../src/text/printable.ts';
import { arrays, audit, AUDITS, loaded, NASTY, placeless, rules, tool } from './audits.ts';
import { fc } from '../../src/testing/properties.ts';

const plain = { root: '/repo', color: false, links: false, width: 80 };
const render = (of: string | Audit, env: Partial<typeof plain & { quiet: boolean; verbose: boolean }> = {}): string =>
  terminal.render(typeof of === 'string' ? AUDITS[of]! : of, { ...plain, ...env });
const end = (text: string, lines: number): string =>
  text
    .split('\n')
    .slice(-lines - 1)
    .join('\n');

/** A path is not broken, so that it can be opened and searched for: it may be longer than a line, and then stands on one of its own. */
const PATH_ALONE = /^ *(?:see |at )?(?:npm:[^:]*|src\/[^:]*)(?::\d+){2}:?$|^ *at \/\S*$/;

describe('terminal', () => {
  it('shows what is wrong, where, and what to do', () => {
    expect(render('findings').split('\n\ncontext')[0]).toMatchInlineSnapshot(`
      "── tools 2 tools · tools.json ──────────────────────────────────────────────────

      search
        error    \`tags\` is an array of nothing.  test-array
                 tools.json:9:11
               9 │ "tags": {
                 │ ~~~~~~
                 help: Add \`"items": {}\`.

      run
        warning  The description of \`run\` is vague: Does a thing.  test-text
                 tools.json:20:22
              20 │ "description": "Does a thing.",
                 │                ^^^^^^^^^^^^^^^
                 see tools.json:19:15: the name [run](x)
                 help: Say what it does.
        note     \`run\` does not say whether it is safe.  test-safe
                 tools.json:19:15
              19 │ "name": "run",
                 │         ~~~~~
                 help: Add \`"annotations": { "readOnlyHint": true }\`.

      score  60 D  of 100, by the default rules
        by part       description 82 · naming 100 · schema 30 · safety 97 · budget 100
        lowest tools  search 49
        most to gain  test-array +30 · test-text +4"
    `);
  });

  it('shows what the tools cost, and how it ended', () => {
    expect(end(render('findings', { width: 70 }), 16)).toMatchInlineSnapshot(`
      "  model         53  name, description and input schema of 2 tools:
                          names 10 · descriptions 11 · input schemas 32
        instructions   0  sent beside the tools
        listing       61  the whole tools as sent
                          with annotations 8
        of a window   128k < 0.1 %  ·  200k < 0.1 %  ·  1M < 0.1 %
        most expensive of them
        run     27  50.9 %  ████████████████████████
        search  26  49.1 %  ███████████████████████▏

      over the limit  The tools and instructions of \`tools\` cost 53 tokens;
                      --max-tokens allows 10.

      FAIL  checked 2 tools of 1 server with 3 rules: 1 error, 1 warning,
            1 note; 0 not checked
            next: \`mcp-audit explain test-array\`
      "
    `);
  });

  it('is short about a clean server', () => {
    expect(render('clean')).toMatchInlineSnapshot(`
      "── tidy 1.0.0 · 2 tools · tools.json · protocol 2025-11-25 ─────────────────────

      no findings

      score  100 A  of 100, by the default rules

      context in tokens of o200k_base
        model         56  name, description and input schema of 2 tools:
                          names 12 · descriptions 12 · input schemas 32
        instructions   3  sent beside the tools
        listing       72  the whole tools as sent
                          with annotations 16
        of a window   128k < 0.1 %  ·  200k < 0.1 %  ·  1M < 0.1 %
        most expensive of them
        get_page    28  50.0 %  ████████████████████████
        list_pages  28  50.0 %  ████████████████████████

      PASS  checked 2 tools of 1 server with 3 rules: 0 errors, 0 warnings, 0 notes;
            0 not checked
      "
    `);
  });

  it('is loud about a server that was not audited', () => {
    expect(render('failed')).toMatchInlineSnapshot(`
      "── broken live ─────────────────────────────────────────────────────────────────

      NOT EVALUATED  the server exited with code 1 before it answered
          │ Error: Cannot find module 'x'
          │   at load (a.js:1)
          help: Run \`node server.js\` on its own to see why.

      NOT EVALUATED  checked nothing: 1 server not checked
                     not evaluated: broken
      "
    `);
  });

  it('never ends like a pass when something was not read', () => {
    for (const [name, word] of [
      ['partial', 'PARTIAL'],
      ['mixed', 'INCOMPLETE'],
      ['empty', 'NOT EVALUATED'],
      ['failed', 'NOT EVALUATED'],
      ['opaque', 'UNCHECKED'],
      ['nothing', 'NOT EVALUATED'],
    ] as const) {
      expect(
        render(name)
          .split('\n')
          .findLast((line) => /^[A-Z]/.test(line)),
      ).toMatch(new RegExp(`^${word}  checked`));
    }
    expect(end(render('mixed'), 5)).toMatchInlineSnapshot(`
      "
      INCOMPLETE  checked 2 tools of 2 servers with 3 rules: at least 1 error,
                  0 warnings, 0 notes; 1 server and 1 part not checked
                  not evaluated: broken; in part: half
                  next: \`mcp-audit explain test-array\`
      "
    `);
  });

  it('lists what was not checked', () => {
    expect(
      render('opaque')
        .split('\n\n')
        .find((part) => part.startsWith('not checked')),
    ).toMatchInlineSnapshot(`
      "not checked: 1 part
        tools.json:12:11: a#/inputSchema/properties/x\\u{1B}|\`: a \\u{1B}[31mcall (1
          possible finding not made)"
    `);
  });

  it('says once why many parts were not checked', () => {
    const { server, ...rest } = loaded({ tools: Array.from({ length: 30 }, (_, i) => tool(`tool_${i}`)) });
    const quirks = server.tools.map(({ at }, i) => ({
      at: at('inputSchema'),
      what: 'opaque' as const,
      reason: i === 4 ? 'a call of `other`' : 'it depends on `flags`',
    }));
    const many = audit([{ ...rest, server: { ...server, quirks } }]);
    const listed = (verbose: boolean): string[] =>
      render(many, { verbose })
        .split('\n\n')
        .find((part) => part.startsWith('not checked'))!
        .split('\n');
    expect(listed(false)).toMatchInlineSnapshot(`
      [
        "not checked: 30 parts",
        "  it depends on \`flags\`:",
        "    tools.json:6:7: tool_0#/inputSchema",
        "    tools.json:21:7: tool_1#/inputSchema",
        "    tools.json:36:7: tool_2#/inputSchema",
        "    and 26 more",
        "  tools.json:66:7: tool_4#/inputSchema: a call of \`other\`",
        "  --verbose lists all 30",
      ]
    `);
    expect(listed(true)).toHaveLength(32);
  });

  it('folds one root cause on many tools, and unfolds it when asked', () => {
    const many = audit([
      loaded({
        tools: [
          tool('first', arrays('a', 'b', 'c', 'd', 'e')),
          ...Array.from({ length: 20 }, (_, i) => tool(`tool_${i}`, arrays('a'))),
        ],
      }),
    ]);
    const text = render(many, { quiet: true });
    expect(text.match(/is an array of nothing/g)).toHaveLength(3);
    expect(
      text
        .split('\n')
        .filter((line) => /…|others/.test(line))
        .map((line) => line.trim()),
    ).toEqual([
      '… and 2 more here, 20 on 20 more tools: tool_0, tool_1, tool_2,',
      'tool_3, tool_4, tool_5, tool_6, tool_7, tool_8, tool_9 and 10 others',
    ]);
    expect(render(many, { verbose: true }).match(/is an array of nothing/g)).toHaveLength(25);
  });

  it('shows a place once for all that stands there', () => {
    const text = render(
      audit([loaded({ tools: [tool('a', { description: undefined, annotations: undefined, ...arrays('x') })] })], {
        rules: rules.map((rule) =>
          rule.meta.id === 'test-safe'
            ? {
                ...rule,
                checks: {
                  *tool(item) {
                    yield { at: item.at('inputSchema', 'properties', 'x'), message: 'silent', data: { name: 'a' } };
                  },
                },
              }
            : rule,
        ),
      }),
    );
    expect(text.split('\n\n')[1]).toMatchInlineSnapshot(`
      "a
        error    \`x\` is an array of nothing.  test-array
                 tools.json:8:11
               8 │ "x": {
                 │ ~~~
                 help: Add \`"items": {}\`.
        note     \`a\` does not say whether it is safe.  test-safe
                 help: Add \`"annotations": { "readOnlyHint": true }\`."
    `);
  });

  it('breaks no path', () => {
    const file = `packages/${'long-name/'.repeat(12)}tools.json`;
    const line = render(audit([loaded({ tools: [tool('a', arrays('x'))] }, file)]))
      .split('\n')
      .find((each) => each.includes('/long-name/') && each.includes(':'));
    expect(line!.trim()).toBe(`${file}:9:11`);
  });

  it('shows the pointer where there is no file', () => {
    expect(render('placeless')).toContain('           at /inputSchema/properties/x/items\n');
    expect(render('anchored')).toContain('           at /inputSchema/properties/x/items\n');
    expect(render(audit([placeless(loaded({ tools: [tool('a', { annotations: undefined })] }))]))).toContain(
      '           at /annotations\n',
    );
  });

  it('leaves out what is suppressed or below --min-severity, and says so', () => {
    expect(render('suppressed').match(/is an array/g)).toHaveLength(1);
    expect(end(render('suppressed'), 3)).toContain('1 finding in the baseline, 1 suppressed');
    expect(end(render('min severity'), 3)).toContain('1 finding below --min-severity not listed');
  });

  it('is quiet when asked: errors and the summary', () => {
    expect(render('clean', { quiet: true })).toBe(
      'PASS  checked 2 tools of 1 server with 3 rules: 0 errors, 0 warnings, 0 notes;\n      0 not checked\n',
    );
    const text = render('findings', { quiet: true });
    expect(text).toContain('test-array');
    expect(text).not.toMatch(/test-safe|test-text|o200k_base/);
    expect(render('failed', { quiet: true })).toContain('Cannot find module');
  });

  it('tells what is to be noticed, and which limits were exceeded', () => {
    expect(end(render('noticed', { width: 78 }), 32)).toMatchInlineSnapshot(`
      "
      notice  mcp-audit.config.json:3:5: the override of \`test-text\` ended after
              \`2026-06-14\` and does nothing any more
              help: repair what it was for and remove it, or give it a later \`until\`
      notice  my config.ts: the override for the tools \`'<b>\\u{1B}[31m*\`, \`@x |\` is
              for none that its server lists
              help: correct it, or remove it
      notice  mcp-audit.baseline.txt: the baseline was written by mcp-audit 0.0.1,
              and this is 0.1.0
              help: what only these rules find is new: look at it, then
                    \`--update-baseline\`
      notice  mcp-audit.baseline.txt:6:1: the baseline names \`gone\`, which is no
              rule
              help: \`--update-baseline\` takes 1 entry out
      notice  mcp-audit.baseline.txt:5:1: 1 entry of the baseline is found no more:
              \`test-array mcp:tools/tools/c#/x\`
              help: \`--update-baseline\` takes it out, so that it cannot come back
                    unseen

      over the limit  There is 1 warning; --max-warnings allows 0.
      over the limit  The tools and instructions of \`tools\` cost 52 tokens;
                      --max-tokens allows 20.
      over the limit  The toolset \`all | <b>\` of \`tools\` costs 52 tokens, and 5 are
                      allowed.
      over the limit  The tool \`a\` of \`tools\` costs 26 tokens, and 10 are allowed
                      for one tool.
      over the limit  The tool \`b\` of \`tools\` costs 26 tokens, and 10 are allowed
                      for one tool.

      FAIL  checked 2 tools of 1 server with 3 rules: 0 errors, 1 warning, 0 notes;
            0 not checked
            next: \`mcp-audit explain test-array\`
      "
    `);
    expect(render('noticed', { quiet: true })).not.toContain('notice');
  });

  it.each(Object.keys(AUDITS))('fits the width and holds nothing that steers a terminal: %s', (name) => {
    for (const width of [40, 80, 120]) {
      for (const line of render(name, { width }).split('\n')) {
        if (!PATH_ALONE.test(line)) expect(columns(line), line).toBeLessThanOrEqual(width);
        expect(line.match(UNSAFE), line).toBeNull();
        expect(line).toBe(line.trimEnd());
      }
    }
  });

  it.each(Object.keys(AUDITS))('adds colour and links only: %s', (name) => {
    const colored = terminal.render(AUDITS[name]!, { ...plain, color: true, links: true });
    // oxlint-disable-next-line no-control-regex -- the sequences we write ourselves
    const bare = colored.replaceAll(/\u001B\]8;;[^\u001B]*\u001B\\|\u001B\[\d+m/g, '');
    expect(bare.replaceAll('\n', '').match(UNSAFE)).toBeNull();
    // oxlint-disable-next-line no-control-regex -- the same
    for (const [, code] of colored.matchAll(/\u001B\[(\d+)m/g))
      expect([1, 2, 22, 30, 31, 32, 33, 36, 39, 41, 42, 43, 44, 49, 97]).toContain(Number(code));
    expect(bare.replaceAll(/\s+/g, ' ')).toBe(
      render(name)
        .replaceAll(/(PASS|FAIL|DONE|PARTIAL|INCOMPLETE|NOT EVALUATED|UNCHECKED) {2}/g, ' $1   ')
        .replaceAll(/\s+/g, ' '),
    );
  });
});

describe('frameOf', () => {
  const frame = (
    text: string,
    from: number,
    to: number,
    width = 40,
    precision: Place['precision'] = 'exact',
  ): string[] => {
    const found = frameOf(
      linesOf(text),
      { file: 'x', start: { line: 1, column: from }, end: { line: 1, column: to }, precision },
      width,
    );
    return found ? [found.source, found.marks] : [];
  };
  const long = `{${'"pad": 1, '.repeat(2000)}"tags": { "type": "array" }, ${'"more": 2, '.repeat(2000)}}`;
  const at = long.indexOf('"tags"') + 1;

  it.each([
    ['drops the indentation', frame('      "a": 1', 7, 10), ['"a": 1', '^^^']],
    ['says when it is only near', frame('"a": 1', 1, 4, 40, 'enclosing'), ['"a": 1', '~~~']],
    ['marks at least one column', frame('ab', 3, 3), ['ab', '  ^']],
    [
      'cuts a long line around the place',
      frame(long, at, at + 6),
      ['…, "pad": 1, "pad": 1, "tags": { "type": …'.replace('…, ', '…'), ''],
    ],
    ['counts wide characters', frame('"名前": "値"', 7, 10), ['"名前": "値"', '        ^^^^']],
    ['shows what is invisible', frame('\t"a\u202Eb": 1', 2, 7), ['"a\\u{202E}b": 1', '^^^^^^^^^^^^']],
    ['has nothing to say of a bracket', frame('{', 1, 2), []],
    [
      'has nothing to say of a line that is not there',
      frameOf(
        linesOf('a'),
        { file: 'x', start: { line: 9, column: 1 }, end: { line: 9, column: 2 }, precision: 'exact' },
        40,
      ) ?? [],
      [],
    ],
  ])('%s', (what, found, expected) => {
    if (what.startsWith('cuts'))
      expect(found).toMatchInlineSnapshot(`
      [
        "…d": 1, "pad": 1, "tags": { "type": "ar…",
        "                  ^^^^^^",
      ]
    `);
    else expect(found).toEqual(expected);
  });

  it('marks what it points at, whatever the line', () => {
    const line = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '名', '\t', '\u202E', '🎉', 'x'),
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(line, fc.nat(), fc.nat(20), fc.integer({ min: 12, max: 100 }), (text, from, size, width) => {
        const first = from % text.length;
        const found = frameOf(
          linesOf(text),
          {
            file: 'x',
            start: { line: 1, column: first + 1 },
            end: { line: 1, column: first + 1 + size },
            precision: 'exact',
          },
          width,
        );
        if (!found) return;
        expect(columns(found.source)).toBeLessThanOrEqual(width);
        expect(columns(found.marks)).toBeLessThanOrEqual(width + 1);
      }),
    );
  });

  it('does not read a long line whole', () => {
    const huge = linesOf(`"${'x'.repeat(1_000_000)}"`);
    const place: Place = {
      file: 'x',
      start: { line: 1, column: 500_000 },
      end: { line: 1, column: 900_000 },
      precision: 'exact',
    };
    for (let i = 0; i < 2000; i++) frameOf(huge, place, 80);
  });
});

describe('wrap', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['', 20, ['']],
    ['x'.repeat(20), 8, ['xxxxxxxx', 'xxxxxxxx', 'xxxx']],
    ['a  b', 20, ['a  b']],
    ['名前名前名前', 8, ['名前名前', '名前']],
  ])('%j', (text, width, lines) => expect(wrap(text, width)).toEqual(lines));

  it('loses nothing and fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', 'é', '名', '🎉', '-'), maxLength: 200 }),
        fc.integer({ min: 8, max: 60 }),
        (text, width) => {
          const lines = wrap(text, width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('counts columns as terminals do', () => {
    expect([...NASTY.slice(10, 11), 'e\u0301', 'a️', '한', 'Ａ', '│█'].map(columns)).toEqual([28, 1, 1, 2, 2, 2]);
    expect(fit('名前名前', 5)).toBe('名前…');
  });
});
