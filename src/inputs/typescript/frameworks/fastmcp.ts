import type { Machine } from '../machine/machine.ts';
import type { SchemaData } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { converted, standardJson, type Conversion } from './conversions.ts';
import { inert, members, method, moduleOf, plainClass, unknown, unknownLater } from './host.ts';
import { serverHost } from './low-level.ts';
import { Assembly, member } from './parts.ts';
import { atLeast, firstSdkOf, SDK_V1, versionOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';
import { registerListed } from './listed.ts';

/** `strictJsonSchema` of xsschema: no other properties, in nested objects too. */
function strict(schema: Record<string, unknown>): Record<string, unknown> {
  const { properties } = schema;
  const within = (field: unknown): unknown =>
    typeof field === 'object' && field !== null && (field as { type?: unknown }).type === 'object'
      ? strict(field as Record<string, unknown>)
      : field;
  return {
    ...schema,
    additionalProperties: false,
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties ?? {}).map(([name, field]) => [name, within(field)])),
    }),
  };
}

/** Since when schemas go through `strictJsonSchema`, and since when only those of parameters do. */
const STRICT = '4.3.0';
const STRICT_INPUT_ONLY = '4.20.10';

/**
 * How `toJsonSchema` of xsschema, on which FastMCP rests, converts: since 0.4 it asks the schema itself for the schema
 * of its input, before it took that of the output.
 */
function xsschema(framework: string, side: 'parameters' | 'output'): Conversion {
  return {
    io: 'input',
    convert(data: SchemaData, machine: Machine) {
      const version = machine.world.versions.from('xsschema', framework)?.version;
      const asks = atLeast(version, '0.4.0') && (data.family !== 'zod4' || atLeast(versionOf('zod', machine), '4.2.0'));
      const target = atLeast(version, '0.4.0-beta.1') ? 'draft-7' : 'draft-2020-12';
      const json = standardJson(data, machine, target, asks ? 'input' : 'output');
      const own = versionOf(framework, machine);
      const isStrict = atLeast(own, STRICT) && (side === 'parameters' || !atLeast(own, STRICT_INPUT_ONLY));
      return isStrict ? strict(json) : json;
    },
  };
}

const started = unknownLater('server.start');
const WITHOUT_PARAMETERS = { additionalProperties: false, properties: {}, type: 'object' };

function addTool(model: ServerModel, framework: string, tool: Value, machine: Machine, spot: Spot): void {
  registerListed(model, tool, machine, spot, (given, at) => {
    const part = (key: string) => member(given, key, machine, at);
    const parameters = part('parameters');
    const output = part('outputSchema');
    const assembly = new Assembly()
      .value('annotations', part('annotations'), machine)
      .value('description', part('description'), machine)
      .add(
        'inputSchema',
        parameters
          ? converted(parameters.value, xsschema(framework, 'parameters'), machine)
          : { json: WITHOUT_PARAMETERS, trail: {} },
        parameters?.key,
      )
      .value('name', part('name'), machine);
    if (output)
      assembly.add('outputSchema', converted(output.value, xsschema(framework, 'output'), machine), output.key);
    return assembly.value('_meta', part('_meta'), machine).calls(part('execute')?.value);
  });
}

/** Adds what the program gave to a list, one by one or as an array. */
function adder(model: ServerModel, add: (item: Value, call: Call) => void, many: boolean): (call: Call) => Value {
  return (call) => {
    const { args, machine, spot } = call;
    if (!many) add(args[0] ?? UNDEFINED, call);
    else {
      const { elements, open } = machine.iterate(args[0] ?? UNDEFINED, spot);
      for (const { value } of elements) add(value, call);
      if (open) model.unread(machine, { spot, reason: open.reason, extent: 'list' });
    }
    return UNDEFINED;
  };
}

function fastMcp(framework: string, model: ServerModel): HostValue {
  const tool = (value: Value, { machine, spot }: Call): void => addTool(model, framework, value, machine, spot);
  const prompt = (value: Value, { machine, spot }: Call): void => {
    registerListed(
      model,
      value,
      machine,
      spot,
      (given, at) => {
        const assembly = new Assembly();
        for (const key of ['arguments', 'description', 'name'])
          assembly.value(key, member(given, key, machine, at), machine);
        return assembly;
      },
      'prompts',
    );
  };
  const resource = (value: Value, { machine, spot }: Call): void => {
    registerListed(
      model,
      value,
      machine,
      spot,
      (given, at) => {
        const assembly = new Assembly();
        for (const key of ['description', 'mimeType', 'name', 'uri'])
          assembly.value(key, member(given, key, machine, at), machine);
        return assembly;
      },
      'resources',
    );
  };
  const own = members({
    addTool: method('server.addTool', adder(model, tool, false)),
    addTools: method('server.addTools', adder(model, tool, true)),
    addPrompt: method('server.addPrompt', adder(model, prompt, false)),
    addPrompts: method('server.addPrompts', adder(model, prompt, true)),
    addResource: method('server.addResource', adder(model, resource, false)),
    addResources: method('server.addResources', adder(model, resource, true)),
    addResourceTemplate: inert('server.addResourceTemplate'),
    addResourceTemplates: inert('server.addResourceTemplates'),
    start: method('server.start', (call) => {
      const { args, machine, spot } = call;
      const { value } = member(args[0] ?? UNDEFINED, 'transportType', machine, spot) ?? {};
      // it is the default
      if (!value || (value.kind === 'primitive' && value.value === 'stdio'))
        machine.witness.note(machine, 'stdio', 'server.start', spot);
      return machine.call(started, args, spot);
    }),
    stop: unknownLater('server.stop'),
    on: inert('server.on'),
    once: inert('server.once'),
    getApp: unknown('server.getApp'),
  });
  return serverHost('FastMCP', model, own);
}

/** `fastmcp`, or a fork of it. */
export const fastMcpModule = (framework: string): HostValue => {
  const server = new HostValue('FastMCP', {
    construct({ args, machine, spot }) {
      const model = makeFastMcpModel(framework, machine, spot);
      model.name(args[0] ?? UNDEFINED, machine, spot);
      model.describe(undefined, args[0], machine, spot);
      return fastMcp(framework, model);
    },
  });
  return moduleOf(
    framework,
    members({
      FastMCP: server,
      EdgeFastMCP: server,
      imageContent: unknownLater('imageContent'),
      audioContent: unknownLater('audioContent'),
      UserError: plainClass('UserError'),
      UnexpectedStateError: plainClass('UnexpectedStateError'),
    }),
  );
};

const makeFastMcpModel = (framework: string, machine: Machine, spot: Spot, known = true): ServerModel =>
  new ServerModel(machine, spot, framework, firstSdkOf(machine, SDK_V1, framework), known);

export const syntheticFastMcp = (framework: string, machine: Machine, spot: Spot): HostValue =>
  fastMcp(framework, makeFastMcpModel(framework, machine, spot, false));
