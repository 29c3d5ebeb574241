import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const CALL = { at: 'server.ts#/get/call-1', host: 'api.linear.app' };
const own = (name: string, mode?: string, at = 'package.json#/name/package-1') => [
  { what: 'package' as const, name, at, ...(mode === undefined ? {} : { mode }) },
];

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({ outbound: [CALL] }),
    {
      json: codeCase({ outbound: [CALL], process: own('issue-helper') }),
      why: 'its name does not say that it is for Linear',
    },
    {
      json: codeCase({ outbound: [{ at: CALL.at }], process: own('linear-mcp-server') }),
      why: 'it may be linear in another sense: nothing asks the service',
    },
    {
      json: codeCase({ outbound: [{ ...CALL, tools: [] }], process: own('linear-mcp') }),
      why: 'no tool asks the service',
    },
    { json: codeCase({ outbound: [CALL], process: own('@linear/mcp') }), why: 'it is theirs, by its scope' },
    { json: codeCase({ outbound: [CALL], process: own('mcp-server', 'linear/mcp-linear') }), why: 'by its repository' },
    {
      json: codeCase({ outbound: [{ ...CALL, host: 'api.resend.com' }], process: own('resend-mcp') }),
      why: 'it is the official one, by its name',
    },
    { json: codeCase({ outbound: [CALL], process: own('nonlinear-solver') }), why: 'a part of another word' },
  ],
  bad: [
    {
      json: codeCase({
        outbound: [CALL],
        process: own('@somebody/linear-mcp-server', 'somebody/linear-mcp-server', '[|package.json#/name/package-1|]'),
      }),
      says: 'exists',
      severity: 'info',
      text: 'Linear has an official server, mcp.linear.app (looked up on',
    },
    {
      json: codeCase({
        outbound: [{ at: CALL.at, client: '@doist/todoist-api-typescript' }],
        process: own('todoist_mcp', undefined, '[|package.json#/name/package-1|]'),
      }),
      says: 'exists',
      text: 'Todoist has',
    },
  ],
});
