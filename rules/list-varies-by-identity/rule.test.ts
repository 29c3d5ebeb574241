import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const SAME = { moved: false, missing: [], added: [], changed: [] };
const part = (name: string, pointer: string, what = 'value') => ({ name, nth: 1, pointer, what });
const TOOLS = '[{"name":"a","description":"Of Ann."},{"name":"b"}]';
const listed = (identity: object, { tools = TOOLS, again = {}, scope = '"private"', revision = '2026-07-28' } = {}) =>
  `{"fidelity":"observed","revisions":["${revision}"],"wire":{"transport":"http","pages":[{"method":"tools/list","result":{"ttlMs":1,"cacheScope":${scope}},"items":2}],"again":${JSON.stringify({ ...SAME, ...again })},"identity":${JSON.stringify({ ...SAME, ...identity })}},"tools":${tools}}`;

ruleTest(rule, {
  good: [
    listed({}),
    { json: listed({}, { scope: '"public"' }), why: 'the same for both may be public' },
    { json: listed({ moved: true }), why: 'in another order: which user asked is not what it depends on' },
    { json: listed({ changed: [part('a', '', 'order')] }), why: 'only the order of keys' },
    {
      json: listed({ changed: [part('a', '/description')] }, { again: { changed: [part('a', '/description')] } }),
      why: 'it is another each time it is asked, for any user: another rule',
    },
    { json: '{"tools":[{"name":"a"}]}', why: 'nobody asked' },
  ],
  bad: [
    {
      json: listed({ missing: [{ name: 'b', nth: 1 }] }, { tools: `[|${TOOLS}|]` }),
      says: 'tools',
      severity: 'info',
      text: 'Only A of the two users has `b`.',
    },
    {
      json: listed({ added: ['x', 'y'] }, { tools: `[|${TOOLS}|]` }),
      says: 'tools',
      text: 'Only B of the two users has `x`, `y`.',
    },
    {
      json: listed({ changed: [part('a', '/description')] }, { tools: TOOLS.replace('"Of Ann."', '[|"Of Ann."|]') }),
      says: 'part',
      severity: 'warning',
      text: '`description`',
    },
    {
      json: listed(
        { changed: ['a', 'b', 'c', 'd'].map((name) => part(name, '/title')) },
        { tools: '[|[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]|]' },
      ),
      says: 'parts',
      text: 'by 4 tools, by `a` in `title`',
    },
    {
      json: listed({ added: ['x'] }, { tools: `[|${TOOLS}|]`, scope: '[|"public"|]' }),
      says: ['public', 'tools'],
      text: 'may hand the list of one to the other',
    },
  ],
});
