import { deepStrictEqual, ok } from 'node:assert/strict';

import { unfit } from '../config/known.ts';
import { checkRule } from '../config/plugins.ts';
import { runAudit } from '../engine/run.ts';
import type { Finding } from '../engine/audit.ts';
import type { Given } from '../facts/given.ts';
import { isFailed } from '../inputs/input.ts';
import { loadText } from '../inputs/json/load.ts';
import { linesOf, positionAt } from '../text/lines.ts';
import type { OptionValues, Rule, Severity } from '../rule.ts';

/** A document on which the rule says nothing. `why` names the near miss: what looks like the defect and is none. */
export type Good = string | ({ readonly json: string; readonly why: string } & Setting);

/** What a case is audited with. */
interface Setting {
  /** As a server of this revision. */
  readonly spec?: string;
  /** What its operators say of it. */
  readonly given?: Given;
  /** Options of the rule that are set. */
  readonly options?: OptionValues;
}

/** A document with the expected places drawn around the text: `"name": [|""|]`. */
export interface Bad<M extends string> extends Setting {
  readonly json: string;
  /** The message of each finding, in order; one for all when it is a single id. */
  readonly says: M | readonly M[];
  readonly severity?: Severity;
  /** Part of the first message, filled in. */
  readonly text?: string;
}

export interface Cases<M extends string> {
  readonly good: readonly Good[];
  readonly bad: readonly Bad<M>[];
}

/** What a test framework offers: vitest, node:test, jest and mocha all do. */
export interface Framework {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void): unknown;
}

/** A table of cases for one rule. Each document is any JSON the json input reads; a snapshot carries wire facts. Needs nothing of a framework but its two words. */
export function tableTest<M extends string>(
  rule: Rule<string, M>,
  { good, bad }: Cases<M>,
  { describe, it }: Framework,
): void {
  describe(rule.meta.id, () => {
    it('has what a configuration asks of a rule', () => checkRule(rule));
    const seen = new Set<string>();
    const once = ({ json, spec, given, options }: { readonly json: string } & Setting): void => {
      const key = JSON.stringify([json, spec, given, options]);
      ok(!seen.has(key), 'the same case twice');
      seen.add(key);
    };
    for (const each of good) {
      const { json, why, ...setting } = typeof each === 'string' ? { json: each, why: undefined } : each;
      it(`is silent: ${why ?? json.slice(0, 80)}`, () => {
        once({ json, ...setting });
        ok(!json.includes('[|'), 'a good case has no marks');
        deepStrictEqual(
          auditText(rule, json, setting).map((finding) => finding.message),
          [],
        );
      });
    }
    for (const each of bad)
      it(`says ${String(each.says)}: ${each.json.slice(0, 80)}`, () => {
        once(each);
        expectBad(rule, each);
      });
    it('exercises every message', () => {
      const said = new Set<string>(bad.flatMap(({ says }) => says));
      const silent = Object.keys(rule.meta.messages).filter((id) => !said.has(id));
      ok(silent.length === 0, `no bad case says ${silent.join(', ')}`);
    });
    it('has a near miss', () =>
      ok(
        good.some((each) => typeof each !== 'string'),
        'no good case says with `why` what looks like the defect and is none',
      ));
  });
}

function expectBad<M extends string>(rule: Rule<string, M>, { json, says, severity, text, ...setting }: Bad<M>): void {
  const { source, ranges } = readMarks(json);
  const findings = auditText(rule, source, setting);
  ok(findings.length > 0, 'a finding is expected');
  deepStrictEqual(
    findings.map(({ messageId }) => messageId),
    typeof says === 'string' ? findings.map(() => says) : says,
  );
  if (severity)
    deepStrictEqual(
      findings.map((finding) => finding.severity),
      findings.map(() => severity),
    );
  if (text) ok(findings[0]!.message.includes(text), `no \`${text}\` in \`${findings[0]!.message}\``);
  deepStrictEqual(
    findings.map(({ place }) => place && slice(source, place)),
    ranges.map(([from, to]) => `${position(source, from)}-${position(source, to)} ${source.slice(from, to)}`),
  );
}

/** The findings of one rule over a JSON document. */
export function auditText(rule: Rule, source: string, { spec, given = {}, options }: Setting = {}): readonly Finding[] {
  const loaded = loadText(source, 'case.json', 'case');
  const [wrong] = unfit(rule, options ?? {}, []);
  if (wrong) throw new Error([`the case does not fit: ${wrong.message}`, ...wrong.hints].join('; '));
  for (const each of loaded) if (isFailed(each)) throw new Error(`the case does not load: ${each.reason}`);
  return runAudit(loaded, {
    rules: [rule],
    failOn: 'never',
    minTools: 0,
    given,
    ...(spec ? { revisions: [spec] } : {}),
    ...(options ? { options: new Map([[rule.meta.id, options]]) } : {}),
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
