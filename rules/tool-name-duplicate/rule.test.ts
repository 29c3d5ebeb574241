import { describe, expect, it } from 'vitest';

import { auditText, ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"},{"name":"search_issues"}]}',
    {
      json: '{"tools":[{"name":"search"},{"name":"Search"}]}',
      why: 'names are case-sensitive; that they collide in some clients is another rule',
    },
    { json: '{"tools":[{"name":""},{"name":""},{},{}]}', why: 'tools without a name are another rule' },
    {
      json: '{"one":[{"name":"search"}],"two":[{"name":"search"}]}',
      why: 'two servers may each have a tool of that name',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"search"},{"name":"get"},{"name":[|"search"|]}]}',
      says: 'again',
      severity: 'error',
      text: '2 tools are called `search`',
    },
    {
      json: '{"tools":[{"name":"a"},{"name":[|"a"|]},{"name":"b"},{"name":[|"b"|]},{"name":"a"}]}',
      says: 'again',
      text: '3 tools',
    },
  ],
});

describe('tool-name-duplicate', () => {
  it('shows the other places', () => {
    const [finding] = auditText(rule, '{"tools":[{"name":"a"},{"name":"a"},{"name":"a"}]}');
    expect(finding!.related.map(({ place, note }) => [place?.start.column, note])).toEqual([
      [19, 'the first of that name'],
      [45, 'and again'],
    ]);
  });
});
