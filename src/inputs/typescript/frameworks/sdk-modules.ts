import type { Machine } from '../machine/machine.ts';
import { RawJsonSchema } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, type Value } from '../values.ts';
import { callFactory } from './factories.ts';
import { inert, members, method, moduleOf, passing, plainClass, unknown, type Members } from './host.ts';
import { lowLevelServer, protocolMembers, serverHost } from './low-level.ts';
import { comfort, mcpServer, resourceTemplate } from './mcp-server.ts';
import { requestKind } from './request-kinds.ts';
import { firstSdkOf, hasSecondSdkOnly, SDK_V1, SDK_V2, secondSdkOf, type Sdk } from './sdk.ts';
import { ServerModel } from './server-model.ts';

/** A class whose instances are servers: `new McpServer(info, options)`. */
const serverClass = (
  name: string,
  sdkOf: (machine: Machine) => Sdk,
  make: (model: ServerModel) => HostValue,
): HostValue =>
  new HostValue(name, {
    construct({ args, machine, spot }) {
      const sdk = sdkOf(machine);
      const model = new ServerModel(machine, spot, sdk.name, sdk);
      model.describe(args[0], args[1], machine, spot);
      return make(model);
    },
  });

/** A server that a function is given and that nobody is seen to make; it counts once something is registered on it. */
export function syntheticSdkServer(
  sdk: Sdk,
  kind: 'McpServer' | 'Server' | 'any',
  machine: Machine,
  spot: Spot,
): HostValue {
  const model = new ServerModel(machine, spot, sdk.name, sdk, false);
  if (kind === 'any') return serverHost('server', model, new Map([...protocolMembers(model), ...comfort(model)]));
  return kind === 'Server' ? lowLevelServer(model) : mcpServer(model);
}

const byName = (name: string): Value | undefined =>
  requestKind(name) ?? (/(?:Transport|Error)$/.test(name) ? plainClass(name) : undefined);

/** What the modules of the first SDK, or of a fork of it, export: the names are distinct. */
const firstSdk = (name: string): Members =>
  members({
    McpServer: serverClass('McpServer', (machine) => firstSdkOf(machine, name), mcpServer),
    Server: serverClass('Server', (machine) => firstSdkOf(machine, name), lowLevelServer),
    ResourceTemplate: resourceTemplate,
    completable: passing('completable'),
    createMcpExpressApp: unknown('createMcpExpressApp'),
  });

/** What the modules of the second SDK, and the packages that put it on a transport, export. */
const secondSdk = members({
  McpServer: serverClass('McpServer', secondSdkOf, mcpServer),
  Server: serverClass('Server', secondSdkOf, lowLevelServer),
  ResourceTemplate: resourceTemplate,
  completable: passing('completable'),
  fromJsonSchema: method(
    'fromJsonSchema',
    ({ args, spot }) => new HostValue('fromJsonSchema', {}, new RawJsonSchema(args[0]), spot),
  ),
  createMcpHandler: method('createMcpHandler', callFactory),
  serveStdio: method('serveStdio', (call) => {
    call.machine.witness.note(call.machine, 'stdio', 'serveStdio', call.spot);
    return callFactory(call);
  }),
  legacyStatelessFallback: method('legacyStatelessFallback', callFactory),
  preloadSchemas: inert('preloadSchemas'),
  toNodeHandler: unknown('toNodeHandler'),
  createMcpExpressApp: unknown('createMcpExpressApp'),
  createMcpHonoApp: unknown('createMcpHonoApp'),
  createMcpFastifyApp: unknown('createMcpFastifyApp'),
});

/** All modules of the first SDK, or of a fork of it, in one. */
export const firstSdkModule = (name = SDK_V1): HostValue => moduleOf(name, firstSdk(name), byName);
/** All modules of the second SDK in one. */
export const secondSdkModule = moduleOf(SDK_V2, secondSdk, byName);

const FIRST = firstSdk(SDK_V1);

/**
 * A class of an SDK met in the program's own files, into which a bundler has put it: told by members that no other class
 * has. `undefined` for every other class.
 */
export function modelledClass(has: ReadonlySet<string>): Value | undefined {
  const of = (isSecond: boolean, name: string): Value | undefined => (isSecond ? secondSdk : FIRST).get(name);
  if (has.has('_createRegisteredTool') && has.has('registerTool')) return of(!has.has('tool'), 'McpServer');
  return has.has('_oninitialize') && has.has('getClientCapabilities')
    ? of(has.has('_ondiscover'), 'Server')
    : undefined;
}

/** What a file that is not read, such as a bundle of other people's code, exports under a name that an MCP SDK has. */
export const bundledExport = (name: string, machine: Machine): Value | undefined =>
  name === 'Server' ? undefined : ((hasSecondSdkOnly(machine) ? secondSdk : FIRST).get(name) ?? byName(name));
