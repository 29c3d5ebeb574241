import { defineRule, routeOf } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'health-answer-leaks',
    title: 'What tells how a server is tells nothing else.',
    category: 'operations',
    severity: 'info', // seen fewer than ten times on the servers asked
    why: 'A health path is answered to everybody, since probers have no credentials, and is found by everybody who tries the usual names. What stands in its answer is public: keys in a dump of the configuration, the identifiers of open sessions, the environment, the inside of the program in a stack.',
    hint: "Answer with fields that you name, never with an object you were given: `res.json({ status: 'ok', version })`.",
    messages: {
      secret: {
        text: '`{path}` shows what looks like a key or a password to whoever asks.',
        hint: 'Take it out, and make a new one: what stood there is known.',
        points: 25,
      },
      sessions: {
        text: '`{path}` shows the identifiers of sessions to whoever asks, who can then go on in them.',
        hint: 'Show how many there are, or nothing.',
      },
      environment: { text: '`{path}` shows the variables of the process to whoever asks.', points: 25 },
      stack: { text: '`{path}` shows the stack of an error to whoever asks.' },
    },
    references: [
      'https://owasp.org/API-Security/editions/2023/en/0xa8-security-misconfiguration/',
      'mcpdotdirect/evm-mcp-server#35',
      'nowireless4u/hpe-networking-mcp#583',
    ],
    realCase:
      'mcpdotdirect/evm-mcp-server#35: its `/health` lists the identifiers of all sessions, and nothing else is asked of who goes on in one',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      for (const { path, shows } of server.wire?.health?.answers ?? []) {
        const route = routeOf(server, path);
        const at = route?.at ?? server.at('wire', 'health');
        for (const message of shows) {
          const isCharged =
            (message === 'environment' || message === 'stack') &&
            (route?.role === 'liveness' || route?.role === 'readiness') &&
            route.leaks.includes(message);
          if (!isCharged) yield { at, key: path, message, data: { path } };
        }
      }
    },
  },
);
