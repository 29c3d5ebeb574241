import { codeCase } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

const seen = (answer: object, health = (text: string) => text) =>
  `{"fidelity":"observed","wire":{"transport":"http","health":${health(JSON.stringify({ by: 'usual', asked: 8, otherwise: 404, answers: [{ path: '/health', status: 200, shows: [], ...answer }] }))}},"tools":[{"name":"a"}]}`;
const marked = (text: string) => `[|${text}|]`;

ruleTest(rule, {
  good: [
    seen({ says: 'well' }),
    { json: seen({ says: 'ill', status: 503 }), why: 'the status code says it as well' },
    { json: seen({}), why: 'the body says nothing that programs read' },
  ],
  bad: [
    {
      json: seen({ says: 'ill' }, marked),
      says: 'ill',
      severity: 'info',
      text: '`/health` is answered with HTTP 200, and the body says that the server is not well.',
    },
    {
      json: codeCase({
        routes: [{ at: '[|server.ts#/route~1|]', path: '/health', role: 'liveness' }],
        wire: {
          transport: 'http',
          health: { by: 'usual', asked: 8, answers: [{ path: '/health', status: 200, shows: [], says: 'ill' }] },
        },
      }),
      says: 'ill',
    },
  ],
});
