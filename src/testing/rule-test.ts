import { describe, expect, it } from 'vitest';

import { runAudit } from '../engine/run.ts';
import type { Finding } from '../engine/audit.ts';
import type { Given } from '../facts/given.ts';
import { isFailed } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { linesOf, positionAt } from '../text/lines.ts';
import type { Rule, Severity } from '../rule.ts';

/** A document on which the rule says nothing. `why` names the near miss: what looks like the defect and is none. */
export type Good =
  | string
  | { readonly json: string; readonly why: string; readonly spec?: string; readonly given?: Given };

/** A document with the expected places drawn around the text: `"name": [|""|]`. */
export interface Bad<M extends string> {
  readonly json: string;
  /** The message of each finding, in order; one for all when it is a single id. */
  readonly says: M | readonly M[];
  readonly severity?: Severity;
  /** Part of the first message, filled in. */
  readonly text?: string;
  /** Audit as a server of this revision. */
  readonly spec?: string;
  /** What its operators say of it. */
  readonly given?: Given;
}

/** A table of cases for one rule. Each document is any JSON the json input reads; a snapshot carries wire facts. */
export function ruleTest<M extends string>(
  rule: Rule<string, M>,
  cases: { readonly good: readonly Good[]; readonly bad: readonly Bad<M>[] },
): void {
  describe(rule.meta.id, () => {
    const seen = new Set<string>();
    const once = (json: string, spec?: string, given?: Given) => {
      const key = JSON.stringify([json, spec, given]);
      expect(seen.has(key), 'the same case twice').toBe(false);
      seen.add(key);
    };
    for (const each of cases.good) {
      const { json, why, spec, given } =
        typeof each === 'string' ? { json: each, why: undefined, spec: undefined, given: undefined } : each;
      it(`is silent: ${why ?? json.slice(0, 80)}`, () => {
        once(json, spec, given);
        expect(json.includes('[|'), 'a good case has no marks').toBe(false);
        expect(auditText(rule, json, spec, given).map((finding) => finding.message)).toEqual([]);
      });
    }
    for (const { json, says, severity, text, spec, given } of cases.bad) {
      it(`says ${String(says)}: ${json.slice(0, 80)}`, () => {
        once(json, spec, given);
        const { source, ranges } = readMarks(json);
        const findings = auditText(rule, source, spec, given);
        expect(findings.length, 'a finding is expected').toBeGreaterThan(0);
        expect(findings.map(({ messageId }) => messageId)).toEqual(
          typeof says === 'string' ? findings.map(() => says) : says,
        );
        if (severity) expect(findings.map((finding) => finding.severity)).toEqual(findings.map(() => severity));
        if (text) expect(findings[0]!.message).toContain(text);
        expect(findings.map(({ place }) => place && slice(source, place))).toEqual(
          ranges.map(([from, to]) => `${position(source, from)}-${position(source, to)} ${source.slice(from, to)}`),
        );
      });
    }
    it('exercises every message', () => {
      const said = new Set(cases.bad.flatMap(({ says }) => says));
      expect(Object.keys(rule.meta.messages).filter((id) => !said.has(id as M))).toEqual([]);
    });
    it('has a near miss', () => expect(cases.good.some((each) => typeof each !== 'string')).toBe(true));
  });
}

/** The findings of one rule over a JSON document. */
export function auditText(rule: Rule, source: string, spec?: string, given: Given = {}): readonly Finding[] {
  const loaded = loadText(source, 'case.json', 'case');
  for (const each of loaded) if (isFailed(each)) throw new Error(`the case does not load: ${each.reason}`);
  return runAudit(loaded, {
    rules: [rule],
    failOn: 'never',
    minTools: 0,
    given,
    ...(spec ? { revisions: [spec] } : {}),
  }).findings;
}

/** Takes `[|` and `|]` out of a text and returns the ranges they drew, in order of their start. */
export function readMarks(marked: string): { source: string; ranges: readonly (readonly [number, number])[] } {
  let source = '';
  const open: number[] = [];
  const ranges: [number, number][] = [];
  for (const part of marked.split(/(\[\||\|\])/)) {
    if (part === '[|') open.push(source.length);
    else if (part === '|]') ranges.push([open.pop()!, source.length]);
    else source += part;
  }
  return { source, ranges: ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]) };
}

export const position = (source: string, offset: number): string => {
  const { line, column } = positionAt(linesOf(source), offset);
  return `${line}:${column}`;
};

export function slice(source: string, { start, end }: NonNullable<Finding['place']>): string {
  const { starts } = linesOf(source);
  const offset = (at: typeof start) => starts[at.line - 1]! + at.column - 1;
  return `${start.line}:${start.column}-${end.line}:${end.column} ${source.slice(offset(start), offset(end))}`;
}
