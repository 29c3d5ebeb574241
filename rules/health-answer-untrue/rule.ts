import { defineRule, routeOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'health-answer-untrue',
    title: 'A server that is not well says so by the status code.',
    category: 'operations',
    severity: 'info',
    why: 'Kubernetes, load balancers and Docker read the status code and nothing else: any of 200 to 399 is well. A body that says "down" with a 200 is read by nobody, and the server stays in service while it serves nothing.',
    hint: "Answer 503 when it is not well: `res.status(isWell ? 200 : 503).json({ status: isWell ? 'pass' : 'fail' })`.",
    messages: {
      ill: '`{path}` is answered with HTTP {status}, and the body says that the server is not well.',
    },
    references: [
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
      'https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check',
      'sparfenyuk/mcp-proxy#197',
    ],
    realCase: 'sparfenyuk/mcp-proxy#197: `/status` answers 200 whatever became of the servers behind it',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { path, status = 0, says } of server.wire?.health?.answers ?? [])
        if (says === 'ill' && status < 300)
          yield {
            at: routeOf(server, path)?.at ?? server.at('wire', 'health'),
            key: path,
            message: 'ill',
            data: { path, status },
          };
    },
  },
);
