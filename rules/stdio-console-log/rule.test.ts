import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const AT = 'server.ts#/main/call~1';

ruleTest(rule, {
  good: [
    '{"tools":[{"name":"search"}]}',
    codeCase({}),
    {
      json: codeCase({ stdout: [{ at: AT }], wire: { transport: 'http' } }),
      why: 'over HTTP stdout is free',
    },
  ],
  bad: [
    { json: codeCase({ stdout: [{ at: `[|${AT}|]` }] }), says: 'handler', severity: 'info', text: '`console.log`' },
    {
      json: codeCase({ stdout: [{ at: `[|${AT}|]`, reached: 'start', tools: [], by: 'process.stdout.write' }] }),
      says: 'start',
      text: '`process.stdout.write` prints to stdout when the server starts',
    },
    {
      json: codeCase({ stdout: [`[|${AT}|]`, `${AT}2`, `${AT}3`, `${AT}4`].map((at) => ({ at })) }),
      says: 'many',
      text: '4 calls such as `console.log`',
    },
  ],
});
