import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (name: string, header: string) =>
  `{"revisions":["2026-07-28"],"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"${name}":{"type":"string","x-mcp-header":${header}}}}}]}`;

ruleTest(rule, {
  good: [
    tool('region', '"Region"'),
    { json: tool('page_token', '"Page-Token"'), why: 'a page token is no secret' },
    { json: tool('keyboard', '"Keyboard"'), why: 'not a key' },
    { json: tool('sort_key', '"Sort"'), why: 'a key to sort by' },
    {
      json: '{"revisions":["2026-07-28"],"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"password":{"type":"string"}}}}]}',
      why: 'a secret that is no header is another matter',
    },
  ],
  bad: [
    { json: tool('password', '[|"P"|]'), says: 'sensitive', severity: 'warning', text: '`password`' },
    { json: tool('apiKey', '[|"Key"|]'), says: 'sensitive' },
    { json: tool('value', '[|"X-Auth-Token"|]'), says: 'sensitive', text: '`token`' },
  ],
});
