import type { Machine } from '../machine/machine.ts';
import { SchemaData } from '../schemas/schema-value.ts';
import { toJsonSchema } from '../schemas/to-json.ts';
import type { Spot } from '../syntax.ts';
import type { Traced } from '../trail.ts';
import { HostValue, isNullish, UNDEFINED, type Call, type Value } from '../values.ts';
import { members, method, moduleOf, plainClass } from './host.ts';
import { registerListed } from './listed.ts';
import { serverHost } from './low-level.ts';
import { Assembly, member, type Part } from './parts.ts';
import { firstSdkOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';

/** JSON Schema is listed as it is; schemas of a library go through the adapter that the program gave. */
function resolved(schema: Value | undefined, adapter: Value, machine: Machine, spot: Spot): Traced {
  if (!schema || isNullish(schema)) return { json: { type: 'object' }, trail: {} };
  const isSchema = schema.kind === 'host' && schema.data instanceof SchemaData;
  return toJsonSchema(isSchema ? machine.call(adapter, [schema], spot) : schema, machine);
}

function addTool(model: ServerModel, adapter: Value, { args, machine, spot }: Call): void {
  const [name = UNDEFINED, definition = UNDEFINED] = args;
  registerListed(model, definition, machine, spot, (given, at) => {
    const part = (key: string): Part | undefined => member(given, key, machine, at);
    const [input, output] = [part('inputSchema'), part('outputSchema')];
    const assembly = new Assembly()
      .value('name', { value: name }, machine)
      .add('inputSchema', resolved(input?.value, adapter, machine, spot), input?.key)
      .calls(part('handler')?.value);
    for (const key of ['description', 'title', 'annotations', '_meta']) assembly.value(key, part(key), machine);
    return output ? assembly.add('outputSchema', resolved(output.value, adapter, machine, spot), output.key) : assembly;
  });
}

const construct = ({ args, machine, spot }: Call): Value => {
  const [options = UNDEFINED] = args;
  const model = new ServerModel(machine, spot, 'mcp-lite', firstSdkOf(machine));
  model.name(options, machine, spot);
  const adapter = isNullish(options) ? UNDEFINED : machine.get(options, 'schemaAdapter', spot);
  const own = new Map<string, Value>();
  const chained = (name: string, action: (call: Call) => void): void => {
    own.set(
      name,
      method(`server.${name}`, (call) => {
        action(call);
        return call.self ?? UNDEFINED;
      }),
    );
  };
  chained('tool', (call) => addTool(model, adapter, call));
  for (const name of ['use', 'onError', 'prompt', 'resource', 'group']) chained(name, () => {});
  return serverHost('McpServer', model, own);
};

export const mcpLite = moduleOf(
  'mcp-lite',
  members({
    McpServer: new HostValue('McpServer', { construct }),
    StreamableHttpTransport: plainClass('StreamableHttpTransport'),
    InMemorySessionAdapter: plainClass('InMemorySessionAdapter'),
  }),
);
