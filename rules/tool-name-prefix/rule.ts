import { defineRule, spread } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'tool-name-prefix',
    title: 'Tool names do not repeat the name of the server.',
    category: 'naming',
    severity: 'info',
    points: 2,
    why: 'Most clients put the name of the server before each tool name, so that the model reads `mcp__github__github_list_issues`: tokens in every request, and a step nearer to the 64 characters at which names are refused. Names that all begin alike are also harder to tell apart.',
    hint: 'Drop `{prefix}`. Keep it only for users whose client puts no name of its own before the tools: there it avoids collisions.',
    advice:
      'Drop the prefix. Keep it only for users whose client puts no name of its own before the tools: there it avoids collisions.',
    messages: {
      unnamed: {
        text: 'All {count} tool names begin with `{prefix}`. What the server is called is not known here; if that is it, clients say it twice: some {tokens} tokens in every request, as an estimate.',
        hint: 'Drop `{prefix}` if the server is called so. Keep it only for users whose client puts no name of its own before the tools: there it avoids collisions.',
      },
      all: 'All {count} tool names begin with `{prefix}`, the name of the server: some {tokens} tokens in every request, as an estimate.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#tool-names',
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
    ],
    realCase: 'hubspot (@hubspot/mcp-server 0.4.0): `hubspot-list-objects` and 20 more',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const { names, prefix } = facts.naming();
      const isUnnamed = server.info === undefined;
      if (prefix === undefined || prefix.tools.length < names.length) return;
      if (!isUnnamed && !prefix.isServer) return;
      const { text, tools } = prefix;
      const place = spread(
        server,
        tools.map(({ tool }) => tool.at('name')),
      );
      yield {
        ...place,
        because: [server.at('tools'), ...place.because],
        message: isUnnamed ? 'unnamed' : 'all',
        data: { count: tools.length, prefix: text, tokens: tools.length * tokensOf(text) },
      };
    },
  },
);

/** By what prefixes of real servers cost in o200k: four to five characters a token. */
const tokensOf = (prefix: string): number => Math.max(1, Math.round(prefix.length / 4.5));
