import { coverageAt, defineRule, segments, type Address, type RouteFact } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'readiness-missing',
    title: 'A server over HTTP says when it can do its work.',
    category: 'operations',
    severity: 'info',
    why: 'That a process lives does not say that its tools work: their credentials may be refused, the service behind them away. Kubernetes therefore asks twice, `/livez` whether to restart and `/readyz` whether to send requests; with the first alone, calls go to a server whose every tool fails while the monitor is green.',
    hint: 'Add a second route that asks what the tools need, with a timeout and a short cache, and answers 503 when it is not there: `/readyz`. Leave `{path}` as it is.',
    advice:
      'Add a second route that asks what the tools need, with a timeout and a short cache, and answers 503 when it is not there: `/readyz`. Leave the one for liveness as it is.',
    messages: {
      missing: '`{path}` says that the server lives; no route says whether the services its tools ask can be reached.',
    },
    references: [
      'https://kubernetes.io/docs/reference/using-api/health-checks/',
      'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
      'nowireless4u/hpe-networking-mcp#583',
    ],
    realCase:
      'zereight/gitlab-mcp at 32c5df7: `/health` counts sessions and answers healthy while GitLab cannot be reached',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, id }) {
      if (!code?.routes.complete) return;
      const { transports, routes, outbound, failures } = code;
      if (transports.facts.some(({ kind }) => kind === 'serverless')) return;
      const served = transports.facts.find(({ kind, listens }) => kind === 'http' && listens !== undefined);
      const all = routes.facts.filter(({ role }) => role === 'liveness');
      const live = all.find(({ at }) => served && isBeside(at, served.app ?? served.at)) ?? all[0];
      // what a tool starts is away as a service is: it is known by what guards it
      const asks = [...outbound.facts, ...failures.facts.filter((failure) => failure.outbound)];
      if (!served || !live || !asks.some(({ tools }) => tools.length > 0)) return;
      if (routes.facts.some(({ role }) => role === 'readiness') || !all.every(asksNobody)) return;
      yield {
        at: live.at,
        message: 'missing',
        data: { path: live.path },
        because: [served.at, live.at, coverageAt(id, 'routes')],
      };
    },
  },
);

/** One that asks others says whether the server is ready, whatever it is called. */
const asksNobody = ({ complete, asks }: RouteFact): boolean => complete && asks.length === 0;

/** In the same function of the same file: one program may serve in several ways. */
const isBeside = (one: Address, other: Address): boolean =>
  one.name === other.name && segments(one.pointer)[0] === segments(other.pointer)[0];
