import type { z } from 'zod';

import { VERSION } from '../about.ts';
import { isObject } from '../model/schema.ts';
import { reportSchema, type Report } from '../reporters/json/contract.ts';
import type { Run } from '../reporters/sarif/format.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import type { ReportPart, SarifPart } from './part.ts';

export type Part = ({ readonly kind: 'report' } & ReportPart) | ({ readonly kind: 'sarif' } & SarifPart);

/** Where a part of a file stands; it is asked for only to complain. */
export type Find = (path: readonly (string | number)[]) => UserError['place'];

/** What stands unescaped in pages: the id of a rule, of ours or of a plugin, and the address of its page. */
const RULE = /^[\w@][\w@/.-]{0,200}$/;
const PAGE = /^https?:\/\/[^\s()<>[\]\\"'`|]{1,500}$/;

const AGAIN = 'a part is what `mcp-audit -f json=FILE` or `-f sarif=FILE` writes';

/** One report of ours, or one SARIF file. Throws a `UserError` with its place where it is neither. */
export function partOf(value: unknown, file: string, find: Find): Part {
  const fail = (message: string, path: readonly (string | number)[], hint = AGAIN): UserError => {
    const place = find(path);
    return new UserError(message, { ...(place ? { place } : {}), hints: [hint] });
  };
  if (!isObject(value)) throw fail('this is no report', []);
  if (Array.isArray(value['runs'])) return sarifPart(value, file, fail);
  const generator = value['generator'];
  if (!isObject(generator) || generator['name'] !== 'mcp-audit') throw fail('this is no report of mcp-audit', []);
  const version = String(generator['version']);
  if (version !== VERSION)
    throw fail(
      `this report was written by mcp-audit ${printable(version, 30)}, and this is ${VERSION}`,
      ['generator', 'version'],
      'merge with the version that wrote the parts',
    );
  const { error } = reportSchema.safeParse(value);
  if (!error) {
    const report = value as unknown as Report; // as it stands: what is parsed has its keys in another order
    const odd = report.findings.findIndex(({ ruleId, docs }) => !RULE.test(ruleId) || !PAGE.test(docs));
    if (odd >= 0) throw fail('this finding is of no rule', ['findings', odd, 'ruleId']);
    return { kind: 'report', file, report };
  }
  const [issue] = error.issues as [z.core.$ZodIssue, ...z.core.$ZodIssue[]];
  const path = issue.path.map((each) => (typeof each === 'symbol' ? String(each) : each));
  throw fail(`this report is not as its schema has it: ${said(path, issue.message)}`, path);
}

const said = (path: readonly (string | number)[], message: string): string =>
  path.length === 0 ? printable(message) : `\`${printable(path.join('.'))}\`: ${printable(message)}`;

function sarifPart(
  value: Readonly<Record<string, unknown>>,
  file: string,
  fail: (message: string, path: readonly (string | number)[], hint?: string) => UserError,
): Part {
  if (value['version'] !== '2.1.0') throw fail('this SARIF is not of version 2.1.0', ['version']);
  const runs = (value['runs'] as readonly unknown[]).map((run, i) => {
    if (!isOurs(run))
      throw fail(
        'a run that mcp-audit did not write',
        ['runs', i],
        'merge the files of mcp-audit alone; viewers take several files',
      );
    return run;
  });
  return { kind: 'sarif', file, runs, shard: shardIn(value['properties'], fail) };
}

/** What joining needs of a run: the rest is passed on as it stands. */
function isOurs(run: unknown): run is Run {
  if (!isObject(run)) return false;
  const { tool, automationDetails, invocations, results } = run;
  return (
    isObject(tool) &&
    isObject(tool['driver']) &&
    tool['driver']['name'] === 'mcp-audit' &&
    isObject(automationDetails) &&
    typeof automationDetails['id'] === 'string' &&
    Array.isArray(results) &&
    results.every(isObject) &&
    Array.isArray(invocations) &&
    invocations.length > 0 &&
    invocations.every(isInvocation)
  );
}

const isInvocation = (each: unknown): boolean =>
  isObject(each) &&
  [0, 1, 2].includes(each['exitCode'] as number) &&
  Array.isArray(each['toolExecutionNotifications']) &&
  each['toolExecutionNotifications'].every((note) => isObject(note) && isObject(note['descriptor']));

function shardIn(
  properties: unknown,
  fail: (message: string, path: readonly (string | number)[]) => UserError,
): SarifPart['shard'] {
  const text = isObject(properties) ? properties['shard'] : undefined;
  if (text === undefined) return undefined;
  const [, index, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(String(text)) ?? [];
  if (index === undefined || Number(index) < 1 || Number(index) > Number(of))
    throw fail('this says no shard, such as `2/5`', ['properties', 'shard']);
  return { index: Number(index), of: Number(of) };
}
