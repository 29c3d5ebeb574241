import type { Call } from '../values.ts';
import { ObjectValue, Opaque, Primitive, UNDEFINED, type Condition, type Value } from '../values.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { membersOf, possible, type Part, type Parts } from './parts.ts';
import { Registered, type Kind } from './registered.ts';
import type { Entry, ServerModel } from './server-model.ts';
import { declareTool } from './tool-entry.ts';
import { readOverload } from './tool-overloads.ts';

/** The part that is no field of the entry: what is called. */
export const HANDLER = 'handler';

const CONFIG = ['title', 'description', 'inputSchema', 'outputSchema', 'annotations', 'icons', '_meta'];

const toolKind = (model: ServerModel, spot: Spot, when: Condition | undefined): Kind => ({
  list: 'tools',
  identity: 'name',
  renamed: new Map([
    ['paramsSchema', 'inputSchema'],
    ['callback', HANDLER],
  ]),
  updates: [
    'name',
    'title',
    'description',
    'paramsSchema',
    'outputSchema',
    'annotations',
    'icons',
    '_meta',
    'callback',
  ],
  declare: (parts, machine) =>
    declareTool(parts, spot, model.sdk, machine).declared.map((each) => ({ ...each, when: each.when ?? when })),
});

/** Registers one tool made of `parts`, and gives the handle the SDK gives. */
export function registerTool(
  model: ServerModel,
  parts: Parts,
  { machine, spot }: Pick<Call, 'machine' | 'spot'>,
  when: Condition | undefined = machine.condition,
): Value {
  const { declared, unread } = declareTool(parts, spot, model.sdk, machine);
  if (unread !== undefined) model.unread(machine, { spot, reason: unread, extent: 'one' });
  if (declared.length === 0) return new Opaque(unread ?? 'its name is missing', spot);
  const entry: Entry = {
    spot,
    name: declared.length === 1 ? String(declared[0]!.json['name']) : undefined,
    enabled: true,
    declared: declared.map((each) => ({ ...each, when: each.when ?? when })),
  };
  model.register('tools', entry, machine);
  return new Registered(model, toolKind(model, spot, when), entry, parts, machine).host('RegisteredTool', spot);
}

/** `registerTool(name, config, callback)`. An undecided configuration is as many registrations as it has values. */
export function configuredTool(model: ServerModel, call: Call, extra?: (config: Value) => Part): Value {
  const { args, machine, spot } = call;
  const [name = UNDEFINED, config = UNDEFINED, handler] = args;
  let handle: Value = UNDEFINED;
  for (const { value, when } of possible(config)) {
    const parts = membersOf(value, CONFIG, machine, spot);
    parts.set('name', { value: name });
    if (handler) parts.set(HANDLER, { value: handler });
    if (model.sdk.publisher === 'sdk-v1') parts.set('execution', extra?.(value) ?? { value: task('forbidden') });
    handle = registerTool(model, parts, call, when ?? machine.condition);
  }
  return handle;
}

/** `experimental.tasks.registerToolTask(name, config, handler)` */
export const taskTool = (model: ServerModel, call: Call): Value =>
  configuredTool(model, call, (config) => ({ value: taskExecution(config, call.machine, call.spot) }));

/** `{ taskSupport: 'required', ...config.execution }` */
function taskExecution(config: Value, machine: Machine, spot: Spot): Value {
  const given = machine.get(config, 'execution', spot);
  if (given.kind === 'opaque') return given;
  const execution = task('required');
  for (const { name, value, key } of machine.entries(given, spot).entries)
    execution.properties.set(name, { value, key });
  return execution;
}

function task(taskSupport: 'forbidden' | 'required'): ObjectValue {
  const execution = new ObjectValue();
  execution.properties.set('taskSupport', { value: new Primitive(taskSupport) });
  return execution;
}

/** `tool(name, …)` of the first SDK in all its overloads. */
export function overloadedTool(model: ServerModel, call: Call): Value {
  const { machine, spot } = call;
  const read = readOverload(call.args, model.sdk);
  if (typeof read === 'string') {
    model.unread(machine, { spot, reason: read, extent: 'one' });
    return new Opaque(read, spot);
  }
  const parts = new Map(read).set('execution', { value: task('forbidden') });
  const handler = call.args.at(-1);
  if (handler && call.args.length > 1) parts.set(HANDLER, { value: handler });
  return registerTool(model, parts, call);
}
