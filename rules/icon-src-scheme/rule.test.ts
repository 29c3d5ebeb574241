import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const tool = (src: string) => `{"tools":[{"name":"a","icons":[{"src":${JSON.stringify(src)}}]}]}`;

ruleTest(rule, {
  good: [
    tool('https://example.com/a.png'),
    tool('data:image/png;base64,AA=='),
    { json: tool('http://localhost:3000/a.png'), why: 'a server on this machine' },
    { json: tool('javascript:alert(1)'), spec: '2025-06-18', why: 'there were no icons yet' },
    { json: '{"tools":[{"name":"a","icons":"javascript:alert(1)"}]}', why: 'icons that are no list are another rule' },
  ],
  bad: [
    {
      json: '{"tools":[{"name":"a","icons":[{"src":[|"javascript:alert(1)"|]},{"src":[|"FILE:///etc/icon.png"|]}]}]}',
      says: 'unsafe',
      spec: '2025-11-25',
      severity: 'error',
      text: '`javascript:`',
    },
    {
      json: '{"tools":[{"name":"a","icons":[{"src":[|"ws://example.com/a"|]}]}]}',
      says: 'unsafe',
      severity: 'info',
      text: 'since protocol 2025-11-25',
    },
    {
      json: '{"tools":[{"name":"a","icons":[{"src":[|"icons/a.png"|]}]}]}',
      says: 'relative',
      spec: '2026-07-28',
      severity: 'warning',
    },
    {
      json: '{"tools":[{"name":"a","icons":[{"src":[|"http://example.com/a.png"|]}]}]}',
      says: 'insecure',
      spec: '2025-11-25',
      severity: 'info',
    },
    {
      json: '{"tools":[{"name":"a","icons":[{"src":[|"data:text/html;base64,AA=="|]}]}]}',
      says: 'notImage',
      spec: '2025-11-25',
      severity: 'warning',
    },
  ],
});
