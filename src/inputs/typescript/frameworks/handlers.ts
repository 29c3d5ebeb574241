import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { ObjectValue, Opaque, Primitive, UNDEFINED, type Call, type HostValue, type Value } from '../values.ts';
import { afterwards, members, method, moduleOf, passing, unknown } from './host.ts';
import { mcpServer } from './mcp-server.ts';
import { atLeast, firstSdkOf, secondSdkOf, versionOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';

/** What the handler calls the server when nothing is said. */
function serverInfo(options: Value, machine: Machine, spot: Spot): Value {
  const given = options.kind === 'primitive' ? UNDEFINED : machine.get(options, 'serverInfo', spot);
  if (given.kind !== 'primitive') return given;
  const info = new ObjectValue(spot);
  info.properties.set('name', { value: new Primitive('mcp-typescript server on vercel') });
  info.properties.set('version', { value: new Primitive('0.1.0') });
  return info;
}

/** `createMcpHandler(async (server) => …, options)`: makes a server for a request and lets the callback fill it. */
function createHandler(framework: string, { args, machine, spot }: Call): Value {
  const [initialize = UNDEFINED, options = UNDEFINED] = args;
  const version = versionOf(framework, machine);
  const isSecond = framework === 'mcp-handler' && atLeast(version, '2.0.0');
  const model = new ServerModel(machine, spot, framework, isSecond ? secondSdkOf(machine) : firstSdkOf(machine));
  model.describe(serverInfo(options, machine, spot), options, machine, spot);
  afterwards(machine, 'the callback of createMcpHandler', spot, () => {
    machine.call(initialize, [mcpServer(model)], spot);
  });
  return new Opaque('a request handler', spot);
}

/** `mcp-handler`, and `@vercel/mcp-adapter` as it was called before. */
export const handlerModule = (framework: string): HostValue => {
  const create = method('createMcpHandler', (call) => createHandler(framework, call));
  return moduleOf(
    framework,
    members({
      createMcpHandler: create,
      default: create,
      withMcpAuth: passing('withMcpAuth'),
      experimental_withMcpAuth: passing('experimental_withMcpAuth'),
      protectedResourceHandler: unknown('protectedResourceHandler'),
      metadataCorsOptionsRequestHandler: unknown('metadataCorsOptionsRequestHandler'),
      generateProtectedResourceMetadata: unknown('generateProtectedResourceMetadata'),
    }),
  );
};
