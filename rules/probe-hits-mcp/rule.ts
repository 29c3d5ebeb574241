import { answersPath, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'probe-hits-mcp',
    title: 'A health check does not ask the MCP endpoint.',
    category: 'operations',
    severity: 'info',
    why: 'The MCP endpoint answers GET with 405 or 406, or opens a stream that never ends: a check that asks it fails for a server that is well, or waits until its time is up. HEAD gets 405 as well.',
    hint: 'Add a route such as `/health` that answers 200 without asking anybody, and let the check ask for it instead of `{path}`.',
    advice: 'Add a route such as `/health` that answers 200 without asking anybody, and let the check ask for it.',
    messages: {
      endpoint: 'A health check asks for `{path}`, the MCP endpoint, which answers GET with an error or with a stream.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#listening-for-messages-from-the-server',
      'nowireless4u/hpe-networking-mcp#582',
      'Snowflake-Labs/mcp#138',
    ],
    realCase: 'Snowflake-Labs/mcp#138: probes of the container got 405 from the endpoint',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code }) {
      const { facts: routes = [] } = code?.routes ?? {};
      for (const { at, path } of code?.probes.facts ?? []) {
        if (path === undefined) continue;
        const answering = routes.filter((route) => answersPath(route, path) && route.path !== '*');
        const isOther = answering.some(({ role, method }) => role !== 'mcp' && method !== 'POST');
        if (isOther || !answering.some(({ role }) => role === 'mcp')) continue;
        yield { at, message: 'endpoint', data: { path } };
      }
    },
  },
);
