import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = 'server.ts#/search';
const AT = 'server.ts#/search/catch~1';
type Part = 'stack' | 'headers' | 'environment' | 'message' | 'words';
const failing = (at: string, from: Part[], more: object = {}) =>
  codeCase({ failures: [{ at: FN, ends: [{ at, shape: { isError: 'yes', text: { from } } }], ...more }] });

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    failing(AT, ['words', 'message']),
    { json: failing(AT, ['stack'], { reaches: 'nothing' }), why: 'it goes to the log' },
    { json: failing(AT, ['stack'], { tools: [] }), why: 'no tool reaches it' },
    {
      json: codeCase({
        handlers: [{ at: FN, returns: [{ at: AT, where: 'success', shape: { text: { from: ['headers'] } } }] }],
      }),
      why: 'to show the headers of a page is what the tool is for',
    },
  ],
  bad: [
    { json: failing(`[|${AT}|]`, ['message', 'stack']), says: 'stack', severity: 'info' },
    { json: failing(`[|${AT}|]`, ['stack', 'headers']), says: 'headers' },
    { json: failing(`[|${AT}|]`, ['words', 'environment']), says: 'environment' },
  ],
});
