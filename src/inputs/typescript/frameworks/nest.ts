import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { Io } from '../schemas/schema-value.ts';
import type { Traced } from '../trail.ts';
import { HostValue, isNullish, ObjectValue, Opaque, UNDEFINED, type Call, type Value } from '../values.ts';
import { converted, standardJson, type Conversion } from './conversions.ts';
import { afterwards, bound, inert, members, method, moduleOf, plainClass } from './host.ts';
import { registerListed } from './listed.ts';
import { accessDecorator, decorated, securitySchemes, withSchemes, type Access } from './nest-access.ts';
import { Assembly, member, type Part } from './parts.ts';
import { atLeast, firstSdkOf, secondSdkOf, versionOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';
import { publishedSchema } from './tool-entry.ts';

/** The server of a NestJS application: its tools are methods of any provider, and a module says what it is called. */
const servers = new WeakMap<Machine, Map<string, ServerModel>>();

function serverOf(framework: string, machine: Machine, spot: Spot): ServerModel {
  const known = servers.get(machine) ?? new Map<string, ServerModel>();
  servers.set(machine, known);
  let model = known.get(framework);
  if (!model) {
    const isSecond = framework === '@rekog/mcp-nest' && atLeast(versionOf(framework, machine), '2.0.0');
    model = new ServerModel(machine, spot, framework, isSecond ? secondSdkOf(machine) : firstSdkOf(machine), false);
    known.set(framework, model);
  }
  return model;
}

/** `parameters` default to an object without properties, made with the program's own zod. */
function noParameters(machine: Machine, spot: Spot): Value {
  const zod = machine.get(machine.import('zod', spot), 'z', spot);
  return machine.call(machine.get(zod, 'object', spot), [new ObjectValue()], spot, zod);
}

/** Servers whose module has guards. */
const guarded = new WeakSet<ServerModel>();

/** `@Tool(options)`: lists the method it stands on, when all decorators of the method have spoken. */
function toolDecorator(framework: string, { args: [given = UNDEFINED], machine, spot }: Call): Value {
  return method('@Tool', ({ args }) => {
    const model = serverOf(framework, machine, spot);
    const at = decorated(args);
    const { condition: when } = machine;
    afterwards(machine, '@Tool', spot, () => {
      const said = (at?.cls.decorations.get(at.key) ?? []).map((each) => each.data as Access);
      const options = isNullish(given) ? new ObjectValue(spot) : given;
      const name = { value: args[1] ?? UNDEFINED };
      registerListed(
        model,
        options,
        machine,
        spot,
        (tool) => assemble(framework, model, tool, name, said, machine, spot).calls(methodIn(at)),
        'tools',
        when,
      );
    });
    return UNDEFINED;
  });
}

/** The method a decorator stands on, as the framework calls it: on an instance that nobody has seen being made. */
function methodIn(at: ReturnType<typeof decorated>): Value | undefined {
  const found = at?.cls.prototype.properties.get(at.key)?.value;
  return at && bound(found, new ObjectValue(at.cls.spot, at.cls));
}

const ZOD_3: Conversion = { io: 'input', convert: (data, machine) => standardJson(data, machine, 'draft-7', 'input') };

/** The entry of `tools/list` for a method. */
function assemble(
  framework: string,
  model: ServerModel,
  tool: Value,
  method: Part,
  said: readonly Access[],
  machine: Machine,
  spot: Spot,
): Assembly {
  const part = (name: string): Part | undefined => member(tool, name, machine, spot);
  const hasSchemes = atLeast(versionOf(framework, machine), '1.9.0');
  const schema = (given: Part, io: Io): Traced =>
    hasSchemes ? publishedSchema(given, io, model.sdk, machine) : converted(given.value, ZOD_3, machine);
  const assembly = new Assembly().value('name', part('name') ?? method, machine);
  for (const name of ['description', 'annotations']) assembly.value(name, part(name), machine);
  const meta = part('_meta');
  const schemes = securitySchemes(said, guarded.has(model));
  assembly.value('_meta', hasSchemes ? { value: withSchemes(meta?.value, schemes), key: meta?.key } : meta, machine);
  const isFirst = model.sdk.publisher === 'sdk-v1';
  if (hasSchemes && isFirst) assembly.value('securitySchemes', { value: schemes }, machine);
  const parameters = part('parameters') ?? { value: noParameters(machine, spot) };
  assembly.add('inputSchema', schema(parameters, 'input'), parameters.key);
  const output = part('outputSchema');
  // the releases on the first SDK convert both sides as input
  return output ? assembly.add('outputSchema', schema(output, isFirst ? 'input' : 'output'), output.key) : assembly;
}

/** `McpModule.forRoot({ name, version })`, and `forRootAsync` with a factory nobody has called. */
function forRoot(framework: string, { args, machine, spot }: Call): Value {
  const options = args[0] ?? UNDEFINED;
  if (!isNullish(options)) {
    const model = serverOf(framework, machine, spot);
    model.name(options, machine, spot);
    model.describe(undefined, options, machine, spot);
    if (!isNullish(machine.get(options, 'guards', spot))) guarded.add(model);
  }
  return new Opaque('a module of NestJS', spot);
}

/** A decorator factory that changes no list. */
const silent = (name: string): HostValue => method(name, () => inert(name));

const DECORATORS = [
  'Prompt',
  'Resource',
  'ResourceTemplate',
  'ToolGuards',
  'McpController',
  'McpRawRequest',
  'UseMcpServer',
  'Resolver',
];

/** `@rekog/mcp-nest`. */
export const nestModule = (framework: string): HostValue => {
  const module = new HostValue('McpModule', {
    get: (key) =>
      key === 'forRoot' || key === 'forFeature' || key === 'forRootAsync'
        ? method(`McpModule.${key}`, (call) =>
            key === 'forRoot' ? forRoot(framework, call) : new Opaque('a module of NestJS', call.spot),
          )
        : undefined,
  });
  const strategy = new HostValue('McpStrategy', {
    construct: (call) => {
      forRoot(framework, call);
      return new HostValue('McpStrategy', {}, undefined, call.spot);
    },
  });
  return moduleOf(
    framework,
    members({
      PublicTool: accessDecorator('PublicTool', () => ({ public: true })),
      ToolScopes: accessDecorator('ToolScopes', ({ args }) => ({ scopes: args[0] ?? UNDEFINED })),
      ToolRoles: accessDecorator('ToolRoles', () => ({ roles: true })),
      Tool: method('Tool', (call) => toolDecorator(framework, call)),
      McpModule: module,
      McpStrategy: strategy,
      McpServerStrategy: strategy,
      McpTransportType: new ObjectValue(),
      McpAuthModule: plainClass('McpAuthModule'),
      ...Object.fromEntries(DECORATORS.map((name) => [name, silent(name)])),
    }),
  );
};
