import type { Machine } from '../machine/machine.ts';
import type { SchemaData } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isNullish, ObjectValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { converted, standardJson, type Conversion } from './conversions.ts';
import { inert, members, method, moduleOf } from './host.ts';
import { registerListed } from './listed.ts';
import { serverHost } from './low-level.ts';
import { Assembly, member, type Part } from './parts.ts';
import { firstSdkOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';

/** The adapter for valibot gives an enum without a type the type of its texts. */
function withEnumTypes(json: unknown, depth = 0): void {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || depth > 100) return;
  for (const field of Object.values(json as Record<string, unknown>)) {
    if (typeof field !== 'object' || field === null || Array.isArray(field)) continue;
    if ('enum' in field && !('type' in field)) Object.assign(field, { type: 'string' });
    withEnumTypes(field, depth + 1);
  }
}

const ADAPTERS: Conversion = {
  io: 'output',
  convert(data: SchemaData, machine: Machine) {
    const json = standardJson(data, machine, 'draft-7', 'output');
    if (data.family === 'valibot') withEnumTypes(json);
    return json;
  },
};

const NO_PARAMETERS = { json: { type: 'object', properties: {} }, trail: {} };

function addTool(
  model: ServerModel,
  tool: Value,
  { machine, spot }: Pick<Call, 'machine' | 'spot'>,
  execute?: Value,
): void {
  registerListed(model, tool, machine, spot, (given, at) => {
    const part = (key: string): Part | undefined => member(given, key, machine, at);
    const schema = part('schema');
    const output = part('outputSchema');
    const description = part('description');
    const assembly = new Assembly().value('name', part('name'), machine);
    const title = part('title');
    assembly.value('title', title && !isNullish(title.value) ? title : description, machine);
    assembly.value('description', description, machine);
    for (const key of ['icons', '_meta']) assembly.value(key, part(key), machine);
    assembly.add('inputSchema', schema ? converted(schema.value, ADAPTERS, machine) : NO_PARAMETERS, schema?.key);
    if (output) assembly.add('outputSchema', converted(output.value, ADAPTERS, machine), output.key);
    return assembly.value('annotations', part('annotations'), machine).calls(execute ?? part('execute')?.value);
  });
}

function each(model: ServerModel, add: (item: Value) => void, { args, machine, spot }: Call): Value {
  const { elements, open } = machine.iterate(args[0] ?? UNDEFINED, spot);
  for (const { value } of elements) add(value);
  if (open) model.unread(machine, { spot, reason: open.reason, extent: 'list' });
  return UNDEFINED;
}

export function tmcpServer(model: ServerModel): HostValue {
  const own = new Map<string, Value>([
    [
      'tool',
      method('server.tool', (call) => {
        addTool(model, call.args[0] ?? UNDEFINED, call, call.args[1]);
        return UNDEFINED;
      }),
    ],
    ['tools', method('server.tools', (call) => each(model, (tool) => addTool(model, tool, call), call))],
  ]);
  for (const name of ['prompt', 'prompts', 'resource', 'resources', 'template', 'templates', 'on', 'receive'])
    own.set(name, inert(`server.${name}`));
  return serverHost('McpServer', model, own);
}

export const tmcpModel = (machine: Machine, spot: Spot, known = true): ServerModel =>
  new ServerModel(machine, spot, 'tmcp', firstSdkOf(machine), known);

/** `defineTool(options, execute)`: the options, with the function beside them. */
const define = method('defineTool', ({ args, spot }) => {
  const [options = UNDEFINED, execute = UNDEFINED] = args;
  if (options.kind !== 'object') return options;
  const defined = new ObjectValue(options.spot ?? spot);
  for (const [key, property] of options.properties) defined.properties.set(key, property);
  defined.open = options.open;
  defined.properties.set('execute', { value: execute });
  return defined;
});

export const tmcp = moduleOf(
  'tmcp',
  members({
    McpServer: new HostValue('McpServer', {
      construct({ args, machine, spot }) {
        const model = tmcpModel(machine, spot);
        model.describe(args[0], args[1], machine, spot);
        return tmcpServer(model);
      },
    }),
    defineTool: define,
    definePrompt: define,
    defineResource: define,
    defineTemplate: define,
  }),
);
