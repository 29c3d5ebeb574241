import type { Audit } from '../../engine/audit.ts';
import { withoutLogCommands } from '../../text/log-commands.ts';
import type { Roots } from '../files.ts';
import type { Reporter } from '../reporter.ts';
import { suitesOf, type Case, type Suite } from './cases.ts';
import { element, escaped } from './xml.ts';

/**
 * JUnit XML, as Jenkins' schema has it (jenkinsci/xunit-plugin, junit-10.xsd) and GitLab reads it: a suite for each server, and
 * for each tool a case for each rule that speaks of it, or one that passes. What would fail the run is a failure, what could
 * not be audited an error, what is suppressed or could not be judged skipped.
 */
export const junit: Reporter = {
  name: 'junit',
  render: (audit, env) => withoutLogCommands(`<?xml version="1.0" encoding="UTF-8"?>\n${document(audit, env)}\n`),
};

function document(audit: Audit, roots: Roots): string {
  const suites = suitesOf(audit, roots);
  const all = suites.flatMap(({ cases }) => cases);
  const { skipped: _, ...counts } = countsOf(all); // no attribute of the root in the schema
  return element('testsuites', { name: 'mcp-audit', ...counts, time: '0' }, [
    ...suites.map((suite) => `\n${ofSuite(suite)}`),
    '\n',
  ]);
}

const countsOf = (cases: readonly Case[]) => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome === 'failure').length,
  errors: cases.filter(({ outcome }) => outcome === 'error').length,
  skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
});

const ofSuite = ({ name, cases }: Suite): string =>
  `  ${element('testsuite', { name, ...countsOf(cases), time: '0' }, [...cases.map((each) => `\n    ${ofCase(each)}`), '\n  '])}`;

function ofCase({ classname, name, outcome, type, message, text, output }: Case): string {
  const result =
    outcome === 'passed'
      ? []
      : [element(outcome, { ...(outcome === 'skipped' ? {} : { type }), message }, [escaped(text)].filter(Boolean))];
  const said = output === '' ? [] : [element('system-out', {}, [escaped(output)])];
  return element('testcase', { classname, name, time: '0' }, [...result, ...said]);
}
