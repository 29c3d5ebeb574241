import { coverageAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-calls-unobserved',
    title: 'Each call of a tool leaves a trace: which tool, how long, how it ended.',
    category: 'operations',
    severity: 'info',
    why: 'An agent works around a tool that fails, and nobody tells: what shows it is the rate of errors and the time of each tool, and where nothing around the handlers measures them, the first to find an outage is whoever reads the answers. One server returned nothing for two days while its health check was green.',
    hint: 'Put one wrapper around all handlers, and log a line of JSON to stderr or record a span for each call: `{ tool, ms, ok, code, bytes }`.',
    messages: {
      unobserved:
        'Nothing logs or measures the calls of the tools: no line, metric or span says which was called, how long it took or how it ended.',
      nameless:
        'What is logged of a call neither names the tool nor says how long it took: how often each tool is called and fails cannot be told.',
    },
    references: [
      'https://arxiv.org/abs/2603.13417',
      'https://opentelemetry.io/docs/specs/semconv/gen-ai/mcp/',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#security-considerations',
    ],
    realCase:
      'pskill9/hn-server at ed1a4b9: its tool asks another site, and nothing says which was called, how long it took or how it ended',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, at, id, tools }, { facts }) {
      if (!code || tools.length === 0) return;
      // what a tool returns may be unknown where all that it calls was read
      const followed = (['handlers', 'stdout'] as const).find((family) => code[family].complete);
      if (!followed || code.handlers.facts.length < tools.length) return;
      // what only computes has nothing to wait for and nothing to lose
      const isAsking = code.outbound.facts.some((call) => call.tools.length > 0 && !call.background);
      if (!isAsking && !facts.reached().http) return;
      const told = new Set(code.handlers.facts.flatMap(({ observed }) => observed));
      if (told.has('name') || told.has('latency')) return;
      if (code.process.facts.some(({ what }) => what === 'metrics' || what === 'tracing')) return;
      yield {
        at: at('tools'),
        because: [at('tools'), coverageAt(id, followed)],
        message: told.size === 0 ? 'unobserved' : 'nameless',
      };
    },
  },
);
