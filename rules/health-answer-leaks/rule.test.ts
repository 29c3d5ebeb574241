import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const seen = (shows: readonly string[], health = (text: string) => text) =>
  `{"fidelity":"observed","wire":{"transport":"http","health":${health(JSON.stringify({ by: 'usual', asked: 8, otherwise: 404, answers: [{ path: '/status', status: 200, shows }] }))}},"tools":[{"name":"a"}]}`;
const marked = (text: string) => `[|${text}|]`;
const joined = (leaks: readonly 'environment'[], shows: readonly string[], at = 'server.ts#/route~1') =>
  codeCase({
    routes: [{ at, path: '/status', role: 'liveness', leaks }],
    wire: { transport: 'http', health: { by: 'usual', asked: 8, answers: [{ path: '/status/', status: 200, shows }] } },
  });

ruleTest(rule, {
  good: [
    seen([]),
    { json: '{"fidelity":"observed","wire":{"transport":"stdio"},"tools":[{"name":"a"}]}', why: 'stdio has no paths' },
    {
      json: joined(['environment'], ['environment']),
      why: 'the route is charged with it already, where it is written',
    },
  ],
  bad: [
    {
      json: seen(['secret'], marked),
      says: 'secret',
      severity: 'info',
      text: '`/status` shows what looks like a key',
    },
    { json: seen(['sessions'], marked), says: 'sessions', severity: 'info' },
    { json: seen(['environment'], marked), says: 'environment', severity: 'info' },
    { json: seen(['stack'], marked), says: 'stack', severity: 'info' },
    { json: joined([], ['environment'], '[|server.ts#/route~2|]'), says: 'environment' },
    { json: joined(['environment'], ['secret'], '[|server.ts#/route~3|]'), says: 'secret' },
  ],
});
