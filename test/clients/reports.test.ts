import { describe, expect, it } from 'vitest';

import type { Audit } from '../../src/engine/audit.ts';
import { runAudit } from '../../src/engine/run.ts';
import type { Fleet, Member, Spent } from '../../src/fleet/fleet.ts';
import { serverAddress } from '../../src/model/address.ts';
import { reporters } from '../../src/reporters/index.ts';
import { columns } from '../../src/reporters/terminal/width.ts';
import { fc } from '../../src/testing/properties.ts';

const spent = (total: number): Spent => ({
  model: total,
  instructions: 0,
  total,
  windows: [128_000, 200_000, 1_000_000].map((window) => ({ window, share: total / window })),
});

const member = (name: string, more: Partial<Member> = {}): Member => ({
  name,
  state: 'read',
  tools: 3,
  spent: spent(1_200),
  ...more,
});

const at = serverAddress('s');

const fleet = (names: readonly string[], reason = 'it died'): Fleet => ({
  groups: [
    {
      client: 'claude-code',
      title: 'Claude Code',
      files: ['.mcp.json', ...names],
      members: [
        ...names.map((name) => member(name)),
        member('filtered', { listed: 30 }),
        { name: names[0] ?? 'x', state: 'failed', reason },
        { name: 'old', state: 'off', reason: 'disabled in the file' },
        member('half', { state: 'partial', reason }),
      ],
      together: { ...spent(3_600), tools: 9 },
      named: true,
      clashes: [{ name: names[0] ?? 'x', tools: names.map((name) => ({ member: name, tool: name, address: at })) }],
      long: names.map((name) => ({
        member: name,
        tool: name,
        address: at,
        name,
        longest: 64,
        over: 'refused' as const,
      })),
      cut: [{ member: names[0] ?? 'x', address: at, characters: 3_000, most: 2_048 }],
      crowded: { most: 100, tools: 120, note: 'it takes no more' },
    },
  ],
});

const audit = (of: Fleet): Audit => ({
  ...runAudit([], { rules: [], failOn: 'error', minTools: 1 }),
  fleet: of,
});

async function render(format: keyof typeof reporters, of: Fleet, width = 100): Promise<string> {
  return (await reporters[format]()).render(audit(of), { root: '/', color: false, links: false, width });
}

it('a page for people', async () =>
  expect(await render('terminal', fleet(['files', 'memory']))).toMatchInlineSnapshot(`
    "── side by side ────────────────────────────────────────────────────────────────────────────────────

    Claude Code · .mcp.json, files, memory
      server                tools  tokens  of 200k
      files                     3   1,200    0.6 %  ████████████████████████
      memory                    3   1,200    0.6 %  ████████████████████████
      filtered            3 of 30   1,200    0.6 %  ████████████████████████
      files               failed  it died
      old                 off  disabled in the file
      half                      3   1,200    0.6 %  ████████████████████████
                          in part  it died
      together, at least        9   3,600    1.8 %  2.8 % of 128k, 0.4 % of 1M

      warning  1 name for more than one tool: Claude Code can call only one of each
               files: files of files, memory of memory
      warning  2 names longer than the 64 characters Claude Code takes: the API refuses the request
               files (5)
               memory (6)
      warning  120 tools, and Claude Code takes 100: it takes no more
      warning  1 text longer than the 2,048 characters Claude Code shows the model: the rest is cut off
               files: instructions (3,000)

    NOT EVALUATED  checked nothing: no server was named
    "
  `));

it('markdown', async () =>
  expect(await render('markdown', fleet(['files', 'memory']))).toMatchInlineSnapshot(`
  "## ⛔ mcp-audit: not evaluated, which is not a pass

  Checked nothing: no server was named.

  | server | status | score | tools | errors | warnings | notes | tokens |
  | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |

  ### Side by side: Claude Code (\`.mcp.json\`, \`files\`, \`memory\`)

  | server | tools | tokens | of 200k | |
  | --- | ---: | ---: | ---: | --- |
  | \`files\` | 3 | 1,200 | 0.6 % |  |
  | \`memory\` | 3 | 1,200 | 0.6 % |  |
  | \`filtered\` | 3 of 30 | 1,200 | 0.6 % |  |
  | \`files\` |  |  |  | **failed**: it died |
  | \`old\` |  |  |  | off: disabled in the file |
  | \`half\` | 3 | 1,200 | 0.6 % | **in part**: it died |
  | **together, at least** | 9 | **3,600** | 1.8 % | |

  ⚠️ 1 name for more than one tool: Claude Code can call only one of each
  - \`files: files of files, memory of memory\`

  ⚠️ 2 names longer than the 64 characters Claude Code takes: the API refuses the request
  - \`files (5)\`
  - \`memory (6)\`

  ⚠️ 120 tools, and Claude Code takes 100: it takes no more

  ⚠️ 1 text longer than the 2,048 characters Claude Code shows the model: the rest is cut off
  - \`files: instructions (3,000)\`
  "
`));

describe('names and reasons by strangers', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '\u001B[31mred',
      '\u202Eevil',
      'a|b',
      '`x`',
      '<img src=x onerror=alert(1)>',
      '::error::x',
      '\n## x',
      '宽宽宽',
      '',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  it('stay text, in every format and width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostile, { minLength: 1, maxLength: 4 }),
        hostile,
        fc.integer({ min: 40, max: 140 }),
        async (names, reason, width) => {
          const of = fleet(names, reason);
          const terminal = await render('terminal', of, width);
          // oxlint-disable-next-line no-control-regex -- none may be left
          expect(terminal).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
          expect(terminal.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
          for (const line of terminal.split('\n').filter((each) => /^ {2}(?:filtered|together)/.test(each)))
            expect(columns(line)).toBeLessThanOrEqual(Math.max(width, 40));
          const rows = (await render('markdown', of))
            .split('\n')
            .filter((line) => line.startsWith('| ') && line.includes('|'));
          for (const row of rows.slice(2))
            expect(row.replaceAll('\\|', '').split('|').length).toBeGreaterThanOrEqual(7);
          expect(JSON.parse(await render('json', of))).toMatchObject({ fleet: [{ title: 'Claude Code' }] });
        },
      ),
      { numRuns: 60 },
    );
  });
  it('are cut where they are long, in linear time', async () => {
    const start = performance.now();
    const text = await render('terminal', fleet(['x'.repeat(1 << 20)], 'y '.repeat(1 << 19)));
    expect(text.length).toBeLessThan(20_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
