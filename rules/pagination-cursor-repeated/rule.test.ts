import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (...pages: readonly string[]) =>
  `{"fidelity":"observed","wire":{"transport":"http","pages":[${pages.join()}]},"tools":[{"name":"a"}]}`;
const page = (nextCursor: string, method = 'tools/list') =>
  `{"method":"${method}","result":{"nextCursor":${nextCursor}},"items":1}`;

ruleTest(rule, {
  good: [
    snapshot(page('"2"'), page('"3"'), '{"method":"tools/list","cursor":"3","result":{},"items":1}'),
    { json: snapshot(page('"2"'), page('"2"', 'prompts/list')), why: 'cursors of different lists may be equal' },
    { json: snapshot(page('""'), page('""')), why: 'empty cursors are another rule' },
  ],
  bad: [
    {
      json: snapshot(page('"2"'), page('[|"2"|]'), page('"2"')),
      says: 'again',
      severity: 'error',
      text: 'page 1 and again on page 2',
    },
    {
      json: snapshot(
        page('"2"'),
        page('"3"'),
        page('[|"2"|]'),
        page('"7"', 'prompts/list'),
        page('[|"7"|]', 'prompts/list'),
      ),
      says: 'again',
      text: 'again on page 3',
    },
  ],
});
