import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const snapshot = (stdout: string, transport = 'stdio', key = '"stdout"') =>
  `{"fidelity":"observed","wire":{"transport":"${transport}",${key}:${stdout}},\n"tools":[{"name":"a"}]}`;

ruleTest(rule, {
  good: [
    snapshot('[]'),
    '{"tools":[{"name":"a"}]}',
    { json: snapshot('["listening on :3000"]', 'http'), why: 'over HTTP stdout is free' },
  ],
  bad: [
    {
      json: codeCase({
        stdout: [
          { at: '[|server.ts#/start/write-1|]', reached: 'start', text: 'starting shop on ' },
          { at: 'server.ts#/start/write-2', reached: 'start', text: 'ready' },
          { at: 'server.ts#/start/write-3', reached: 'start' },
        ],
        wire: { transport: 'stdio', stdout: ['starting shop on 2026-11-23'] },
      }),
      says: 'one',
    },
    {
      json: codeCase({
        process: [{ at: '[|server.ts#/start/call-1|]', what: 'dotenv', name: 'dotenv', version: '17.4.2' }],
        wire: { transport: 'stdio', stdout: ['◇ injected env (0) from .env', 'ready'] },
      }),
      says: 'many',
    },
    {
      // two statements could have written it
      json: codeCase({
        stdout: [1, 2].map((n) => ({ at: `server.ts#/start/write-${n}`, reached: 'start' as const, text: 'starting' })),
        wire: { transport: 'stdio', stdout: ['starting'] },
      }).replace('["starting"]', '[|["starting"]|]'),
      says: 'one',
    },
    {
      json: snapshot('[|["[dotenv@17.2.0] injecting env (0) from .env"]|]'),
      says: 'one',
      severity: 'error',
      text: '`[dotenv@17.2.0] injecting env (0) from .env`',
    },
    {
      json: snapshot('[|["","starting…","ready"]|]'),
      says: 'many',
      text: '3 lines to stdout that are no messages, the first of them `starting…`',
    },
  ],
});
