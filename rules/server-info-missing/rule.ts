import { defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'server-info-missing',
    title: 'The server says its name and version.',
    category: 'operations',
    severity: 'error',
    why: '`serverInfo` with `name` and `version` is required in the answer to `initialize`; the official SDK client refuses the answer without them, so nobody gets as far as the tools.',
    hint: 'Answer `initialize` with `"serverInfo": { "name": "my-server", "version": "1.2.3" }`.',
    messages: {
      absent: { text: 'The answer to `initialize` has no `serverInfo`.', revisions: { until: '2025-11-25' } },
      part: { text: '`serverInfo` has no `{field}`, or one that is no string.', revisions: { until: '2025-11-25' } },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#initialization',
      'https://modelcontextprotocol.io/specification/2025-11-25/schema#implementation',
      'asciimoo/hister#363',
      'ian-cowley/MCPSqlServer#3',
    ],
    realCase:
      'asciimoo/hister#363: no `version`, and Cursor refuses to connect; ian-cowley/MCPSqlServer#3: no `serverInfo` at all, and Windsurf fails',
    since: '0.1.0',
    needs: 'wire',
  },
  {
    *server(server) {
      if (server.wire?.transport === undefined || server.wire.era !== 'legacy') return;
      const { info } = server;
      if (info === undefined) yield { at: server.at('server'), message: 'absent' };
      else
        for (const field of ['name', 'version'])
          if (typeof info.raw[field] !== 'string')
            yield { at: server.at('server', field), message: 'part', data: { field } };
    },
  },
);
