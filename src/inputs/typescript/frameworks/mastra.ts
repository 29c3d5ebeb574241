import type { Machine } from '../machine/machine.ts';
import { fromJson } from '../schemas/from-json.ts';
import type { Spot } from '../syntax.ts';
import {
  HostValue,
  isNullish,
  isString,
  ObjectValue,
  Opaque,
  Primitive,
  UNDEFINED,
  type Call,
  type Value,
} from '../values.ts';
import { inert, members, method, moduleOf, passing, unknown, unknownLater } from './host.ts';
import { serverHost } from './low-level.ts';
import { mastraTool } from './mastra-tool.ts';
import { member } from './parts.ts';
import { secondSdkOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';

const FRAMEWORK = '@mastra/mcp';

/** `tools: { key: tool }`: a tool is listed under its key. */
function addTools(model: ServerModel, tools: Value, machine: Machine, spot: Spot): void {
  const { entries, open } = machine.entries(tools, spot);
  for (const { name, value, key, when = machine.condition } of entries) {
    machine.step();
    const tool = value;
    const named = { value: new Primitive(name, key), key };
    const at = key ?? tool.spot ?? spot;
    if (isNullish(tool)) continue;
    const execute = member(tool, 'execute', machine, at)?.value;
    const declared = [{ ...mastraTool(named, tool, machine, at), spot: at, when, handlers: execute && [execute] }];
    if (!when) model.drop('tools', name, machine);
    model.register('tools', { spot: at, name, enabled: true, declared }, machine);
  }
  if (open) model.unread(machine, { spot, reason: open.reason, extent: 'list' });
}

/** What an agent or a workflow was made with. */
class Made {
  readonly options: Value;
  constructor(options: Value) {
    this.options = options;
  }
}

const optionsOf = (value: Value): Value =>
  value.kind === 'host' && value.data instanceof Made
    ? value.data.options
    : new Opaque('an agent or workflow', value.spot);

/** A text around what the program wrote; opaque if that is not known. */
function phrase(before: string, told: Value, after: string, rest: Value): Value {
  if (!isString(told)) return told;
  return isString(rest) ? new Primitive(`${before}${told.value}${after}${rest.value}`, rest.spot) : rest;
}

function toolObject(description: Value, inputSchema: Value): ObjectValue {
  const tool = new ObjectValue(description.spot);
  tool.properties.set('description', { value: description });
  tool.properties.set('inputSchema', { value: inputSchema });
  return tool;
}

const QUESTION = {
  type: 'object',
  properties: { message: { type: 'string', description: 'The question or input for the agent.' } },
  required: ['message'],
  additionalProperties: false,
};

function agentTool(agent: Value, machine: Machine, spot: Spot): Value {
  const options = optionsOf(agent);
  const name = machine.get(options, 'name', spot);
  const description = machine.get(options, 'description', spot);
  return toolObject(phrase("Ask agent '", name, "' a question. Agent description: ", description), fromJson(QUESTION));
}

function workflowTool(key: string, workflow: Value, machine: Machine, spot: Spot): Value {
  const options = optionsOf(workflow);
  const description = machine.get(options, 'description', spot);
  const named = phrase("Run workflow '", new Primitive(key), "'. Workflow description: ", description);
  return toolObject(named, machine.get(options, 'inputSchema', spot));
}

/** Agents and workflows under names of their own: `ask_KEY`, `run_KEY`. */
function addOthers(model: ServerModel, config: Value, machine: Machine, spot: Spot): void {
  const tools = new ObjectValue(spot);
  for (const kind of ['agents', 'workflows'] as const) {
    const given = member(config, kind, machine, spot);
    for (const { name, value, key, when } of given ? machine.entries(given.value, spot).entries : []) {
      const tool = kind === 'agents' ? agentTool(value, machine, spot) : workflowTool(name, value, machine, spot);
      tools.properties.set(kind === 'agents' ? `ask_${name}` : `run_${name}`, { value: tool, key, when });
    }
  }
  if (tools.properties.size > 0) addTools(model, tools, machine, spot);
}

function construct({ args, machine, spot }: Call): Value {
  const [config = UNDEFINED] = args;
  const model = new ServerModel(machine, spot, FRAMEWORK, secondSdkOf(machine));
  model.name(config, machine, spot);
  model.describe(undefined, config, machine, spot);
  const tools = member(config, 'tools', machine, spot);
  if (tools) addTools(model, tools.value, machine, spot);
  addOthers(model, config, machine, spot);
  const own = members({
    addTools: method('server.addTools', (call) => {
      addTools(model, call.args[0] ?? UNDEFINED, call.machine, call.spot);
      return UNDEFINED;
    }),
    removeTools: inert('server.removeTools'),
    tools: unknown('server.tools'),
    getServer: unknown('server.getServer'),
  });
  const life = new Map(own);
  for (const name of ['startStdio', 'startSSE', 'startHTTP', 'startHonoSSE', 'close', 'executeTool'])
    life.set(name, unknownLater(`server.${name}`));
  return serverHost('MCPServer', model, life);
}

export const mastraMcp = moduleOf(FRAMEWORK, members({ MCPServer: new HostValue('MCPServer', { construct }) }));

/** An agent or a workflow: what is done with it gives itself. */
const made = (label: string): HostValue => {
  const make = ({ args, spot }: Call): Value =>
    new HostValue(
      label,
      { get: (key) => method(`${label}.${key}`, ({ self }) => self ?? UNDEFINED) },
      new Made(args[0] ?? UNDEFINED),
      spot,
    );
  return new HostValue(label, { construct: make, call: make });
};

/** `@mastra/core` and what lies below it. A tool stands for what it was made with. */
export const mastraCore = moduleOf(
  '@mastra/core',
  members({
    createTool: passing('createTool'),
    Tool: new HostValue('Tool', { construct: ({ args }) => args[0] ?? UNDEFINED }),
    Agent: made('Agent'),
    createWorkflow: made('createWorkflow'),
    createStep: passing('createStep'),
  }),
);
