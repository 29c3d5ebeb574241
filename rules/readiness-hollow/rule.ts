import { chargedAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'readiness-hollow',
    title: 'What says that a server is ready has asked.',
    category: 'operations',
    severity: 'info',
    why: 'Orchestrators send requests to whoever answers that he is ready. A route that answers so whatever is the case says no more than the one for liveness: the service behind the tools may be unreachable, every call fails, and the monitor is green.',
    hint: 'Ask in it what the tools need, with a timeout of a second or two and a cache of some seconds, and answer 503 when it is not there; or drop the route and keep the one for liveness.',
    messages: {
      hollow: '`{path}` answers that the server is ready and asks nothing, though its tools ask other services.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe',
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
    ],
    realCase: 'Flux159/mcp-server-kubernetes at 1ece64e: `/ready` answers ready with the time, and no cluster is asked',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (!code || code.transports.facts.some(({ kind }) => kind === 'serverless')) return;
      const { routes, outbound, failures } = code;
      // what a tool starts is away as a service is: it is known by what guards it
      const asks = [...outbound.facts, ...failures.facts.filter((failure) => failure.outbound)];
      if (!asks.some(({ tools }) => tools.length > 0)) return;
      for (const route of routes.facts)
        if (route.role === 'readiness' && route.complete && route.constant && route.asks.length === 0)
          yield { ...chargedAt(route), message: 'hollow', data: { path: route.path } };
    },
  },
);
