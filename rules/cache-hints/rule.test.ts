import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (era: string, ...pages: readonly string[]) =>
  `{"fidelity":"observed","revisions":["2026-07-28"],"wire":{"transport":"http","era":"${era}","pages":[${pages.join()}]},"tools":[{"name":"a"}]}`;
const page = (result: string, method = 'tools/list', key = '"result"') =>
  `{"method":"${method}",${key}:${result},"items":1}`;
const FINE = '{"ttlMs":0,"cacheScope":"private"}';

ruleTest(rule, {
  good: [
    snapshot('modern', page(FINE), page('{"ttlMs":300000,"cacheScope":"public"}', 'prompts/list')),
    {
      json: snapshot(
        'modern',
        page('{"nextCursor":"2","ttlMs":5,"cacheScope":"private"}'),
        page('{"ttlMs":9,"cacheScope":"private"}'),
      ),
      why: 'pages may live for different times',
    },
    { json: snapshot('legacy', page('{}')), why: 'the older protocol knows no such fields' },
    { json: '{"tools":[{"name":"a"}],"protocolVersion":"2026-07-28"}', why: 'a bare list may have lost them' },
    {
      json: '{"tools":[{"name":"a"}],"ttlMs":-1}',
      spec: '2025-11-25',
      why: 'up to 2025-11-25 the field means nothing',
    },
  ],
  bad: [
    {
      json: snapshot('modern', page('{}', 'tools/list', '[|"result"|]'), page('{"ttlMs":1}', 'prompts/list')),
      says: 'missing',
      severity: 'error',
      text: '`tools/list`, `prompts/list` answers without `ttlMs`, `cacheScope`.',
    },
    { json: snapshot('modern', page('{"ttlMs":[|"60"|],"cacheScope":"private"}')), says: 'ttl', text: '`"60"`' },
    { json: snapshot('modern', page('{"ttlMs":[|1.5|],"cacheScope":[|"user"|]}')), says: ['ttl', 'scope'] },
    {
      json: snapshot(
        'modern',
        page('{"ttlMs":1,"cacheScope":"private"}'),
        page('{"ttlMs":1,"cacheScope":[|"public"|]}'),
      ),
      says: 'mixed',
      text: '`private` on its first page and `public` on page 2',
    },
    { json: '{"tools":[{"name":"a"}],"ttlMs":[|-1|]}', says: 'ttl', severity: 'info' },
  ],
});
