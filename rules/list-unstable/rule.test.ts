import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const SAME = { moved: false, missing: [], added: [], changed: [] };
const part = (name: string, pointer: string, what = 'value', nth = 1) => ({ name, nth, pointer, what });
const TOOLS = '[{"name":"a","description":"Now 1."},{"name":"b","description":"Now 2."}]';
const listed = (again: object, tools = TOOLS, more = '') =>
  `{"fidelity":"observed","wire":{"transport":"stdio","again":${JSON.stringify({ ...SAME, ...again })}${more}},"tools":${tools}}`;

ruleTest(rule, {
  good: [
    listed({}),
    { json: `{"fidelity":"observed","wire":{"transport":"stdio"},"tools":${TOOLS}}`, why: 'it was read once' },
    {
      json: listed({}, TOOLS, `,"identity":${JSON.stringify({ ...SAME, moved: true })}`),
      why: 'another user gets another order: that is not instability',
    },
    {
      json: `{"fidelity":"observed","wire":{"transport":"stdio","again":{"moved":true}},"tools":${TOOLS}}`,
      why: 'a snapshot that does not say it all is not read',
    },
  ],
  bad: [
    { json: listed({ moved: true }, `[|${TOOLS}|]`), says: 'order', severity: 'warning' },
    {
      json: listed({ missing: [{ name: 'b', nth: 1 }], added: ['c', 'd'] }, `[|[|${TOOLS}|]|]`),
      says: 'tools',
      text: 'lists other tools: `c`, `d` only the second time',
    },
    {
      json: listed({ changed: [part('b', '/description')] }, TOOLS.replace('"Now 2."', '[|"Now 2."|]')),
      says: 'part',
      severity: 'warning',
      text: 'says something else here: `description`',
    },
    {
      json: listed(
        { changed: [part('a', '/description', 'value', 2)] },
        '[{"name":"a","description":"1"},{"name":"a","description":[|"2"|]}]',
      ),
      says: 'part',
    },
    {
      json: listed(
        { changed: ['a', 'b', 'c', 'd'].map((name) => part(name, '/description')) },
        '[{"name":"a","description":"1"},{"name":"b","description":"2"},{"name":"c","description":"3"},{"name":"d","description":"4"}]',
      ).replace('"tools"', '[|"tools"|]'),
      says: 'parts',
      text: 'of 4 tools, of `a` in `description`',
    },
    {
      json: listed(
        { changed: [part('a', '/inputSchema/properties', 'order')] },
        '[{"name":"a","inputSchema":{"properties":[|{"y":{},"x":{}}|]}}]',
      ),
      says: 'keys',
      severity: 'info',
    },
    { json: listed({ changed: [part('gone', '/description')] }, `[|${TOOLS}|]`), says: 'part' },
  ],
});
