import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const failing = (...shapes: readonly (readonly [at: string, ...fields: string[]])[]) =>
  codeCase({
    failures: shapes.map(([at, ...fields], i) => ({
      at: `server.ts#/${i}`,
      ends: [{ at, shape: { isError: 'yes', text: { from: ['message'], fields } } }],
    })),
  });

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    failing(['a.ts#/a', 'error', 'code'], ['b.ts#/b', 'error', 'code']),
    {
      json: failing(['a.ts#/a', 'error', 'code', 'retryable'], ['b.ts#/b', 'code', 'message', 'details']),
      why: 'one has more of the same keys',
    },
    {
      json: failing(['a.ts#/a', 'error', 'code'], ['b.ts#/b', 'linkType', 'reviewId']),
      why: 'the type of a link is none of the error',
    },
    {
      json: failing(['a.ts#/a', 'error', 'code'], ['b.ts#/b', 'error']),
      why: 'that one has no code is no other shape of code',
    },
  ],
  bad: [
    {
      json: failing(
        ['a.ts#/a', 'error', 'code'],
        ['b.ts#/b', 'code'],
        ['[|c.ts#/c|]', 'ok', 'errorCategory', 'isRetryable'],
      ),
      says: 'other',
      severity: 'info',
      text: 'This error has `errorCategory`, `isRetryable`, where others of the server have `code`.',
    },
  ],
});
