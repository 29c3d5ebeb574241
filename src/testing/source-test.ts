import { describe, expect, it } from 'vitest';

import { rules } from '../../rules/index.ts';
import { runAudit } from '../engine/run.ts';
import type { Finding } from '../engine/audit.ts';
import type { Given } from '../facts/given.ts';
import { isFailed, type Loaded } from '../inputs/input.ts';
import { loadTypescript } from '../inputs/typescript/load.ts';
import { memoryDisk } from '../inputs/typescript/project/memory-disk.ts';
import type { Rule } from '../rule.ts';
import { position, readMarks, slice, type Bad } from './rule-test.ts';

const PROJECT = JSON.stringify({
  name: 'example',
  type: 'module',
  dependencies: { '@modelcontextprotocol/sdk': '^1.20.0', zod: '^3.25.0' },
});

const MAIN = 'server.ts';

/** Files beside the one of a case, by their path from its folder. */
export type Beside = Readonly<Record<string, string>>;

/** The servers of one TypeScript file, in a package of its own that uses the official SDK, and of those it imports. */
export async function loadSource(source: string, beside: Beside = {}): Promise<readonly Loaded[]> {
  const others = Object.entries(beside).map(([name, text]) => [`/example/${name}`, text]);
  const disk = memoryDisk({
    '/example/package.json': PROJECT,
    [`/example/${MAIN}`]: source,
    ...Object.fromEntries(others),
  });
  const results = await loadTypescript(
    { path: '/example/server.ts' },
    { root: '/example', signal: new AbortController().signal },
    disk,
  );
  return results.map((each) => {
    if (isFailed(each)) throw new Error(`the source does not load: ${each.reason}`);
    return each;
  });
}

type GoodSource = { readonly ts: string; readonly why: string; readonly sources?: Beside; readonly given?: Given };
type BadSource<M extends string> = Omit<Bad<M>, 'json' | 'spec'> & { readonly ts: string; readonly sources?: Beside };

/** A table of cases for a rule about source: as `ruleTest`, in TypeScript. All rules run; only this one's findings count. */
export function sourceTest<M extends string>(
  rule: Rule<string, M>,
  cases: { readonly good: readonly (string | GoodSource)[]; readonly bad: readonly BadSource<M>[] },
): void {
  describe(rule.meta.id, () => {
    it.each(cases.good.map((each) => (typeof each === 'string' ? { ts: each, why: each } : each)))(
      'is silent: $why',
      async ({ ts, sources, given }: GoodSource) =>
        expect((await findingsOf(rule, ts, sources, given)).map(({ message }) => message)).toEqual([]),
    );
    it.each(cases.bad)('says $says: $ts', async ({ ts, says, severity, text, sources = {}, given }) => {
      const { source, ranges } = readMarks(ts);
      const marked = new Map(Object.entries(sources).map(([name, written]) => [name, readMarks(written)]));
      const beside = Object.fromEntries([...marked].map(([name, each]) => [name, each.source]));
      const findings = await findingsOf(rule, source, beside, given);
      expect(findings.length, 'a finding is expected').toBeGreaterThan(0);
      expect(findings.map(({ messageId }) => messageId)).toEqual(
        typeof says === 'string' ? findings.map(() => says) : says,
      );
      if (severity) expect(findings.map((finding) => finding.severity)).toEqual(findings.map(() => severity));
      if (text) expect(findings[0]!.message).toContain(text);
      const texts = new Map([[MAIN, source], ...Object.entries(beside)]);
      const found = findings.map(({ place }) => place && `${place.file} ${slice(texts.get(place.file) ?? '', place)}`);
      const expected = [[MAIN, { source, ranges }] as const, ...marked].flatMap(([name, each]) =>
        each.ranges.map(([from, to]) => {
          const range = `${position(each.source, from)}-${position(each.source, to)}`;
          return `${name} ${range} ${each.source.slice(from, to)}`;
        }),
      );
      expect([...new Set(found)].toSorted()).toEqual(expected.toSorted());
    });
    it('exercises every message', () => {
      const said = new Set(cases.bad.flatMap(({ says }) => says));
      expect(Object.keys(rule.meta.messages).filter((id) => !said.has(id as M))).toEqual([]);
    });
    it('has a near miss', () => expect(cases.good.some((each) => typeof each !== 'string')).toBe(true));
  });
}

async function findingsOf(
  rule: Rule,
  source: string,
  beside: Beside = {},
  given: Given = {},
): Promise<readonly Finding[]> {
  const others = rules.filter(({ meta }) => meta.id !== rule.meta.id);
  const { findings } = runAudit(await loadSource(source, beside), {
    rules: [rule, ...others],
    failOn: 'never',
    minTools: 0,
    given,
  });
  return findings.filter(({ ruleId }) => ruleId === rule.meta.id);
}
