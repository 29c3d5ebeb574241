import { defineRule, few, isObject, oneByOne, spread, type Item, type Tool } from '../../src/rule.ts';

/** Parameters that carry the verb of a tool named after a thing. */
const ACTION = new Set([
  'action',
  'actions',
  'operation',
  'operations',
  'op',
  'method',
  'command',
  'commands',
  'subcommand',
  'mode',
  'verb',
  'intent',
]);

export default defineRule(
  {
    id: 'tool-name-no-verb',
    title: 'Where most tool names say an action, all do.',
    category: 'naming',
    severity: 'info',
    why: 'Beside `list_channels` and `create_channel` an agent cannot tell whether `channels_me` lists, joins or changes something. It has to read the description, and a client that asks for approval shows a person the name alone.',
    hint: 'Begin with what it does, as the others do: `{examples}`.',
    advice: 'Begin with what it does, as the other tools do: `list_orders` beside `get_order`, not `orders`.',
    messages: {
      none: '{count} does not say what is done: `{names}`; {verbal} of the {total} names here have a verb.',
      several: '{count} do not say what is done: `{names}`{rest}; {verbal} of the {total} names here have a verb.',
    },
    references: [
      'https://www.anthropic.com/engineering/writing-tools-for-agents',
      'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names',
    ],
    realCase:
      'slack-korotovsky (slack-mcp-server 1.3.0): `channels_me` and `conversations_unreads` beside `conversations_join`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      const { names } = facts.naming();
      const verbal = names.filter(({ action }) => action.kind === 'verb');
      const silent = names.filter(({ tool, action }) => action.kind === 'none' && !carriesAction(tool));
      // What gives the action away without a verb is for neither custom.
      const verbless = names.filter(({ action }) => action.kind === 'none').length;
      if (verbal.length < 4 || verbal.length < 0.7 * (verbal.length + verbless)) return;
      const examples = verbal.slice(0, 2).map(({ tool }) => tool.data.name);
      for (const each of oneByOne(silent)) {
        const tools = each.map(({ tool }) => tool);
        const place = spread(
          server,
          tools.map((tool) => tool.at('name')),
        );
        yield {
          ...place,
          because: [server.at('tools'), ...place.because, ...tools.map((tool) => tool.at('inputSchema'))],
          message: tools.length === 1 ? 'none' : 'several',
          data: {
            ...few(tools.map(({ data }) => data.name)),
            count: tools.length === 1 ? 'The name of one tool' : `The names of ${tools.length} tools`,
            verbal: verbal.length,
            total: names.length,
            examples,
          },
        };
      }
    },
  },
);

/** `projects` with an `action` says the verb with each call. */
function carriesAction({ data: { inputSchema } }: Item<Tool>): boolean {
  const properties = isObject(inputSchema) ? inputSchema['properties'] : undefined;
  return isObject(properties) && Object.keys(properties).some((name) => ACTION.has(name.toLowerCase()));
}
