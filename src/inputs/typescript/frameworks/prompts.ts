import type { Machine } from '../machine/machine.ts';
import type { Declared } from '../records.ts';
import { SchemaData } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import type { Traced, Trail } from '../trail.ts';
import { isNullish, isString, UNDEFINED, type Call, type Condition, type Value } from '../values.ts';
import { Assembly, member, membersOf, type Part, type Parts } from './parts.ts';
import { Registered, type Kind } from './registered.ts';
import type { Entry, ListName, ServerModel } from './server-model.ts';
import { publishedSchema } from './tool-entry.ts';

/** What zod knows of one argument of a prompt. */
interface Argument {
  readonly description?: string;
  isOptional?(): boolean;
  readonly _zod?: { readonly def: { readonly type: string } };
}

/** The arguments the first SDK lists for a shape: a default does not make one optional under zod 4. */
function ofShape(shape: Value, machine: Machine, spot: Spot): Traced[] {
  return machine.entries(shape, spot).entries.flatMap(({ name, value, key }) => {
    if (value.kind !== 'host' || !(value.data instanceof SchemaData)) return [];
    const { schema, mark } = value.data;
    const field = schema as Argument;
    const optional = field['_zod'] ? field['_zod'].def.type === 'optional' : field.isOptional?.() === true;
    const { description } = field;
    return [argument(name, description, !optional, { spot: mark.spot, key })];
  });
}

/** The arguments the second SDK lists, read off the JSON Schema. */
function ofSchema(part: Part, model: ServerModel, machine: Machine): Traced[] {
  const published = publishedSchema(part, 'input', model.sdk, machine);
  const { properties = {}, required = [] } = (published.json ?? {}) as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  const trails = published.trail.parts?.get('properties')?.parts;
  return Object.entries(properties).map(([name, field]) =>
    argument(name, field?.description, required.includes(name), trails?.get(name) ?? {}),
  );
}

const argument = (name: string, description: string | undefined, required: boolean, trail: Trail): Traced => ({
  json: { name, ...(description !== undefined && { description }), required },
  trail,
});

function declarePrompt(parts: Parts, model: ServerModel, spot: Spot, machine: Machine): Declared[] {
  const name = parts.get('name');
  if (!isString(name?.value)) return [];
  const assembly = new Assembly();
  for (const key of ['name', 'title', 'description']) assembly.value(key, parts.get(key), machine);
  const schema = parts.get('argsSchema');
  if (schema && !isNullish(schema.value)) {
    const listed =
      model.sdk.publisher === 'sdk-v1' ? ofShape(schema.value, machine, spot) : ofSchema(schema, model, machine);
    const trail = { spot: schema.value.spot, parts: new Map(listed.map((each, i) => [String(i), each.trail])) };
    assembly.add('arguments', { json: listed.map((each) => each.json), trail }, schema.key);
  }
  for (const key of ['icons', '_meta']) assembly.value(key, parts.get(key), machine);
  return [{ ...assembly.done(spot), spot }];
}

function declareResource(parts: Parts, spot: Spot, machine: Machine): Declared[] {
  const uri = parts.get('uri');
  if (!isString(uri?.value)) return [];
  const assembly = new Assembly().value('uri', uri, machine).value('name', parts.get('name'), machine);
  const metadata = parts.get('metadata');
  const entries = metadata ? machine.entries(metadata.value, spot).entries : [];
  for (const { name, value, key } of entries) assembly.value(name, { value, key }, machine);
  return [{ ...assembly.done(spot), spot }];
}

function register(model: ServerModel, kind: Kind, parts: Parts, { machine, spot }: Call): Value {
  const declared = kind.declare(parts, machine);
  const name = declared[0]?.json[kind.identity];
  const entry: Entry = { spot, name: typeof name === 'string' ? name : undefined, enabled: true, declared };
  if (declared.length > 0) model.register(kind.list, entry, machine);
  return new Registered(model, kind, entry, parts, machine).host('RegisteredPrompt', spot);
}

const under = (declared: readonly Declared[], when: Condition | undefined): readonly Declared[] =>
  declared.map((each) => ({ ...each, when }));

const kindOf = (list: ListName, updates: readonly string[], declare: Kind['declare']): Kind => ({
  list,
  identity: list === 'resources' ? 'uri' : 'name',
  renamed: new Map(),
  updates,
  declare,
});

/** `registerPrompt(name, config, callback)`, and `prompt(name, [description], [shape], callback)`. */
export function prompt(model: ServerModel, call: Call, style: 'configured' | 'overloaded'): Value {
  const { args, machine, spot } = call;
  const [name = UNDEFINED, ...rest] = args;
  let parts = new Map<string, Part>();
  if (style === 'configured')
    parts = membersOf(rest[0] ?? UNDEFINED, ['title', 'description', 'argsSchema', 'icons', '_meta'], machine, spot);
  else {
    if (isString(rest[0])) parts.set('description', { value: rest.shift()! });
    if (rest.length > 1) parts.set('argsSchema', { value: rest.shift()! });
  }
  parts.set('name', { value: name });
  const { condition } = machine;
  const kind = kindOf('prompts', ['name', 'title', 'description', 'argsSchema', 'icons', '_meta'], (now, at) =>
    under(declarePrompt(now, model, spot, at), condition),
  );
  return register(model, kind, parts, call);
}

/** `registerResource(name, uri, config, read)` and `resource(name, uri, [metadata], read)`; templates are not listed. */
export function resource(model: ServerModel, call: Call): Value {
  const { args, machine, spot } = call;
  const [name = UNDEFINED, uri = UNDEFINED, metadata] = args;
  const parts = new Map<string, Part>([
    ['name', { value: name }],
    ['uri', { value: uri }],
  ]);
  if (metadata?.kind === 'object') parts.set('metadata', { value: metadata });
  const title = metadata && member(metadata, 'title', machine, spot);
  if (title) parts.set('title', title);
  const { condition } = machine;
  const kind = kindOf('resources', ['uri', 'name', 'title', 'metadata'], (now, at) =>
    under(declareResource(now, spot, at), condition),
  );
  return register(model, kind, parts, call);
}
