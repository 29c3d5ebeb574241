import type { Machine } from '../machine/machine.ts';
import { SchemaData } from '../schemas/schema-value.ts';
import type { Spot } from '../syntax.ts';
import type { Traced } from '../trail.ts';
import { isNullish, ObjectValue, Primitive, UNDEFINED, type Value } from '../values.ts';
import { converted, standardJson, type Conversion } from './conversions.ts';
import { sourcesIn, stemOf } from './folders.ts';
import { members, moduleOf, passing } from './host.ts';
import { registerListed } from './listed.ts';
import { Assembly, member, type Part } from './parts.ts';
import { atLeast, firstSdkOf, secondSdkOf, versionOf } from './sdk.ts';
import { ServerModel } from './server-model.ts';
import { publishedSchema } from './tool-entry.ts';

const FIELD: Conversion = {
  io: 'input',
  convert: (data, machine) => standardJson(data, machine, 'draft-2020-12', 'input'),
};

interface Field {
  readonly _zod?: { readonly optin?: string };
  isOptional?(): boolean;
}

const isOptional = (value: Value): boolean => {
  if (value.kind !== 'host' || !(value.data instanceof SchemaData)) return false;
  const field = value.data.schema as Field;
  return field['_zod'] ? field['_zod'].optin === 'optional' : field.isOptional?.() === true;
};

/** Version 1 converts each field by itself: every property is a schema with a dialect of its own. */
function fieldByField(shape: Value, machine: Machine, spot: Spot): Traced {
  const properties = new Assembly();
  const { entries, open } =
    shape.kind === 'primitive' ? { entries: [], open: undefined } : machine.entries(shape, spot);
  for (const { name, value, key } of entries) properties.add(name, converted(value, FIELD, machine), key);
  const required = entries.filter(({ value }) => !isOptional(value)).map(({ name }) => name);
  const schema = new Assembly()
    .add('type', { json: 'object', trail: {} })
    .add('properties', properties.done(shape.spot));
  if (required.length > 0) schema.add('required', { json: required, trail: {} });
  const { json, trail } = schema.done(shape.spot);
  return { json, trail: open ? { ...trail, opaque: open.reason } : trail };
}

/** `annotations` with the name as title where there is none. */
function annotated(given: Value, name: Value): Value {
  if (!isNullish(given) && given.kind !== 'object') return given;
  const all = new ObjectValue(given.spot);
  for (const [key, property] of given.kind === 'object' ? given.properties : []) all.properties.set(key, property);
  if (isNullish(all.properties.get('title')?.value)) all.properties.set('title', { value: name });
  return all;
}

/** One file of the tools folder: `schema`, `metadata` and a function; the file's name where `metadata` has none. */
function addFile(model: ServerModel, path: string, machine: Machine, spot: Spot): void {
  const module = machine.importFile(path, spot);
  const file = machine.world.source(path);
  if (!file || isNullish(machine.get(module, 'default', spot))) return;
  const at: Spot = { file, node: file.tree };
  const metadata = machine.get(module, 'metadata', at);
  const part = (key: string): Part | undefined =>
    isNullish(metadata) ? undefined : member(metadata, key, machine, at);
  const given = isNullish(metadata) ? new ObjectValue(at) : metadata;
  registerListed(model, given, machine, at, () => {
    const name = part('name') ?? { value: new Primitive(stemOf(path), at) };
    const annotations = annotated(part('annotations')?.value ?? UNDEFINED, name.value);
    const schema = machine.get(module, 'schema', at);
    const isFirst = model.sdk.publisher === 'sdk-v1';
    const assembly = new Assembly().value('name', name, machine).calls(machine.get(module, 'default', at));
    const title = machine.get(annotations, 'title', at);
    assembly.value('title', { value: title }, machine);
    assembly.value(
      'description',
      part('description') ?? { value: new Primitive('No description provided', at) },
      machine,
    );
    assembly.add(
      'inputSchema',
      isFirst ? publishedSchema({ value: schema }, 'input', model.sdk, machine) : fieldByField(schema, machine, at),
    );
    assembly.value('annotations', { value: annotations, key: part('annotations')?.key }, machine);
    return assembly.value('_meta', part('_meta') ?? { value: new ObjectValue(at) }, machine);
  });
}

/**
 * A project of xmcp has no program of its own that starts: every file of `src/tools` is a tool. `root` is the folder of
 * its package; nothing happens when that has no tools.
 */
export function readXmcp(root: string, machine: Machine): void {
  const folder = ['src/tools', 'tools']
    .map((each) => `${root}/${each}`)
    .find((each) => machine.world.disk.isDirectory(each));
  const [first] = folder === undefined ? [] : sourcesIn(folder, machine);
  const file = first === undefined ? undefined : machine.world.source(first);
  if (folder === undefined || !file) return;
  const spot: Spot = { file, node: file.tree };
  const isSecond = atLeast(versionOf('xmcp', machine), '1.0.0');
  const model = new ServerModel(machine, spot, 'xmcp', isSecond ? secondSdkOf(machine) : firstSdkOf(machine));
  for (const path of sourcesIn(folder, machine)) {
    machine.step();
    addFile(model, path, machine, spot);
  }
}

/** What the program may import of it at run time. */
export const xmcp = moduleOf('xmcp', members({ completable: passing('completable') }));
