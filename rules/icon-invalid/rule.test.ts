import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (icons: string) => `{"tools":[{"name":"a","icons":${icons}}]}`;

ruleTest(rule, {
  good: [
    tool('[{"src":"https://example.com/a.png","mimeType":"image/png","sizes":["48x48","any"],"theme":"dark"}]'),
    { json: tool('[]'), why: 'an empty list is a list' },
    {
      json: tool('[{"src":"data:image/svg+xml;base64,AA==","sizes":null,"theme":null}]'),
      why: 'null has a rule of its own',
    },
    {
      json: tool('[{"src":"https://example.com/a.png","sizes":["large"]}]'),
      why: 'an odd size is no reason to reject anything',
    },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","icons":[|{"src":"https://example.com/a.png"}|]}]}',
      says: 'list',
      severity: 'error',
      text: '`a`: `icons` is an object, not an array',
    },
    {
      json: '{"tools":[{"name":"a","icons":[[|"https://example.com/a.png"|],[|{"url":"x"}|]]}]}',
      says: ['icon', 'src'],
      spec: '2025-06-18',
      severity: 'error',
    },
    {
      json: '{"tools":[{"name":"a","icons":[{"src":"x:y","sizes":[|"48x48"|],"theme":[|"blue"|],"mimeType":[|1|]}]}]}',
      says: ['sizes', 'theme', 'mimeType'],
    },
    {
      json: '{"tools":[{"name":"a","icons":[{"src":"x:y","sizes":[|[48]|]}]}]}',
      says: 'sizes',
      text: 'an array with other things',
    },
    {
      json: '{"server":{"name":"s","icons":[{"src":"x:y","sizes":[|"any"|]}]},"tools":[{"name":"a"}]}',
      says: 'sizes',
      text: '`the server`',
    },
    {
      json: '{"tools":[|[{"name":"a","icons":[{"src":"x:y","sizes":"any"}]},{"name":"b","icons":[{"src":"x:y","sizes":"any"}]}]|]}',
      says: 'sizes',
      text: '`a`, `b`',
    },
  ],
});
