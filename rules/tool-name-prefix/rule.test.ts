import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const list = (server: string, ...names: readonly string[]) =>
  `{"server":{"name":"${server}"},"tools":[${names.map((name) => `{"name":"${name}"}`).join()}]}`;
const marked = (...all: Parameters<typeof list>) => list(...all).replace(/\[.*\]/, '[|$&|]');
const prefixed = (prefix: string) =>
  ['list_orders', 'get_order', 'cancel_order', 'find_customer'].map((name) => prefix + name);

ruleTest(rule, {
  good: [
    list('acme', ...prefixed('')),
    { json: list('shop', ...prefixed('acme_')), why: 'not the name of this server' },
    { json: list('acme', ...prefixed('acme_'), 'ping'), why: 'not all names have it' },
    { json: list('acme', 'acme_search', 'acme_fetch'), why: 'two names are no custom' },
    { json: list('get-server', 'get_user', 'get_team', 'get_role', 'get_right'), why: 'a verb is no prefix' },
    { json: list('mcp-server', ...prefixed('mcp_')), why: 'not the name of a product' },
    {
      json: list('acme', ...prefixed('acme_')).replace(/}$/, ',"nextCursor":"2"}'),
      why: 'the other names were not read',
    },
  ],
  bad: [
    {
      json: marked('acme-mcp-server', ...prefixed('acme_')),
      says: 'all',
      severity: 'info',
      text: 'All 4 tool names begin with `acme_`',
    },
    {
      json: list('Acme CRM', ...prefixed('AcmeCrm--')).replace('"tools"', '[|$&|]'),
      says: 'all',
      text: '`AcmeCrm--`',
    },
    {
      json: marked('acme', ...prefixed('acme_')).replace(/"server":\{[^}]*\},/, ''),
      says: 'unnamed',
      text: 'What the server is called is not known here',
    },
    { json: marked('acme', 'acmeList', 'acmeGet', 'acmeFind', 'acmeAdd'), says: 'all' },
  ],
});
