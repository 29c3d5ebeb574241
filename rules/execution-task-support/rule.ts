import {
  defineRule,
  few,
  groupBy,
  isObject,
  kindOf,
  MODERN,
  spread,
  type Address,
  type Item,
  type Tool,
  type ToolServer,
} from '../../src/rule.ts';

const VALUES = new Set(['forbidden', 'optional', 'required']);

export default defineRule(
  {
    id: 'execution-task-support',
    title: '`execution.taskSupport` is a value of the specification and means something here.',
    category: 'schema',
    severity: 'error',
    why: 'Up to 2025-11-25 the official SDK client rejects the whole list over any other value. Without the capability `tasks.requests.tools.call` clients MUST NOT call a tool as a task, so one that requires it cannot be called at all. 2026-07-28 has no such field.',
    hint: 'Use `"forbidden"`, `"optional"` or `"required"`, or leave `execution` out.',
    messages: {
      value: {
        text: '`{names}`{rest}: `execution.taskSupport` is {said}; it may be `forbidden`, `optional` or `required`.',
        revisions: { until: '2025-11-25' },
      },
      shape: { text: '`{names}`{rest}: `execution` is {said}, not an object.', revisions: { until: '2025-11-25' } },
      undeclared: {
        text: '`{names}`{rest}: `execution.taskSupport` asks for tasks, but the server does not declare `tasks.requests.tools.call`.',
        severity: 'warning',
        hint: 'Declare `"capabilities": { "tasks": { "requests": { "tools": { "call": {} } } } }`, or say `"taskSupport": "forbidden"`.',
        revisions: { since: '2025-11-25', until: '2025-11-25' },
      },
      gone: {
        text: '`{names}`{rest}: `execution.taskSupport` has no meaning in 2026-07-28, the only revision served.',
        severity: 'info',
        hint: 'Tasks are the extension `io.modelcontextprotocol/tasks` now: declare it and drop `execution`.',
        revisions: { since: '2026-07-28' },
      },
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/tasks#tool-level-negotiation',
      'https://modelcontextprotocol.io/specification/2026-07-28/changelog',
      'modelcontextprotocol/python-sdk#1995',
      'leehack/mcp_dart#138',
    ],
    realCase:
      'modelcontextprotocol/python-sdk#1995 and leehack/mcp_dart#138: tools that require tasks on a server that does not declare them',
    since: '0.1.0',
  },
  {
    *server(server) {
      const told = server.tools.flatMap((tool) => problem(tool, server) ?? []);
      for (const [key, same] of groupBy(told, ({ message, said }) => `${message} ${said}`)) {
        const { message, said } = same[0]!;
        const place = spread(
          server,
          same.map(({ at }) => at),
        );
        yield {
          ...place,
          because: [...place.because, ...(message === 'undeclared' ? [server.at('capabilities')] : [])],
          message,
          data: { ...few(same.map(({ name }) => name)), said },
          key,
        };
      }
    },
  },
);

interface Problem {
  readonly name: string;
  readonly at: Address;
  readonly message: 'value' | 'shape' | 'undeclared' | 'gone';
  /** What stands there instead. */
  readonly said: string;
}

/** `null` is left to `null-optional-field`; `forbidden` is what every SDK writes and says nothing. */
function problem(tool: Item<Tool>, server: ToolServer): Problem | undefined {
  const { name, raw } = tool.data;
  const { execution } = raw;
  if (execution === undefined || execution === null) return undefined;
  if (!isObject(execution)) return { name, at: tool.at('execution'), message: 'shape', said: kindOf(execution) };
  const { taskSupport } = execution;
  if (taskSupport === undefined || taskSupport === null || taskSupport === 'forbidden') return undefined;
  const at = tool.at('execution', 'taskSupport');
  if (typeof taskSupport !== 'string' || !VALUES.has(taskSupport))
    return {
      name,
      at,
      message: 'value',
      said: typeof taskSupport === 'string' ? JSON.stringify(taskSupport) : kindOf(taskSupport),
    };
  if (server.revisions.length > 0 && server.revisions.every((revision) => revision >= MODERN))
    return { name, at, message: 'gone', said: '' };
  return lacksTasks(server) ? { name, at, message: 'undeclared', said: '' } : undefined;
}

/** True only when the capabilities are known. */
function lacksTasks({ capabilities }: ToolServer): boolean {
  if (capabilities === undefined) return false;
  let at: unknown = capabilities;
  for (const key of ['tasks', 'requests', 'tools', 'call']) at = isObject(at) ? at[key] : undefined;
  return at === undefined || at === null || at === false;
}
