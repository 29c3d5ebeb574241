import { chargedAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'health-leaks',
    title: 'The health of a server tells no secrets.',
    category: 'operations',
    severity: 'info',
    why: 'A route for probers is open to everybody who can reach the port. What it tells of the environment, of errors or of the request is told to them: keys and addresses of other services, paths and versions in a stack, headers that a proxy added.',
    hint: 'Answer with the status alone, and with what is wrong in words of your own; write the rest to the log.',
    messages: {
      environment: '`{path}` tells what stands in `process.env`.',
      stack: '`{path}` tells the stack of an error.',
      headers: '`{path}` gives the headers of the request back.',
    },
    references: [
      'nowireless4u/hpe-networking-mcp#583',
      'https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html',
    ],
    realCase:
      'Guards against: nowireless4u/hpe-networking-mcp#583, which asks for a health route that tells no secrets',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      for (const route of code?.routes.facts ?? [])
        if (route.role === 'liveness' || route.role === 'readiness')
          for (const message of route.leaks)
            yield { ...chargedAt(route), message, key: message, data: { path: route.path } };
    },
  },
);
