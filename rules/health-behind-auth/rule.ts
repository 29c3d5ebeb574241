import { chargedAt, defineRule, type RouteFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'health-behind-auth',
    title: 'Whoever asks for the health of a server needs no credentials.',
    category: 'operations',
    severity: 'info',
    why: 'Probers of Docker, Kubernetes and load balancers have no token: they are answered with 401, take the server for dead, restart it for ever or send it nothing. A token in the manifest of a probe is a secret in the wrong place.',
    hint: 'Register `{path}` before what asks who calls, and let it tell nothing that is worth protecting.',
    advice: 'Register the route before what asks who calls, and let it tell nothing that is worth protecting.',
    messages: {
      behind: '`{path}` comes after what asks who calls: a prober without credentials is turned away.',
    },
    references: [
      'nowireless4u/hpe-networking-mcp#583',
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
    ],
    realCase: 'kip-d/omnifocus-mcp at 10c9c1f5: with a token set, `/health` is answered with 401 as everything else is',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (!code || code.transports.facts.some(({ kind }) => kind === 'serverless')) return;
      const { facts } = code.routes;
      for (const route of facts) {
        if (route.auth !== 'before' || !isProbe(route)) continue;
        // the same question is answered without credentials elsewhere: this one is for people
        if (facts.some(({ role, auth }) => role === route.role && auth !== 'before')) continue;
        yield { ...chargedAt(route), message: 'behind', data: { path: route.path } };
      }
    },
  },
);

const isProbe = ({ role }: RouteFact): boolean => role === 'liveness' || role === 'readiness';
