import { chargedAt, coverageAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'graceful-shutdown-missing',
    title: 'A server over HTTP ends what it does before it is stopped.',
    category: 'operations',
    severity: 'info',
    why: 'Docker, Kubernetes and every deployment stop a process with SIGTERM. Without a handler the calls that run then are cut off, and the agent does not know whether its write happened; as the first process of a container Node.js does not even hear it, and is killed after the grace period.',
    hint: 'Listen to it where the server starts: `process.on("SIGTERM", () => server.close(() => process.exit(0)))`, with the transports closed before.',
    messages: {
      missing: 'Nothing listens to SIGTERM: calls that run when the server is stopped are cut off.',
      interrupt: 'Only SIGINT is listened to, which a terminal sends: what stops containers is SIGTERM.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
      'https://nodejs.org/api/process.html#signal-events',
      'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals',
    ],
    realCase: 'makenotion/notion-mcp-server at 1d38420: listens on a port, keeps sessions, and hears no signal',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, id }) {
      if (!code?.process.complete || !code.transports.complete) return;
      const { facts: transports } = code.transports;
      // a platform ends its functions by itself, and a framework that keeps the sessions has its own way
      const served = transports.find(
        ({ kind, sessions, listens }) => (kind === 'http' || kind === 'sse') && sessions !== 'platform' && listens,
      );
      if (!served?.listens || transports.some(({ kind }) => kind === 'serverless')) return;
      const signals = code.process.facts.filter(({ what }) => what === 'signal').map(({ name }) => name);
      if (signals.some((name) => !name.startsWith('SIG') || name === 'SIGTERM')) return;
      yield {
        ...chargedAt({ at: served.listens, tools: [] }),
        message: signals.includes('SIGINT') ? 'interrupt' : 'missing',
        because: [served.at, coverageAt(id, 'process')],
      };
    },
  },
);
