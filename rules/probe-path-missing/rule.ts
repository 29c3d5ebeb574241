import { answersPath, defineRule, type RouteFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'probe-path-missing',
    title: 'What a health check asks for is there.',
    category: 'operations',
    severity: 'info',
    why: 'A health check that asks for a path which nobody answers gets 404: Docker shows the container as unhealthy, an orchestrator restarts it for ever or gives it no traffic. Where the command does not look at the status, it is the other way round: the check is green whatever happens.',
    hint: 'Add the route `{path}` before anything that asks who calls, or let the check ask for one that is there: {routes}.',
    advice: 'Add the route before anything that asks who calls, or let the check ask for one that is there.',
    messages: {
      docker: 'HEALTHCHECK asks for `{path}`, which the server does not answer.',
      compose: 'The health check of the service asks for `{path}`, which the server does not answer.',
      kubernetes: 'A probe asks for `{path}`, which the server does not answer.',
    },
    references: [
      'kubeflow/mcp-server#87',
      'nhost/nhost#4947',
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    ],
    realCase: 'kubeflow/mcp-server#87: HEALTHCHECK of the image asked for a route that the server did not have',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      if (!code?.routes.complete || !code.transports.facts.some(({ kind }) => kind === 'http' || kind === 'sse'))
        return;
      const { facts: routes } = code.routes;
      const listed = [...new Set(routes.filter(({ method }) => method !== 'POST').map(({ path }) => path))].slice(0, 5);
      for (const { at, tools, from, path } of code.probes.facts) {
        if (path === undefined || routes.some((route) => mayAnswer(route, path))) continue;
        const told = listed.length > 0 ? listed.map((each) => `\`${each}\``).join(', ') : 'none so far';
        yield { at, message: from, data: { path, routes: told }, ...(tools.length > 0 ? { shared: tools } : {}) };
      }
    },
  },
);

/** Where its pattern cannot be read, or where it may be mounted below a prefix, it may; an endpoint whose path is a setting is none of these. */
const mayAnswer = (route: RouteFact, path: string): boolean =>
  !(route.role === 'mcp' && route.path === '*' && route.method !== '*') &&
  (answersPath(route, path) !== false || (route.path.length > 1 && path.endsWith(route.path)));
