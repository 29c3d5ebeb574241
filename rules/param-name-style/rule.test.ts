import { describe, expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, ...keys: readonly string[]) =>
  `{"name":"${name}","inputSchema":{"type":"object","properties":{${keys.map((key) => (key.startsWith('[|') ? `[|"${key.slice(2)}"|]:{}` : `"${key}":{}`)).join()}}}}`;
const list = (...tools: readonly string[]) => `{"tools":[${tools.join()}]}`;

ruleTest(rule, {
  good: [
    list(tool('a', 'per_page', 'query'), tool('b', 'user_id')),
    { json: list(tool('a', 'perPage', 'limit', 'q'), tool('b', 'id', 'path')), why: 'a single word fits every style' },
    {
      json: list(tool('a', '_meta', 'Q', 'ID', 'id2')),
      why: 'one word with an underscore or capitals around it has no style',
    },
    { json: list(tool('a', 'FileName', 'PageSize')), why: 'one odd style throughout is one style' },
    {
      json: list(tool('a', 'user_id', 'sort_by'), tool('b', 'userId')),
      why: 'one parameter in two spellings is param-name-inconsistent',
    },
    {
      json: '{"tools":[{"name":"a","inputSchema":{"properties":[]}},{"name":"b","inputSchema":true}]}',
      why: 'no parameters to speak of',
    },
  ],
  bad: [
    {
      json: list(tool('a', 'user_id', 'per_page', '[|perPage')),
      says: 'mixed',
      severity: 'info',
      text: 'snake_case, such as `user_id`; not so `perPage`',
    },
    {
      json: list(tool('a', '[|launch-id', 'name')),
      says: 'kebab',
      text: 'Parameters are named with hyphens: `launch-id`',
    },
    {
      json: `{[|"tools"|]:[${tool('a', 'perPage')},${tool('b', 'per_page', 'pageSize')},${tool('c', 'page-no')}]}`,
      says: 'mixed',
      text: 'not so `per_page`, `page-no`',
    },
  ],
});

describe('param-name-style', () => {
  it('shows where the odd ones are', () => {
    const [finding] = auditText(
      rule,
      list(tool('a', 'perPage', 'pageSize'), tool('b', 'per_page'), tool('c', 'page-no')),
    );
    expect(finding!.related.map(({ note }) => note)).toEqual(['in b', 'in c']);
  });
});
