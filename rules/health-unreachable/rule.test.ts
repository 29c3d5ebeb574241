import { codeCase, type Case } from '../../src/testing/code-case.ts';
import { ruleTest } from '../../src/testing/rule-test.ts';
import rule from './rule.ts';

type Answer = Readonly<Record<string, unknown>>;
const health = (answers: readonly Answer[], more: object = {}) => ({
  by: 'usual',
  asked: 8,
  otherwise: 404,
  answers: answers.map((answer) => ({ path: '/health', shows: [], ...answer })),
  ...more,
});
const json = (fact: object, mark = (text: string) => text) =>
  `{"fidelity":"observed","wire":{"transport":"http","health":${mark(JSON.stringify(fact))}},"tools":[{"name":"a"}]}`;
const usual = (...answers: Answer[]) => json(health(answers));
const marked = (text: string) => `[|${text}|]`;
const bad = (answer: Answer, more: object = {}) => json(health([answer], more), marked);
const NAMED = { by: 'named', asked: 1, otherwise: undefined };
const joined = (
  answers: readonly Answer[],
  { mark = (text: string) => text, ...facts }: Case & { readonly mark?: (text: string) => string },
) => {
  const fact = health(answers);
  return codeCase({ ...facts, wire: { transport: 'http', health: fact } }).replace(JSON.stringify(fact), mark);
};

ruleTest(rule, {
  good: [
    usual({ status: 200 }),
    {
      json: usual({ status: 200 }, { status: 401, path: '/status' }),
      why: 'whoever has no credentials asks the other',
    },
    { json: json(health([{ status: 204 }], NAMED)), why: 'any success is one' },
    {
      json: json(health([], { serverless: true })),
      why: 'a platform that starts it for each request asks for no health',
    },
    {
      json: '{"fidelity":"observed","wire":{"transport":"stdio"},"tools":[{"name":"a"}]}',
      why: 'over stdio nobody asks',
    },
    { json: joined([], {}), why: 'all routes were read: that there is none is charged there' },
    {
      json: joined([], {
        routes: [{ at: 's.ts#/route~1', path: '/internal/alive', role: 'liveness' }],
        cut: ['routes'],
      }),
      why: 'it has one by another name',
    },
    {
      json: joined([], { transports: [{ at: 's.ts#/transport~1', kind: 'serverless' }], cut: ['routes'] }),
      why: 'serverless by its source',
    },
    {
      json: joined([{ status: 401 }], {
        routes: [{ at: 's.ts#/route~1', path: '/health', role: 'liveness', auth: 'before' }],
      }),
      why: 'the route is charged with what stands before it',
    },
  ],
  bad: [
    {
      json: bad({ status: 503 }, NAMED),
      says: 'failing',
      severity: 'info',
      text: 'The health URL `/health` is answered with HTTP 503.',
    },
    { json: bad({ status: 404 }, NAMED), says: 'failing' },
    { json: bad({}, NAMED), says: 'silent', severity: 'info' },
    { json: bad({ status: 401 }), says: 'denied', severity: 'info', text: '`/health` is answered with HTTP 401' },
    { json: bad({ status: 403 }, NAMED), says: 'denied' },
    { json: bad({ status: 302, away: true }), says: 'away', severity: 'info' },
    {
      json: bad({ status: 503, path: '/ready' }),
      says: 'unwell',
      severity: 'info',
      text: '`/ready` is answered with HTTP 503',
    },
    { json: bad({ path: '/ready' }), says: 'unwell', text: 'not answered within a second' },
    { json: bad({ status: 200, ms: 1300 }), says: 'slow', severity: 'info', text: 'after 1.3 seconds' },
    { json: json(health([]), marked), says: 'none', severity: 'info', text: 'None of the 8 usual paths' },
    { json: json(health([], { otherwise: 401 }), marked), says: 'closed', severity: 'info' },
    { json: json(health([], { otherwise: undefined }), marked), says: 'mute', severity: 'info' },
    { json: joined([], { cut: ['routes'], mark: marked }), says: 'none' },
    {
      json: joined([{ status: 401 }], { routes: [{ at: '[|s.ts#/route~1|]', path: '/health', role: 'liveness' }] }),
      says: 'denied',
    },
  ],
});
