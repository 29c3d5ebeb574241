import { answersHealth, coverageAt, defineRule, few, type RouteFact, type TransportFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'health-endpoint-missing',
    title: 'A server over HTTP has a route that says that it lives.',
    category: 'operations',
    severity: 'warning',
    why: 'Load balancers, Kubernetes, Docker and uptime monitors decide by the status of a GET whether a process is alive. The MCP endpoint is no such route: it answers GET with 405 or with a stream, and the `ping` of the protocol is gone in revision 2026-07-28. Without one, a server that hangs stays in service.',
    hint: "Answer before anything that asks who calls, and without asking other services: `app.get('/healthz', (_, res) => res.json({ status: 'ok' }))`.",
    messages: {
      missing: 'No route says whether the server is alive: over HTTP it answers only `{paths}`{rest}.',
      nothing: 'No route says whether the server is alive.',
    },
    references: [
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
      'argoproj-labs/mcp-for-argocd#104',
      'nowireless4u/hpe-networking-mcp#582',
      'nhost/nhost#4947',
    ],
    realCase:
      'antvis/mcp-server-chart at 13c3268: over Streamable HTTP it answers POST of the endpoint, and nothing that a prober could ask for',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server(server) {
      const { code, id, wire } = server;
      if (!code?.routes.complete || answersHealth(server)) return;
      const { facts: routes } = code.routes;
      const served = listening(code.transports.facts);
      if (!served || routes.some(answersProbes)) return;
      const all = [...new Set(routes.map(({ path }) => path))];
      const paths = all.includes('*') ? [] : all; // one of them is not known
      const { names, rest } = few(paths, 3);
      yield {
        at: (endpointOf(routes, served)?.at ?? served.listens)!,
        ...(paths.length > 0 ? { message: 'missing', data: { paths: names, rest } } : { message: 'nothing' }),
        because: [served.at, coverageAt(id, 'routes')],
        ...(wire?.health?.answers.length === 0
          ? { related: [{ at: server.at('wire', 'health'), note: 'asked: none of the usual paths is there' }] }
          : {}),
      };
    },
  },
);

/** What takes requests by itself: a platform asks for the health of its functions in its own way, a framework has its own routes. */
function listening(transports: readonly TransportFact[]): TransportFact | undefined {
  if (transports.some(({ kind }) => kind === 'serverless')) return undefined;
  const served = transports.filter(({ listens, sessions }) => listens !== undefined && sessions !== 'platform');
  return served.find(({ kind }) => kind === 'http') ?? served.find(({ kind }) => kind === 'sse');
}

/** One that says it by name or by what it does, that answers whatever is asked for, or that is the front door. */
const answersProbes = ({ role, method, path, auth }: RouteFact): boolean =>
  role === 'liveness' ||
  role === 'readiness' ||
  (role === 'other' &&
    (method === 'GET' || method === '*') &&
    ((path === '/' && auth !== 'before') || /^\/?(?:\*|\{\*\w*\})/.test(path)));

const endpointOf = (routes: readonly RouteFact[], { at, listens }: TransportFact): RouteFact | undefined => {
  const own = routes.filter(({ role, at: { name } }) => role === 'mcp' && (name === at.name || name === listens?.name));
  return own.find(({ method }) => method !== 'GET') ?? own[0];
};
