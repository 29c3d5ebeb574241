import type { Client } from './client.ts';
import { claudeCodeName } from './functions.ts';

/** What a client that loads definitions when they are asked for says at the start: the names, one a line. */
export const deferred: Client = {
  id: 'deferred',
  title: 'Names only, loaded when searched for',
  source: 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/tool-search-tool',
  maker: 'claude',
  render: (tools, { server }) => ({
    texts: [tools.map(({ data }) => claudeCodeName(server, data.name)).join('\n')],
    hidden: tools.flatMap((tool) =>
      (['description', 'inputSchema'] as const).flatMap((part) => (tool.data[part] === undefined ? [] : tool.at(part))),
    ),
  }),
};
