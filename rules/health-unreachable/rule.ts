import {
  answersHealth,
  defineRule,
  routeOf,
  type HealthFact,
  type RouteFact,
  type ToolServer,
} from '../../src/rule.ts';

export default defineRule(
  {
    id: 'health-unreachable',
    title: 'Whoever asks how the server is gets an answer, at once and without credentials.',
    category: 'operations',
    severity: 'info', // seen fewer than ten times on the servers asked
    why: 'Platforms restart a server, and send it no requests, by the status code of one GET, and a prober has no credentials and little patience: Kubernetes waits one second by default. Where nothing answers, a server that hangs stays in service; where the answer is 401, a server that is well is restarted for ever.',
    hint: "Answer before anything that asks who calls, and without asking other services: `app.get('/healthz', (_, res) => res.json({ status: 'ok' }))`.",
    messages: {
      failing: { text: 'The health URL `{path}` is answered with HTTP {status}.', points: 25 },
      denied: {
        text: 'Without credentials, which a prober does not have, `{path}` is answered with HTTP {status}.',
      },
      silent: { text: 'The health URL `{path}` is not answered.', points: 25 },
      unwell: {
        text: '`{path}` is {answered}: whoever asks takes the server for ill.',
        hint: 'If the server is well, as its tools say, answer with 200; if it is not ready for a reason, all is as it should be.',
      },
      slow: {
        text: '`{path}` is answered after {seconds} seconds; Kubernetes waits for one by default.',
        hint: 'Ask no other service in it, or keep what they answered for some seconds.',
      },
      away: {
        text: '`{path}` leads to another origin, so that it is not this server that answers.',
      },
      closed: {
        text: 'Without credentials every path is answered with HTTP {status}, those by which platforms ask how a server is too.',
      },
      mute: {
        text: 'No path but the endpoint is answered, and the {count} by which platforms ask how a server is are none: whoever asks waits until he gives up.',
        hint: 'Answer what is not there with 404, so that no connection stays open, and add `/healthz`.',
      },
      none: {
        text: 'None of the {count} usual paths tells how the server is: each is answered as one that does not exist, with HTTP {status}.',
        hint: "Add one: `app.get('/healthz', (_, res) => res.json({ status: 'ok' }))`. If there is one by another name, give it: `--health-url URL`.",
      },
    },
    references: [
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
      'nowireless4u/hpe-networking-mcp#583',
      'nhost/nhost#4947',
      'argoproj-labs/mcp-for-argocd#104',
    ],
    realCase:
      'browserbase (@browserbasehq/mcp-server-browserbase 2.4.3) over HTTP answers no path but its endpoint, so that whoever asks waits; antv-chart (@antv/mcp-server-chart 0.9.10) has none that tells how it is',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      const { health } = server.wire ?? {};
      if (!health) return;
      const isNamed = health.by === 'named';
      for (const fact of health.answers) {
        const { path } = fact;
        const said = messageFor(fact, isNamed);
        const route = routeOf(server, path);
        const isSaid = said?.message === 'denied' && (isCharged(route) || (!isNamed && answersHealth(server)));
        if (said && !isSaid) yield { at: route?.at ?? server.at('wire', 'health'), key: path, ...said };
      }
      const { otherwise: status, asked: count } = health;
      if (isNamed || health.answers.length > 0 || health.serverless || isKnownInSource(server)) return;
      const isClosed = status === 401 || status === 403;
      const at = server.at('wire', 'health');
      if (status === undefined) yield { at, message: 'mute', data: { count } };
      else yield { at, message: isClosed ? 'closed' : 'none', data: { status, count } };
    },
  },
);

function messageFor({ path, status, ms = 0, away }: HealthFact, isNamed: boolean) {
  if (status === undefined)
    return isNamed
      ? ({ message: 'silent', data: { path } } as const)
      : ({ message: 'unwell', data: { path, answered: 'not answered within a second' } } as const);
  if (status === 401 || status === 403) return { message: 'denied', data: { path, status } } as const;
  if (away) return { message: 'away', data: { path } } as const;
  if (status >= 300)
    return isNamed
      ? ({ message: 'failing', data: { path, status } } as const)
      : ({ message: 'unwell', data: { path, answered: `answered with HTTP ${status}` } } as const);
  return ms > 0 ? ({ message: 'slow', data: { path, seconds: (ms / 1000).toFixed(1) } } as const) : undefined;
}

/** The route itself is charged with what stands before it. */
const isCharged = (route: RouteFact | undefined): boolean =>
  route?.auth === 'before' && (route.role === 'liveness' || route.role === 'readiness');

/** The source tells more than guesses: what it has, by whatever name, or that it has none, which is charged there. */
function isKnownInSource({ code }: ToolServer): boolean {
  if (!code) return false;
  const { routes, transports } = code;
  const has = routes.facts.some(({ role }) => role === 'liveness' || role === 'readiness');
  return has || routes.complete || transports.facts.some(({ kind }) => kind === 'serverless');
}
