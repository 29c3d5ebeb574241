import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { layOut, SHAPES, type Cell } from '../../src/reporters/html/layout.ts';
import { contentsOf } from '../../src/reporters/html/contents.ts';
import { code, html, link, name, prose } from '../../src/reporters/html/markup.ts';
import { quoter } from '../../src/reporters/html/quote.ts';
import { sharedStart, treeOf } from '../../src/reporters/html/tree.ts';
import { fc } from '../../src/testing/properties.ts';
import { printable } from '../../src/text/printable.ts';
import { CLEAN, cli, folder } from '../cli/run.ts';
import { arrays, audit, AUDITS, loaded, tool } from '../reporters/audits.ts';
import { audits, groupingOf, MEGABYTE, pageOf, PAYLOADS, tools, withBudget } from './pages.ts';

const pages = Object.entries(audits()).map(([title, each]) => [title, pageOf(each)] as const);
const page = Object.fromEntries(pages);

const TAG = /<(\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/g;
const TAGS = new Set(
  'html head meta title style body a header div p b i small nav fieldset legend label input span main h1 h2 h3 h4 dl dt dd ul ol li section table thead tbody tfoot tr th td form output button details summary code pre mark del ins article svg path footer script wbr br'.split(
    ' ',
  ),
);
const ATTRIBUTES =
  /^(?:lang|charset|http-equiv|content|name|class|id|href|rel|tabindex|role|aria-[a-z]+|style|title|type|value|checked|hidden|placeholder|autocomplete|open|scope|data-[a-z]+|d|viewbox|preserveaspectratio)$/;

/** The markup of a page without its style and its script, which are ours alone. */
const markupOf = (text: string): string =>
  text.replace(/<style>[^]*?<\/style>/, '').replace(/<script>[^]*<\/script>\n<\/body>/, '</body>');

/** Every `<` of a page opens a tag of ours, with attributes of ours: nothing that a stranger wrote is markup. */
function strange(text: string): string[] {
  const found: string[] = [];
  const rest = markupOf(text)
    .replace(/^<!doctype html>/, '')
    .replace(/viewBox|preserveAspectRatio/g, (word) => word.toLowerCase())
    .replace(TAG, (_, tag: string, attributes: string) => {
      if (!TAGS.has(tag.replace('/', ''))) found.push(`<${tag}>`);
      for (const [, attribute = ''] of attributes.replace(/="[^"]*"/g, '=').matchAll(/([a-z-]+)/g))
        if (!ATTRIBUTES.test(attribute)) found.push(attribute);
      for (const [, url = ''] of attributes.matchAll(/href="([^"]*)"/g))
        if (!/^(?:#|https:\/\/)/.test(url) || url.includes('evil')) found.push(url);
      return '';
    });
  return [...found, ...(/.{0,30}[<>].{0,30}/.exec(rest) ?? [])];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};
const unescaped = (text: string): string => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]!);

const nasty = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '`',
        '/',
        'script',
        ' onx=',
        '-->',
        ']]>',
        '\u202E',
        '\n',
        'a',
        '&lt;',
        '\uD800',
      ),
      { maxLength: 30 },
    )
    .map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('text of strangers', () => {
  it('is escaped wherever it is set in, and is what it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { text: out } = html`${text}`;
        expect(out).not.toMatch(/[<>"']/);
        expect(unescaped(out)).toBe(printable(text, Infinity));
        for (const made of [code(text, 1000), prose(text), name(text, 1000), link(text, text)])
          expect(
            made.text.replace(/<\/?(?:code|i|wbr)(?: \/)?>|<a href="https:[^"<>]*" rel="noreferrer">|<\/a>/g, ''),
          ).not.toMatch(/[<>]/);
      }),
    );
  });

  it('makes no markup in any part of a page', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 7, maxLength: 7 }), fc.boolean(), ([a, b, c, d, e, f, g], budget) => {
        const list = {
          server: { name: a, version: b },
          instructions: c,
          tools: [
            tool(d!, { description: `thing ${e!}`, annotations: undefined, ...arrays(f!) }),
            tool(`${d!}${g!}`, { description: `thing ${g!}`, title: a }),
          ],
        };
        const whole = audit([loaded(list, 'a.json'), { id: g!, input: 'live', reason: f!, detail: e!, hint: d! }]);
        expect(strange(pageOf(budget ? withBudget(whole) : whole))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(pages)('makes no markup in the page "%s"', (_, text) => expect(strange(text)).toEqual([]));

  it('would be noticed', () => {
    expect(strange('<p>a<b</p>')).not.toEqual([]);
    expect(strange('<p onclick="x">a</p>')).toEqual(['onclick']);
    expect(strange('<a href="javascript:x">a</a>')).toEqual(['javascript:x']);
    expect(strange('<img>')).toEqual(['<img>']);
  });

  it('gives no order to a CI runner that shows the page', () => {
    const whole = audit([loaded({ tools: [tool('x', { description: 'thing ##[error]a\n::error::b ##vso[task]' })] })]);
    expect(pageOf(whole)).not.toMatch(/^\s*::|##\[|##vso\[/m);
    for (const [, text] of pages) expect(text).not.toMatch(/^\s*::/m);
  });

  it('is cut: a megabyte of it makes a small page', () => {
    const text = page['a megabyte']!;
    expect(MEGABYTE.length).toBeGreaterThan(1_000_000);
    expect(text.length).toBeLessThan(200_000);
    expect(text).toContain('&lt;b&gt;word&lt;/b&gt;');
  });
});

it.each([
  'javascript:x',
  'javascript://%0Ax',
  'http://a.example/',
  'https://a.example/"x',
  'https://a b/',
  '//a.example',
  '',
])('no link leads to %j', (url) => expect(link(url, 'x').text).toBe('x'));

describe('a page', () => {
  it.each(pages)('"%s" runs and loads nothing but its own style and script', (_, text) => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(text)!;
    const digest = (part: string): string => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;
    const [, style] = /<style>([^]*?)<\/style>/.exec(text)!;
    const [, script, ...more] = text.split(/<script>|<\/script>/);
    expect(more).toHaveLength(1);
    expect(policy).toBe(
      `default-src 'none'; script-src ${digest(script!)}; style-src-elem ${digest(style!)}; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import|@font-face/);
    expect(script).not.toMatch(/fetch|XMLHttp|import\(|innerHTML|eval|Function|localStorage|<\//);
  });

  it.each(pages)(
    '"%s" has one first heading, no level left out, no id twice, and leads nowhere that is not there',
    (_, text) => {
      const levels = [...text.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
      const ids = [...markupOf(text).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
      const known = new Set(ids);
      const targets = [...text.matchAll(/(?:href="#|aria-labelledby="|data-only=")([^"]*)"/g)].map(([, id]) => id);
      expect(targets.filter((id) => !known.has(id))).toEqual([]);
    },
  );

  it('has a row for every tool, whose parts add up', () => {
    const rows = [...page['several']!.matchAll(/<tr id="t\d+"[^]*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<td class="n[^>]*>(?:<b>)?([\d,]+)</g)].map(([, n]) => Number(n!.replace(',', ''))),
    );
    expect(rows).toHaveLength(142);
    for (const [total, ...rest] of rows) {
      expect(rest.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(total);
    }
  });

  it('says what costs and can be saved only where it is known', () => {
    const { spending: _, toolsets: __, ...server } = AUDITS['clean']!.servers[0]!;
    const bare = pageOf({ ...AUDITS['clean']!, servers: [server] });
    for (const title of ['What it costs', 'Where to save', 'toolsets,']) {
      expect(bare).not.toContain(title);
      expect(page['one']).toContain(title);
    }
  });

  /** What a page does not say, of what it should; white space aside. */
  const missing = (title: string, wanted: readonly string[]): string[] => {
    const text = page[title]!.replace(/\s+/g, ' ').replace(/> | </g, (edge) => edge.trim());
    return wanted.filter((each) => !text.includes(each));
  };

  it('tells an estimate, a range and what a rendering hides', () =>
    expect(
      missing('one', [
        'Estimates, for models whose tokenizer is not published',
        '$50.00 to $65.30',
        '$1,250 to $1,630',
        'OpenAI, TypeScript namespace</th>', // a source that is no address is no link
        '212',
        '−498',
      ]),
    ).toEqual([]));

  it('names servers that failed, and why, and puts them side by side', () =>
    expect(
      missing('several', [
        '<b>broken</b>was not evaluated: it exited with code 1',
        '<b>half</b>was audited only in part',
        '<b>together, at least</b>',
        '1 name for more than one tool: Claude Code can call only one of each',
      ]),
    ).toEqual([]));

  it('does not take it for a pass that no rule ran', () => {
    const text = pageOf(audit([loaded({ tools: tools(3) })], { rules: [] })).replace(/score version[^<]*/, '');
    for (const title of ['Findings', 'Score', 'Passed', 'none<']) expect(text.includes(title), title).toBe(false);
    expect(text).toContain('Counted');
  });

  it('does not take for clean what is in the baseline', () => {
    const whole = audits()['one']!;
    const known = whole.findings.map((each) => ({ ...each, suppressed: { by: 'baseline' as const } }));
    const text = pageOf({ ...whole, findings: known });
    expect(text).toContain(`No new findings, ${known.length} in the baseline.`);
    expect(text).toContain('<dt>New findings</dt>');
  });

  it('has the findings before what the tools cost', () => {
    const text = pageOf(audits()['one']!);
    expect([...text.matchAll(/<h2 id="(\w+)"/g)].map(([, id]) => id).slice(0, 2)).toEqual(['findings', 'tokens']);
  });

  it('of 1,000 tools weighs less than 3 MB', () => {
    expect(page['thousand']!.length).toBeLessThan(3_000_000);
    expect(page['thousand']!.match(/<tr id="t/g)).toHaveLength(1000);
  });

  it('of 1,000 tools with long names, texts and parameters, each with findings, does as well', () => {
    const long = Array.from({ length: 1000 }, (_, i) => ({
      name: `get_the_long_name_of_something_in_the_department_of_${i}_`.repeat(3).slice(0, 128),
      description: `Thing <b>${i}</b> & "others" of the department.\n        `.repeat(20),
      inputSchema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        properties: Object.fromEntries(
          ['a', 'b', 'c'].map((key) => [
            `parameter_with_a_long_name_${key}`,
            { title: `Parameter With A Long Name ${key}`, type: 'string', default: null },
          ]),
        ),
      },
    }));
    const text = pageOf(audit([loaded({ tools: long })]));
    expect(text.match(/<tr id="t/g)).toHaveLength(1000);
    expect(text.match(/<del>/g)!.length).toBeGreaterThan(5);
    expect(text.length).toBeLessThan(3_000_000);
  });
});

describe('the map', () => {
  const one = audits()['one']!;
  it.each(SHAPES)('$name: areas are tokens', (shape) => {
    const root = layOut(treeOf(contentsOf(one)), shape);
    const area = ({ x0, x1, y0, y1 }: Cell): number => (x1 - x0) * (y1 - y0);
    for (const cell of root.descendants().filter(({ data }) => data.kind === 'tool')) {
      const each = cell.children!.map((part) => area(part) / part.value!);
      expect(Math.max(...each) / Math.min(...each)).toBeLessThan(1.000001);
      expect(cell.children!.reduce((sum, part) => sum + area(part), 0)).toBeCloseTo(area(cell), 3);
    }
    for (const { x0, x1, y0, y1 } of root.descendants())
      expect(x0 >= 0 && y0 >= 0 && x1 <= shape.width + 1e-6 && y1 <= shape.height + 1e-6).toBe(true);
    expect(root.value).toBe(one.servers[0]!.budget!.model + one.servers[0]!.budget!.instructions);
  });

  it('puts tools in their toolsets, and the others aside', () => {
    const tree = treeOf(contentsOf(one));
    const sets = tree.children![0]!.children!;
    expect(sets.map((each) => each.name)).toContain('in no toolset');
    expect(sets.filter(({ kind }) => kind === 'toolset').flatMap(({ children }) => children!)).toHaveLength(60);
    expect(sets.at(-1)).toMatchObject({ part: 'instructions' });
  });

  it.each([
    [['line_get_a', 'line_get_b', 'line_put'], 'line_'],
    [['a_b', 'a_b_c'], 'a_'],
    [['linear_', 'linear_x'], ''],
    [['get', 'gets'], ''],
    [['a_b'], ''],
    [[], ''],
  ])('labels of %j leave out %j', (names, start) => expect(sharedStart(names)).toBe(start));

  it('has no toolsets where nothing tells of any', () => {
    const whole = audit([loaded({ tools: tools(5) })]);
    const servers = whole.servers.map((server) => ({ ...server, toolsets: () => groupingOf(server, 'none') }));
    expect(treeOf(contentsOf({ ...whole, servers })).children![0]!.children!.every(({ kind }) => kind === 'tool')).toBe(
      true,
    );
  });
});

describe('quotes', () => {
  const quoted = (value: unknown, indent?: number) => {
    const whole = audit([loaded(value, 'tools.json', indent)]);
    return whole.findings.map(quoter(whole.servers[0]!));
  };
  it('mark the place in its line', () => {
    expect(quoted({ tools: [tool('run', { description: 'Does a thing.' })] })[0]).toEqual({
      before: '"description": ',
      marked: '"Does a thing."',
      after: ',',
    });
  });
  it('are cut out of long lines and long texts', () => {
    const [quote] = quoted({ tools: [tool('run', { description: `A thing. ${'x'.repeat(100_000)}` })] }, 0);
    expect(quote!.before.length + quote!.marked.length + quote!.after.length).toBeLessThan(500);
    expect(quote!.marked).toMatch(/x…$/);
  });
  it('are the value itself where no file is known', () => {
    const { findings, servers } = AUDITS['placeless']!;
    expect(findings.length).toBeGreaterThan(0);
    const whole = audit([
      { ...loaded({ tools: [tool('run', { description: 'Does a thing.' })] }), locate: () => undefined },
    ]);
    expect(quoter(whole.servers[0]!)(whole.findings[0]!)).toEqual({ before: '', marked: 'Does a thing.', after: '' });
    expect(quoter(servers[0]!)(findings[0]!)).toBeUndefined(); // of what is absent there is nothing to quote
  });
});

it('-f html=FILE writes one file', async () => {
  const cwd = folder({ 'tools.json': CLEAN });
  const { code: exit, stderr } = await cli(['tools.json', '-f', 'html=out/report.html'], { cwd });
  expect(exit, stderr).toBe(0);
  const text = readFileSync(path.join(cwd, 'out/report.html'), 'utf8');
  expect(text).toMatch(/^<!doctype html>/);
  expect(strange(text)).toEqual([]);
});

describe('colours', () => {
  const style = /<style>([^]*?)<\/style>/.exec(page['one']!)![1]!;
  const themes = [...style.matchAll(/color-scheme:(light|dark);((?:--[\w-]+:#\w+;)+)/g)]
    .slice(0, 2)
    .map(
      ([, theme, all]) =>
        [
          theme!,
          Object.fromEntries([...all!.matchAll(/--([\w-]+):(#\w+);/g)].map(([, key, value]) => [key!, value!])),
        ] as const,
    );
  const light = (color: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string): number =>
    (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const PAIRS = [
    ...[
      'paper',
      'card',
      'sunk',
      'wash',
      'error-wash',
      'warning-wash',
      'description',
      'parameters',
      'schema',
      'name',
      'instructions',
      'other',
    ].map((on) => ['ink', on] as const),
    ...['paper', 'card', 'sunk'].flatMap(
      (on) =>
        [
          ['soft', on],
          ['accent', on],
        ] as const,
    ),
    ...['error', 'warning', 'info', 'good'].flatMap(
      (tone) =>
        [
          [tone, `${tone}-wash`],
          [tone, 'card'],
          [tone, 'paper'],
        ] as const,
    ),
  ];
  it.each(themes)('are legible: %s', (_, colors) => {
    const faint = PAIRS.map(([text, on]) => [text, on, contrast(colors[text]!, colors[on]!)] as const).filter(
      ([, , ratio]) => ratio < 4.5,
    );
    expect(faint).toEqual([]);
  });
});
