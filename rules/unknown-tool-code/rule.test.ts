import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const seen = (fact: string) =>
  `{"fidelity":"observed","wire":{"transport":"http","unknownTool":${fact}},"tools":[{"name":"a"}]}`;

ruleTest(rule, {
  good: [
    seen('{"outcome":"error","code":-32602}'),
    {
      json: seen('{"outcome":"result","isError":true}'),
      why: 'the model sees that it went wrong; the first official SDK answers so',
    },
    { json: seen('{"outcome":"error","code":-32602,"status":400}'), why: 'the code says it, whatever HTTP says' },
    { json: '{"fidelity":"observed","wire":{"transport":"http"},"tools":[{"name":"a"}]}', why: 'nobody asked' },
    { json: seen('{"outcome":"shrug"}'), why: 'what a snapshot says in words that nobody knows is not read' },
  ],
  bad: [
    {
      json: seen('[|{"outcome":"result","isError":false}|]'),
      says: 'accepted',
      severity: 'warning',
      text: 'answered as a success',
    },
    {
      json: seen('[|{"outcome":"error","code":-32603,"status":500}|]'),
      says: 'failed',
      severity: 'warning',
      text: 'HTTP 500',
    },
    { json: seen('[|{"outcome":"refused","status":502}|]'), says: 'failed', text: 'HTTP 502' },
    { json: seen('[|{"outcome":"refused","status":404}|]'), says: 'refused', severity: 'info' },
    { json: seen('[|{"outcome":"silence"}|]'), says: 'silent', severity: 'warning' },
    { json: seen('[|{"outcome":"ended"}|]'), says: 'ended', severity: 'warning' },
    {
      json: seen('[|{"outcome":"error","code":-32601}|]'),
      says: 'code',
      severity: 'info',
      text: 'the error -32601, which says that there is no method `tools/call`',
    },
    { json: seen('[|{"outcome":"error","code":404}|]'), says: 'code', text: 'which has no meaning in the protocol' },
    {
      json: codeCase({
        tools: [{ name: 'a' }, { name: 'b' }],
        handlers: [
          { at: '[|server.ts#/call/function~1|]', by: 'dispatch' },
          { at: 'server.ts#/call/function~1', tool: 1, by: 'dispatch' },
        ],
        wire: { transport: 'stdio', unknownTool: { outcome: 'result', isError: false } },
      }),
      says: 'accepted',
    },
    {
      json: codeCase({
        tools: [{ name: 'a' }, { name: 'b' }],
        handlers: [
          { at: 'server.ts#/call/case~1', by: 'dispatch' },
          { at: 'server.ts#/call/case~2', tool: 1, by: 'dispatch' },
        ],
        wire: { transport: 'stdio', unknownTool: { outcome: 'silence' } },
      }).replace('"unknownTool":{"outcome":"silence"}', '"unknownTool":[|{"outcome":"silence"}|]'),
      says: 'silent',
    },
  ],
});
