import { HostValue, isNullish, ObjectValue, UNDEFINED, type Call, type Value } from '../values.ts';
import { inert, members, method, moduleOf, passing, unknownLater } from './host.ts';
import { protocolMembers, serverHost } from './low-level.ts';
import { comfort } from './mcp-server.ts';
import { member, membersOf, possible } from './parts.ts';
import { atLeast, firstSdkOf, secondSdkOf, versionOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';
import { HANDLER, registerTool } from './tools.ts';

/** A framework whose server takes a tool as one object with its name in it, and hands it on to `registerTool` of the SDK. */
interface Named {
  readonly framework: string;
  readonly className: string;
  /** The method that registers. */
  readonly registers: string;
  /** Whether `_meta` is sent even when the program gives none. */
  readonly alwaysMeta: boolean;
  /** The release from which it rests on the second SDK. */
  readonly secondSince: string;
}

const KEYS = ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations', '_meta'];

function register({ alwaysMeta }: Named, model: ServerModel, call: Call): void {
  const { args, machine, spot } = call;
  for (const { value, when } of possible(args[0] ?? UNDEFINED)) {
    const parts = membersOf(value, KEYS, machine, spot);
    const schema = member(value, 'schema', machine, spot);
    if (schema && !parts.has('inputSchema')) parts.set('inputSchema', schema);
    const handler = args[1] ?? (member(value, 'cb', machine, spot) ?? member(value, 'handler', machine, spot))?.value;
    if (handler) parts.set(HANDLER, { value: handler });
    if (alwaysMeta && !parts.has('_meta')) parts.set('_meta', { value: new ObjectValue() });
    registerTool(model, parts, call, when ?? machine.condition);
  }
}

function serverOf(named: Named, model: ServerModel): HostValue {
  const own = new Map([...protocolMembers(model), ...comfort(model)]);
  own.set(
    named.registers,
    method(`server.${named.registers}`, (call) => {
      register(named, model, call);
      return call.self ?? UNDEFINED;
    }),
  );
  for (const name of ['listen', 'run', 'start']) own.set(name, unknownLater(`server.${name}`));
  for (const name of ['use', 'get', 'post', 'on']) own.set(name, inert(`server.${name}`));
  return serverHost(named.className, model, own);
}

function moduleFor(named: Named): HostValue {
  const make = ({ args, machine, spot }: Call): Value => {
    const isSecond = atLeast(versionOf(named.framework, machine), named.secondSince);
    const model = new ServerModel(
      machine,
      spot,
      named.framework,
      isSecond ? secondSdkOf(machine) : firstSdkOf(machine),
    );
    const [first = UNDEFINED, second] = args;
    if (!isNullish(first)) model.name(first, machine, spot);
    model.describe(undefined, second ?? first, machine, spot);
    return serverOf(named, model);
  };
  return moduleOf(
    named.framework,
    members({
      [named.className]: new HostValue(named.className, { construct: make }),
      completable: passing('completable'),
    }),
  );
}

export const mcpUse = moduleFor({
  framework: 'mcp-use',
  className: 'MCPServer',
  registers: 'tool',
  alwaysMeta: false,
  secondSince: '2.0.0',
});

export const skybridge = moduleFor({
  framework: 'skybridge',
  className: 'McpServer',
  registers: 'registerTool',
  alwaysMeta: true,
  secondSince: '2.0.0',
});
