import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const FN = 'server.ts#/search';
const AT = 'server.ts#/search/catch~1';
type Text = {
  readonly from?: ('message' | 'error' | 'status' | 'words' | 'unknown')[];
  fields?: string[];
  words?: string;
};
const failing = (at: string, text: Text) => [
  { at: FN, ends: [{ at, shape: { isError: 'yes' as const, text: { from: ['message' as const], ...text } } }] },
];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ failures: failing(AT, { words: 'Try again in a minute: ' }) }),
    {
      json: codeCase({ failures: failing(AT, { fields: ['error', 'retryable'] }) }),
      why: 'a program can read whether to try again',
    },
    { json: codeCase({ failures: failing(AT, { from: ['message', 'status'] }) }), why: 'it has the status as well' },
    { json: codeCase({ failures: failing(AT, { from: ['unknown'] }) }), why: 'what a helper makes of it was not read' },
    {
      json: codeCase({ failures: failing(AT, { from: ['words'], words: 'No token.' }) }),
      why: 'these are the words of the author',
    },
    {
      json: codeCase({ failures: [{ at: FN, ends: [{ at: AT, shape: { text: { from: ['message'] } } }] }] }),
      why: 'that it has no `isError` is error-swallowed',
    },
  ],
  bad: [
    { json: codeCase({ failures: failing(`[|${AT}|]`, {}) }), says: 'bare', severity: 'info' },
    {
      json: codeCase({ failures: failing(`[|${AT}|]`, { from: ['words', 'error'], words: 'Search failed: ' }) }),
      says: 'bare',
    },
    {
      json: codeCase({
        failures: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].flatMap((at) => failing(at, { fields: ['error'] })),
      }),
      says: 'many',
      text: 'In 4 places',
    },
  ],
});
