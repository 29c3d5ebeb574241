import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, Opaque, UNDEFINED, type Call, type ClassValue, type Value } from '../values.ts';
import { callFactory } from './factories.ts';
import { afterwards, members, method, moduleOf, unknown, unknownLater } from './host.ts';

const made = new WeakMap<Machine, WeakSet<ClassValue>>();

/** Makes one agent of a class, as the runtime does for a session, and lets it fill its server. */
function start(cls: Value | undefined, machine: Machine, spot: Spot): void {
  if (cls?.kind !== 'class') return;
  const seen = made.get(machine) ?? new WeakSet();
  made.set(machine, seen);
  if (seen.has(cls)) return;
  seen.add(cls);
  afterwards(machine, `an agent of ${cls.name}`, spot, () => {
    const unread = ['the state of the object', 'the environment'].map((what) => new Opaque(what, spot));
    const agent = machine.construct(cls, unread, cls.spot);
    machine.call(machine.get(agent, 'init', cls.spot), [], cls.spot, agent);
  });
}

/** `MyMCP.serve('/mcp')`, `MyMCP.serveSSE('/sse')`, `MyMCP.mount('/sse')`: the class before the dot is one that runs. */
const serve = (name: string): HostValue =>
  method(`McpAgent.${name}`, ({ self, machine, spot }: Call) => {
    start(self, machine, spot);
    return new Opaque('a request handler', spot);
  });

const STATICS = new Map<string, Value>(['serve', 'serveSSE', 'mount'].map((name) => [name, serve(name)]));
const INSTANCE = new Map<string, Value>([
  ...['elicitInput', 'setInitializeRequest', 'getInitializeRequest', 'onStart', 'updateProps', 'schedule'].map(
    (name): [string, Value] => [name, unknownLater(`this.${name}`)],
  ),
  ['setState', unknown('this.setState')],
  ['sql', unknown('this.sql')],
]);

/** `McpAgent` of Cloudflare: the class of the program holds the server, and `init` fills it. */
const mcpAgent = new HostValue('McpAgent', {
  get: (key) => STATICS.get(key),
  construct: ({ spot }) =>
    new HostValue(
      'McpAgent',
      {
        get: (key, _machine, _self, at) =>
          INSTANCE.get(key) ?? (key === 'server' ? UNDEFINED : new Opaque(`\`this.${key}\``, at)),
      },
      undefined,
      spot,
    ),
});

export const cloudflare = moduleOf(
  'agents',
  members({
    McpAgent: mcpAgent,
    createMcpHandler: method('createMcpHandler', callFactory),
    experimental_createMcpHandler: method('experimental_createMcpHandler', callFactory),
    createLegacyMcpHandler: method('createLegacyMcpHandler', callFactory),
    getMcpAuthContext: unknown('getMcpAuthContext'),
    getAgentByName: unknownLater('getAgentByName'),
    routeAgentRequest: unknownLater('routeAgentRequest'),
  }),
);
