import { defineRule, groupBy, spread, type Address } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'schema-dialect-unknown',
    title: 'A schema declares a dialect that clients know.',
    category: 'schema',
    severity: 'warning',
    why: 'The specification asks clients to know JSON Schema 2020-12 and to answer a dialect they do not support with an error. The official SDK 2.4 client knows 2020-12, 2019-09, draft-07 and draft-06, and refuses to call a tool whose output schema declares anything else.',
    hint: 'Leave `$schema` out, or write `"$schema": "https://json-schema.org/draft/2020-12/schema"` and keep to its keywords.',
    messages: {
      input: 'The `$schema` of `{tool}` is `{uri}`, a dialect that no MCP client has to know.',
      output: {
        text: 'The `$schema` in the output schema of `{tool}` is `{uri}`, which the official client does not know: it refuses to call the tool.',
        severity: 'error',
      },
      inputs: '{count} tools declare `$schema` as `{uri}`, a dialect that no MCP client has to know.',
      outputs: {
        text: '{count} tools declare the `$schema` of their output as `{uri}`, which the official client does not know: it refuses to call them.',
        severity: 'error',
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic#schema-dialect',
      'anthropics/claude-code#86142',
    ],
    realCase:
      'the validator of @modelcontextprotocol/client 2.4.0 throws "unsupported dialect" for draft-04 and for misspelt URIs; anthropics/claude-code#86142 shows what users see, there for draft-07, which the client of Claude Code refused at the time',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      for (const role of ['input', 'output'] as const) {
        const unknown = server.tools.filter((tool) => facts.dialect(tool, role).name === 'unknown');
        for (const [uri, tools] of groupBy(unknown, (tool) => facts.dialect(tool, role).declared!)) {
          const places = tools.map((tool): Address => tool.at(`${role}Schema`, '$schema'));
          if (tools.length === 1) yield { at: places[0]!, message: role, data: { tool: tools[0]!.data.name, uri } };
          else
            yield {
              ...spread(server, places),
              message: `${role}s`,
              data: { count: tools.length, uri },
              key: `${role} ${uri}`,
            };
        }
      }
    },
  },
);
