import { describe, expect, it } from 'vitest';

import type { Audit } from '../../src/engine/audit.ts';
import { gitlab, type CodeQuality } from '../../src/reporters/gitlab/gitlab.ts';
import { UNSAFE } from '../../src/text/printable.ts';
import { arrays, audit, AUDITS, loaded, placeless, tool } from './audits.ts';

const env = { root: '/repo/packages/server', repository: '/repo', color: false, links: false, width: 80 };
const entries = (each: Audit): CodeQuality[] => JSON.parse(gitlab.render(each, env)) as CodeQuality[];

describe('gitlab', () => {
  it.each(Object.keys(AUDITS))('is what GitLab asks for: %s', (name) => {
    const text = gitlab.render(AUDITS[name]!, env);
    expect(text.startsWith('[')).toBe(true); // no byte order mark, one array
    expect(text.replaceAll('\n', '').match(UNSAFE)).toBeNull();
    const all = entries(AUDITS[name]!);
    for (const entry of all) {
      expect(Object.keys(entry)).toEqual(['description', 'check_name', 'fingerprint', 'severity', 'location']);
      expect(entry.description).not.toBe('');
      expect(entry.check_name).toMatch(/^[\w-]+$/);
      expect(entry.fingerprint).toMatch(/^[0-9a-f]{32}$/);
      expect(['blocker', 'critical', 'major', 'minor', 'info']).toContain(entry.severity);
      expect(entry.location.path).not.toMatch(/^$|^\.\//);
      expect(entry.location.lines.begin).toBeGreaterThanOrEqual(1);
    }
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
  });

  it('has findings at their lines, from the root of the repository', () => {
    expect(entries(AUDITS['findings']!)).toEqual([
      {
        description: 'The tools and instructions of `tools` cost 53 tokens; --max-tokens allows 10.',
        check_name: 'limit-exceeded',
        fingerprint: expect.any(String) as string,
        severity: 'critical',
        location: { path: 'tools.json', lines: { begin: 1 } },
      },
      {
        description: '`search`: `tags` is an array of nothing. Add `"items": {}`.',
        check_name: 'test-array',
        fingerprint: AUDITS['findings']!.findings[0]!.fingerprint,
        severity: 'critical',
        location: { path: 'packages/server/tools.json', lines: { begin: 9 } },
      },
      expect.objectContaining({ check_name: 'test-safe', severity: 'info' }),
      expect.objectContaining({ check_name: 'test-text', severity: 'major' }),
    ]);
  });

  it.each([
    ['failed', 'blocker not-evaluated broken:1'],
    ['failed with a place', 'blocker not-evaluated packages/server/bad.json:2'],
    ['partial', 'blocker partial tools.json:1'],
    ['opaque', 'critical not-checked packages/server/tools.json:12'],
  ])('has what was not audited: %s', (name, expected) => {
    const [first] = entries(AUDITS[name]!);
    const { severity, check_name, location } = first!;
    expect(`${severity} ${check_name} ${location.path}:${location.lines.begin}`).toBe(expected);
  });

  it('leaves out what is suppressed', () => {
    expect(entries(AUDITS['suppressed']!).map(({ check_name }) => check_name)).toEqual(['test-array']);
  });

  it('has fingerprints that lines do not change, and one for each', () => {
    const list = { tools: [tool('a', arrays('x', 'y')), tool('b', arrays('x'))] };
    const of = (indent: number): string[] =>
      entries(audit([loaded(list, 'tools.json', indent)])).map(({ fingerprint }) => fingerprint);
    expect(of(2)).toEqual(of(0));
    const { findings, ...rest } = audit([loaded(list)]);
    const twice = entries({ ...rest, findings: [...findings, ...findings] });
    expect(new Set(twice.map(({ fingerprint }) => fingerprint)).size).toBe(6);
  });

  it('names the server where there is no file', () => {
    const [first] = entries(audit([placeless(loaded({ server: { name: 'shop' }, tools: [tool('a', arrays('x'))] }))]));
    expect(first!.location).toEqual({ path: 'shop', lines: { begin: 1 } });
  });
});
