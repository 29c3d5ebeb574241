import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isNullish, ObjectValue, Opaque, UNDEFINED, type Call, type Value } from '../values.ts';
import { folderOf, sourcesIn } from './folders.ts';
import { afterwards, bound, members, method, moduleOf, plainClass, unknownLater } from './host.ts';
import { registerListed } from './listed.ts';
import { serverHost } from './low-level.ts';
import { outputSchema, toolSchema } from './mcp-framework-schema.ts';
import { Assembly, member, type Part } from './parts.ts';
import { firstSdkOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';

const FRAMEWORK = 'mcp-framework';
/** How far up from the file that starts the server its `tools` folder is looked for. */
const LEVELS = 5;

/** Lists an instance of a tool class as its `toolDefinition` says. */
function addInstance(model: ServerModel, instance: Value, machine: Machine, spot: Spot): void {
  registerListed(model, instance, machine, spot, (tool, at) => {
    const part = (key: string): Part | undefined => {
      const found = member(tool, key, machine, at);
      return found && !isNullish(found.value) ? found : undefined;
    };
    const schema = part('schema');
    const assembly = new Assembly()
      .calls(bound(part('execute')?.value, tool))
      .value('name', part('name'), machine)
      .value('description', part('description'), machine)
      .add('inputSchema', toolSchema(schema?.value ?? UNDEFINED, machine, at), schema?.key);
    for (const key of ['title', 'icons', 'annotations', 'execution']) {
      const found = part(key);
      if (found && !isEmpty(found.value)) assembly.value(key, found, machine);
    }
    const output = part('outputSchemaShape');
    if (output) assembly.add('outputSchema', outputSchema(output.value, machine), output.key);
    const app = part('app');
    return app ? assembly.value('_meta', { value: appMeta(app.value, machine, at) }, machine) : assembly;
  });
}

const isEmpty = (value: Value): boolean =>
  (value.kind === 'object' && value.properties.size === 0 && !value.open) ||
  (value.kind === 'array' && value.elements.length === 0 && !value.open);

/** `{ ui: { resourceUri, visibility } }` */
function appMeta(app: Value, machine: Machine, spot: Spot): Value {
  const [ui, meta] = [new ObjectValue(app.spot), new ObjectValue(app.spot)];
  for (const key of ['resourceUri', 'visibility']) {
    const part = member(app, key, machine, spot);
    if (part) ui.properties.set(key, part);
  }
  meta.properties.set('ui', { value: ui });
  return meta;
}

/** Makes a tool of its class, as the framework does: without arguments. */
function addClass(model: ServerModel, cls: Value, machine: Machine, spot: Spot): void {
  if (cls.kind === 'class') addInstance(model, machine.construct(cls, [], cls.spot), machine, cls.spot);
  else if (cls.kind === 'opaque') model.unread(machine, { spot, reason: cls.reason, extent: 'one' });
}

/** The class a file of the `tools` folder stands for: its default export, else the first that is one. */
function classIn(module: Value, machine: Machine, spot: Spot): Value {
  const named = machine.get(module, 'default', spot);
  if (!isNullish(named)) return named;
  return machine.entries(module, spot).entries.find(({ value }) => value.kind === 'class')?.value ?? UNDEFINED;
}

/** The `tools` folder beside the file that makes the server, or above it. */
function toolsFolder(from: string, machine: Machine): string | undefined {
  let folder = folderOf(from);
  for (let level = 0; level < LEVELS && folder !== ''; level++, folder = folderOf(folder))
    for (const candidate of [`${folder}/tools`, `${folder}/dist/tools`, `${folder}/src/tools`])
      if (machine.world.disk.isDirectory(candidate)) return candidate;
  return undefined;
}

function construct({ args, machine, spot }: Call): Value {
  const [config = UNDEFINED] = args;
  const model = new ServerModel(machine, spot, FRAMEWORK, firstSdkOf(machine));
  model.name(config, machine, spot);
  const folder = toolsFolder(spot.file.path, machine);
  if (folder !== undefined)
    afterwards(machine, 'the tools folder', spot, () => {
      for (const path of sourcesIn(folder, machine))
        if (!/\/BaseTool\.[jt]s$/.test(path))
          addClass(model, classIn(machine.importFile(path, spot), machine, spot), machine, spot);
    });
  const own = members({
    addTool: method('server.addTool', (call) => {
      addClass(model, call.args[0] ?? UNDEFINED, call.machine, call.spot);
      return UNDEFINED;
    }),
    start: unknownLater('server.start'),
    stop: unknownLater('server.stop'),
    handleRequest: unknownLater('server.handleRequest'),
  });
  return serverHost('MCPServer', model, own);
}

/** Base classes: what an instance does not define itself, the framework gives when it runs. */
const baseClass = (name: string): HostValue =>
  new HostValue(name, {
    construct: ({ spot }) =>
      new HostValue(
        name,
        { get: (key, _machine, _self, at) => (OPTIONAL.has(key) ? UNDEFINED : new Opaque(`\`${name}.${key}\``, at)) },
        undefined,
        spot,
      ),
  });

const OPTIONAL = new Set([
  'title',
  'icons',
  'annotations',
  'execution',
  'outputSchemaShape',
  'app',
  'server',
  'schema',
]);

export const mcpFramework = moduleOf(
  FRAMEWORK,
  members({
    MCPServer: new HostValue('MCPServer', { construct }),
    MCPTool: baseClass('MCPTool'),
    MCPPrompt: baseClass('MCPPrompt'),
    MCPResource: baseClass('MCPResource'),
    MCPApp: baseClass('MCPApp'),
    APIKeyAuthProvider: plainClass('APIKeyAuthProvider'),
    JWTAuthProvider: plainClass('JWTAuthProvider'),
  }),
);
