import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const seen = (fact: string, transport = 'http') =>
  `{"fidelity":"observed","wire":{"transport":"${transport}","endpoint":${fact}},"tools":[{"name":"a"}]}`;

const POST = { at: 'http.ts#/serve/route-1', method: 'POST', path: '/mcp', role: 'mcp' } as const;
const GET = { ...POST, at: 'http.ts#/serve/route-2', method: 'GET' } as const;
const joined = (...routes: NonNullable<Case['routes']>) =>
  codeCase({ routes, wire: { transport: 'http', endpoint: { status: 404 } } });

ruleTest(rule, {
  good: [
    seen('{"status":200,"type":"text/event-stream"}'),
    seen('{"status":405,"type":"text/html"}'),
    { json: seen('{"status":401,"type":"application/json"}'), why: 'who calls is asked first' },
    { json: seen('{"status":429,"type":""}'), why: 'how often is asked first' },
    {
      json: seen('{"status":400,"type":""}', 'http","era":"modern'),
      why: 'a server of both eras asks for a session; mongodb-mcp-server does',
    },
    {
      json: '{"fidelity":"observed","wire":{"transport":"stdio"},"tools":[{"name":"a"}]}',
      why: 'stdio has no endpoint',
    },
  ],
  bad: [
    {
      json: seen('[|{"status":200,"type":"application/json"}|]'),
      says: 'type',
      severity: 'warning',
      text: 'HTTP 200 and `application/json`, which is no event stream',
    },
    { json: seen('[|{"status":200,"type":""}|]'), says: 'type', text: '`no content type`' },
    { json: seen('[|{"status":500,"type":"text/html"}|]'), says: 'failed', severity: 'warning', text: 'HTTP 500' },
    {
      json: seen('[|{"status":404,"type":"text/html"}|]'),
      says: 'refused',
      severity: 'info',
      text: 'HTTP 404, not with 405',
    },
    { json: seen('[|{"status":400,"type":"application/json"}|]'), says: 'refused' },
    { json: seen('[|{"status":302,"type":""}|]'), says: 'refused' },
    { json: seen('[|{}|]'), says: 'silent', severity: 'info' },
    { json: joined({ ...POST, at: `[|${POST.at}|]` }), says: 'refused' },
    { json: joined(POST, { ...GET, at: `[|${GET.at}|]` }), says: 'refused' },
    {
      json: joined(POST, { ...POST, at: 'http.ts#/serve/route-3', path: '/v2' }).replace(
        '{"status":404}',
        '[|{"status":404}|]',
      ),
      says: 'refused',
    },
  ],
});
