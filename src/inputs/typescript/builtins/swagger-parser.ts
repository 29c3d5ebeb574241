import { posix } from 'node:path';

import { type Call, HostValue, Opaque, PromiseValue, UNDEFINED, type Value } from '../values.ts';
import { about } from './asked.ts';
import { fromJson, toJson } from './json.ts';
import { dereferenced } from './json-references.ts';
import { fns } from './native.ts';
import { LONGEST_TEXT } from './operands.ts';
import { readYaml, YAMLException } from './yaml.ts';

/** A document of the program's own files, JSON or YAML. */
const fromFile = (change: (data: unknown) => unknown) =>
  about(({ path, assumed, call: { machine, spot } }) => {
    const { disk } = machine.world;
    const unread = (why: string): Opaque => {
      machine.flow.fails(spot);
      return new Opaque(`\`${posix.basename(path)}\`, which ${why}`, spot);
    };
    if ((disk.size(path) ?? 0) > LONGEST_TEXT) return unread('is larger than 2 MB');
    const text = disk.read(path);
    if (text === undefined) return unread('is not there');
    machine.step(text.length >> 2);
    try {
      const documents = readYaml(text);
      return fromJson(documents instanceof Opaque ? documents : change(documents[0]), machine, spot, assumed);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      return unread('is no YAML');
    }
  });

/** A method that is given a path, or a document the program has read itself. */
function method(change: ((data: unknown) => unknown) | undefined): (call: Call) => Value {
  const read = fromFile(change ?? ((data) => data));
  return (call) => {
    const {
      machine,
      args: [api = UNDEFINED],
      spot,
    } = call;
    if (api.kind !== 'object') return promised(read(call), call);
    if (!change) return promised(api, call);
    const plain = toJson(api, machine, spot);
    return promised(plain instanceof Opaque ? plain : fromJson(change(plain.json), machine, spot, plain.assumed), call);
  };
}

const promised = (value: Value, { spot }: Call): Value =>
  value.kind === 'opaque' ? value : new PromiseValue(value, spot);

/** `bundle` brings other documents into the first and leaves its references alone. */
const METHODS: ReadonlyMap<string, Value> = new Map<string, Value>(
  fns('SwaggerParser.', {
    parse: method(undefined),
    bundle: method(undefined),
    dereference: method(dereferenced),
    validate: method(dereferenced),
  }),
);

const memberOf = (key: string): Value => METHODS.get(key) ?? new Opaque(`\`SwaggerParser.${key}\``);

/** The class, which is its own module; its methods are static ones too. */
const PARSER: HostValue = new HostValue('SwaggerParser', {
  get: (key) => (NAMES.has(key) ? PARSER : memberOf(key)),
  set: () => undefined,
  keys: () => [...METHODS.keys(), 'default'],
  construct: ({ spot }) => new HostValue('SwaggerParser', { get: memberOf, keys: () => [] }, undefined, spot),
});

const NAMES = new Set(['default', 'SwaggerParser', '$RefParser', 'OpenAPIParser']);

const PACKAGES = new Set([
  '@apidevtools/swagger-parser',
  '@apidevtools/json-schema-ref-parser',
  '@readme/openapi-parser',
  'json-schema-ref-parser',
  'swagger-parser',
]);

/** A package that reads OpenAPI documents; `undefined` for every other module. */
export const swaggerModule = (specifier: string): Value | undefined => (PACKAGES.has(specifier) ? PARSER : undefined);
