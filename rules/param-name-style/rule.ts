import { defineRule, groupBy, isObject, spread, type Address, type ToolServer } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'param-name-style',
    title: 'The parameters of a server are all named in one style, and not with hyphens.',
    category: 'naming',
    severity: 'info',
    why: 'A model writes the names it expects. Where `launch-id` is asked for it sends `launch_id`, and after a dozen names like `issue_id` it sends `page_size` for `pageSize`; the call fails or the value is silently ignored.',
    hint: 'Choose `snake_case` or `camelCase` for the whole server; keep the old names as accepted aliases for a while.',
    messages: {
      kebab: 'Parameters are named with hyphens: `{names}`.',
      mixed: 'Most parameters here are {style}, such as `{example}`; not so `{names}`.',
    },
    references: ['reportportal/reportportal-mcp-server#25'],
    realCase:
      'reportportal/reportportal-mcp-server#25; chrome-devtools (chrome-devtools-mcp 1.11.0) has `from_uid` beside `pageId`, azure (@azure/mcp 2.0.5) `auth-method`',
    since: '0.1.0',
  },
  {
    *server(server, { facts }) {
      // A parameter with a twin in another spelling is param-name-inconsistent.
      const twins = new Set(
        facts.parameterNames().flatMap(({ names, differ }) => (differ === 'spelling' ? [...names.keys()] : [])),
      );
      const byStyle = groupBy(parameters(server), ({ style }) => style);
      const snake = byStyle.get('snake_case') ?? [];
      const camel = byStyle.get('camelCase') ?? [];
      const most = snake.length >= camel.length ? snake : camel;
      const odd = [...byStyle.values()].filter((group) => group !== most).flat();
      const others = odd.filter(({ name }) => !twins.has(name));
      if (others.length === 0) return;
      const names = shorten([...new Set(others.map(({ name }) => name))]);
      const place = {
        ...spread(
          server,
          others.map(({ at }) => at),
        ),
        part: 'key' as const,
      };
      if (most.length > 0)
        yield { ...place, message: 'mixed', data: { names, style: most[0]!.style, example: most[0]!.name } };
      else if (byStyle.has('kebab-case')) yield { ...place, message: 'kebab', data: { names } };
    },
  },
);

interface Parameter {
  readonly name: string;
  readonly style: string;
  readonly at: Address;
}

/** The top-level parameters whose name has a style: a single word in lower case fits all of them. */
function* parameters(server: ToolServer): Iterable<Parameter> {
  for (const tool of server.tools) {
    const schema = tool.data.inputSchema;
    const properties = isObject(schema) ? schema['properties'] : undefined;
    if (!isObject(properties)) continue;
    for (const name of Object.keys(properties)) {
      const style = styleOf(name);
      if (style) yield { name, style, at: tool.at('inputSchema', 'properties', name) };
    }
  }
}

function styleOf(name: string): string | undefined {
  if (/[A-Za-z0-9]-[A-Za-z0-9]/.test(name)) return 'kebab-case';
  if (/[A-Za-z0-9]_[A-Za-z0-9]/.test(name)) return 'snake_case';
  if (/^[A-Z][a-z]/.test(name)) return 'PascalCase';
  return /^[a-z].*[A-Z]/.test(name) ? 'camelCase' : undefined;
}

const shorten = (names: readonly string[]): readonly string[] =>
  names.length > 8 ? [...names.slice(0, 8), '…'] : names;
