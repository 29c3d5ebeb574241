import { describe, expect, it } from 'vitest';

import type { Finding } from '../../src/engine/audit.ts';
import { byPlace, fold, groupByItem, itemTitle, restOf } from '../../src/reporters/group.ts';
import { elsewhereOf } from '../../src/reporters/related.ts';
import { reporters } from '../../src/reporters/index.ts';
import { printTally, summarize, tally, verdictOf } from '../../src/reporters/summary.ts';
import { grouped } from '../../src/text/numbers.ts';
import { withoutLogCommands } from '../../src/text/log-commands.ts';
import { safeJson } from '../../src/text/printable.ts';
import { arrays, audit, AUDITS, loaded, tool } from './audits.ts';

describe('reporters', () => {
  it.each(Object.entries(reporters))('%s is pure and goes by its name', async (name, load) => {
    const reporter = await load();
    expect(reporter.name).toBe(name);
    const env = Object.freeze({ root: '/repo', color: false, links: false, width: 80 });
    for (const each of Object.values(AUDITS)) {
      Object.freeze(each.findings);
      Object.freeze(each.servers);
      const text = reporter.render(each, env);
      expect(reporter.render(each, env)).toBe(text);
      expect(text.endsWith('\n')).toBe(true);
    }
  });
});

describe('a log of a CI runner', () => {
  const orders = [
    '::error::x',
    '::add-mask::x',
    '\u00a0::stop-commands::x',
    '##[error]x',
    '##vso[task.setvariable variable=x]y',
    '##TeamCity[x]',
  ];
  const name = `${'a'.repeat(50)} ${orders.join(` ${'b'.repeat(40)} `)} ${'c'.repeat(31)}${orders[0]}`;
  const hostile = audit([
    {
      ...loaded({
        fidelity: 'observed',
        id: name,
        partial: orders.join('\n'),
        tools: orders.map((order) => tool(`${name}${order}`, arrays(name, order))),
      }),
      stderr: orders.join('\n'),
    },
  ]);

  // orders are what `github` writes; its own test reads them back
  const others = Object.entries(reporters).filter(([name]) => name !== 'github');
  it.each(others)('%s gives it no orders', async (_, load) => {
    const reporter = await load();
    for (const width of [40, 57, 80, 93, 100, 120]) {
      const text = reporter.render(hostile, { root: '/repo', color: false, links: false, width, verbose: true });
      expect(text).not.toMatch(/^\s*::|##(?:vso|teamcity)?\[/im);
    }
  });

  it('leaves other text as it is', () => {
    for (const text of ['std::vector', 'a ::b', '## [heading]', ':one', '#[x]'])
      expect(withoutLogCommands(text)).toBe(text);
    expect(withoutLogCommands('a\n  ::b ##[c')).toBe('a\n  \\u{3A}:b #\\u{23}[c');
    expect(JSON.parse(safeJson(JSON.stringify(orders)))).toEqual(orders);
  });
});

describe('summary', () => {
  it.each([
    ['clean', 'pass', 'checked 2 tools of 1 server with 3 rules: 0 errors, 0 warnings, 0 notes; 0 not checked'],
    ['findings', 'fail', 'checked 2 tools of 1 server with 3 rules: 1 error, 1 warning, 1 note; 0 not checked'],
    ['min severity', 'done', 'checked 1 tool of 1 server with 3 rules: 1 error, 0 warnings, 1 note; 0 not checked'],
    [
      'partial',
      'partial',
      'checked 1 tool of 1 server with 3 rules: at least 1 error, 0 warnings, 0 notes; 1 part not checked',
    ],
    [
      'opaque',
      'unchecked',
      'checked 1 tool of 1 server with 3 rules: at least 0 errors, 0 warnings, 0 notes; 1 part not checked',
    ],
    [
      'mixed',
      'incomplete',
      'checked 2 tools of 2 servers with 3 rules: at least 1 error, 0 warnings, 0 notes; 1 server and 1 part not checked',
    ],
    ['over the limit', 'done', 'checked 1 tool of 1 server with 3 rules: 0 errors, 0 warnings, 0 notes; 0 not checked'],
    ['failed', 'not-evaluated', 'checked nothing: 1 server not checked'],
    ['nothing', 'not-evaluated', 'checked nothing: no server was named'],
  ])('%s is %s', (name, verdict, sentence) => {
    expect(verdictOf(AUDITS[name]!)).toBe(verdict);
    expect(summarize(AUDITS[name]!)).toBe(sentence);
  });

  it('counts a suppressed finding as nothing else', () => {
    expect(tally(AUDITS['suppressed']!.findings)).toEqual({
      error: 1,
      warning: 0,
      info: 0,
      suppressed: 2,
      known: 1,
      hidden: 0,
    });
    expect(printTally({ error: 1, warning: 1200, info: 0, suppressed: 0, known: 0, hidden: 0 })).toBe(
      '1 error, 1,200 warnings, 0 notes',
    );
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});

describe('group', () => {
  const { findings } = audit([
    loaded({
      tools: [
        tool('a', arrays('w', 'x', 'y', 'z')),
        tool('b', { ...arrays('w'), annotations: undefined }),
        tool('b', arrays('w', 'x')),
      ],
    }),
  ]);
  const names = (list: Iterable<Finding>): string[] =>
    [...list].map(({ ruleId, address }) => `${ruleId} ${itemTitle(address)}`);

  it('puts findings of one tool together, in the order given', () => {
    const mixed = [findings.at(-1)!, ...findings.slice(0, -1)];
    expect(groupByItem(mixed).map(({ item, findings: own }) => `${itemTitle(item)} ${own.length}`)).toEqual([
      'b[2] 2',
      'a 4',
      'b 2',
    ]);
  });

  it('shows a root cause a few times, and holds the rest', () => {
    const shown = fold(findings, 2);
    expect(names(shown.keys())).toEqual(['test-array a', 'test-array a', 'test-safe b']);
    const [, rest] = [...shown.values()];
    expect(restOf(rest!, findings[1]!.address)).toEqual({
      here: 2,
      elsewhere: [
        { title: 'b', count: 1 },
        { title: 'b[2]', count: 2 },
      ],
      things: 'more tool',
    });
  });

  it('shows a place once, and what is worst first', () => {
    const at = (finding: Finding, line: number, severity: Finding['severity']): Finding => ({
      ...finding,
      severity,
      place: { file: 'x', start: { line, column: 1 }, end: { line, column: 2 }, precision: 'exact' },
    });
    const [a, b, c] = findings as unknown as [Finding, Finding, Finding];
    const mixed = [at(a, 1, 'info'), at(b, 2, 'info'), at(c, 3, 'warning'), at(a, 2, 'error')];
    expect(byPlace(mixed).map((here) => here.map(({ place, severity }) => `${place!.start.line} ${severity}`))).toEqual(
      [['2 error', '2 info'], ['3 warning'], ['1 info']],
    );
  });

  it('tells other places on one line together, and not what the message says of the same line', () => {
    const on = (line: number, note: string): Finding['related'][number] => ({
      address: findings[0]!.address,
      place: { file: 'x', start: { line, column: 1 }, end: { line, column: 2 }, precision: 'exact' },
      note,
    });
    const finding: Finding = {
      ...findings[0]!,
      message: 'Parameters `a`, `b`.',
      place: on(1, '').place,
      related: [on(1, 'a'), on(2, 'b'), on(2, 'c'), on(2, 'b'), on(3, 'd')],
    };
    const told = (each: Finding): string[] =>
      elsewhereOf(each).map(({ place, notes }) => `${place!.start.line} ${notes.join()}`);
    expect(told(finding)).toEqual(['2 b,c', '3 d']);
    expect(told({ ...finding, message: 'No parameters.' })).toEqual(['1 a', '2 b,c', '3 d']);
    expect(told({ ...finding, related: [on(1, 'used by `x`, registered here'), on(2, 'b')] })).toEqual(['2 b']);
  });

  it('shows one of many notes with one cause', () => {
    const notes = findings.map((finding): Finding => ({ ...finding, severity: 'info' }));
    expect(names(fold(notes, 2).keys())).toEqual(['test-array a', 'test-safe b']);
  });

  it('shows what is in many files in the first of them', () => {
    const inFile = (name: string): Finding => ({
      ...findings[0]!,
      severity: 'warning',
      address: { ...findings[0]!.address, kind: 'code', name },
    });
    const files = ['a.ts', 'b.ts', 'c.ts', 'd.ts'].map(inFile);
    expect([...fold(files, 3)]).toEqual([[files[0], files.slice(1)]]);
    expect(fold(files.slice(1), 3).size).toBe(3);
  });

  it('folds nothing away to save one line', () => expect([...fold(findings, 6).keys()]).toHaveLength(findings.length));
});
