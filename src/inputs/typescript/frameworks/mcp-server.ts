import { HostValue, ObjectValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { inert, method, unknown } from './host.ts';
import { protocolMembers, serverHost } from './low-level.ts';
import { prompt, resource } from './prompts.ts';
import type { ServerModel } from './server-model.ts';
import { configuredTool, overloadedTool, taskTool } from './tools.ts';

const LIFE = ['connect', 'close', 'sendLoggingMessage'];
const INERT = [
  'sendResourceListChanged',
  'sendToolListChanged',
  'sendPromptListChanged',
  'setToolRequestHandlers',
  'setPromptRequestHandlers',
  'setResourceRequestHandlers',
];

/** What `McpServer` has beyond what it stands on. */
export function comfort(model: ServerModel): Map<string, Value> {
  const underneath = protocolMembers(model);
  const server = serverHost('McpServer.server', model, underneath);
  const members = new Map<string, Value>([['server', server]]);
  const on = (name: string, action: (call: Call) => Value): void => {
    members.set(
      name,
      method(`server.${name}`, (call) => action(call)),
    );
  };
  for (const name of LIFE) members.set(name, underneath.get(name)!);
  for (const name of INERT) members.set(name, inert(`server.${name}`));
  members.set('isConnected', unknown('server.isConnected'));
  on('registerTool', (call) => configuredTool(model, call));
  on('registerPrompt', (call) => prompt(model, call, 'configured'));
  on('registerResource', (call) => resource(model, call));
  if (model.sdk.publisher === 'sdk-v1') {
    on('tool', (call) => overloadedTool(model, call));
    on('prompt', (call) => prompt(model, call, 'overloaded'));
    on('resource', (call) => resource(model, call));
    members.set('experimental', experimental(model));
  }
  return members;
}

/** `McpServer` of the first or the second SDK. */
export const mcpServer = (model: ServerModel): HostValue => serverHost('McpServer', model, comfort(model));

/** `experimental.tasks` */
function experimental(model: ServerModel): ObjectValue {
  const tasks = new ObjectValue();
  tasks.properties.set('registerToolTask', {
    value: method('server.experimental.tasks.registerToolTask', (call) => taskTool(model, call)),
  });
  const host = new ObjectValue();
  host.properties.set('tasks', { value: tasks });
  return host;
}

/** `new ResourceTemplate(uri, callbacks)`: templates are in no list that we read. */
export const resourceTemplate = new HostValue('ResourceTemplate', {
  construct: ({ args, spot }) =>
    new HostValue('ResourceTemplate', { get: (key) => (key === 'uriTemplate' ? args[0] : UNDEFINED) }, undefined, spot),
});
