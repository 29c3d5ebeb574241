import { Thrown } from '../machine/signals.ts';
import { type Call, HostValue, isNullish, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { fromJson } from './json.ts';
import { fns, moduleOf, namespace, textArg } from './native.ts';
import { lift, LONGEST_TEXT } from './operands.ts';
import { errorValue } from './throw.ts';
import {
  CORE_SCHEMA,
  DEFAULT_SCHEMA,
  FAILSAFE_SCHEMA,
  JSON_SCHEMA,
  loadAll,
  types,
  YAMLException,
  type YamlSchema,
} from './yaml-parser.js';

export { YAMLException } from './yaml-parser.js';

/** The data of each document in a text; `Opaque` where reading it takes too much. Throws `YAMLException`. */
export function readYaml(text: string, schema: YamlSchema = CORE_SCHEMA): readonly unknown[] | Opaque {
  if (text.length > LONGEST_TEXT) return new Opaque('YAML of more than two million characters');
  try {
    return loadAll(text, { schema });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (/ exceeded /.test(error.message.slice(0, 60))) return new Opaque('YAML that takes too much to read');
    throw error;
  }
}

/** `parse(text, options)` of a YAML package. */
const parse =
  (ifUnsaid: YamlSchema, pick: (documents: readonly unknown[]) => unknown) =>
  (call: Call): Value =>
    lift([call.args[0] ?? UNDEFINED], call.spot, ([value]) => {
      const { machine, spot } = call;
      const text = textArg({ ...call, args: [value!] }, 0);
      if (text.kind === 'opaque') return text;
      const schema = schemaOf(call, ifUnsaid);
      if (schema instanceof Opaque) return schema;
      machine.step(text.value.length >> 2);
      try {
        const documents = readYaml(text.value, schema);
        const data = documents instanceof Opaque ? documents : pick(documents);
        return fromJson(data, machine, text.spot ?? spot, text.assumed);
      } catch (error) {
        if (!(error instanceof YAMLException)) throw error;
        throw new Thrown(errorValue('YAMLException', new Primitive(error.message, spot), undefined, spot));
      }
    });

const only =
  (ifNone: null | undefined) =>
  (documents: readonly unknown[]): unknown => {
    if (documents.length > 1) throw new YAMLException('the text holds several documents');
    return documents.length > 0 ? documents[0] : ifNone;
  };

/** What a program says about how its text is read; what it says about speed and messages changes nothing. */
function schemaOf({ machine, args: [, options], spot }: Call, ifUnsaid: YamlSchema): YamlSchema | Opaque {
  if (isNullish(options)) return ifUnsaid;
  const own = new Opaque('YAML read in a way of the program itself', spot);
  if (options!.kind !== 'object') return own;
  for (const name of ['version', 'customTags', 'mapAsMap', 'intAsBigInt'])
    if (!isNullish(machine.get(options!, name, spot))) return own;
  const schema = machine.get(options!, 'schema', spot);
  if (schema.kind === 'host' && schema.data instanceof Schema) return schema.data.schema;
  if (!isNullish(schema)) return own;
  const merge = machine.get(options!, 'merge', spot);
  if (merge.kind !== 'primitive') return own;
  return merge.value ? ifUnsaid.extend({ implicit: [types.merge] }) : ifUnsaid;
}

/** A schema that `js-yaml` exports, where the program hands it back. */
class Schema {
  readonly schema: YamlSchema;
  constructor(schema: YamlSchema) {
    this.schema = schema;
  }
}

const SCHEMAS = { CORE_SCHEMA, DEFAULT_SCHEMA, FAILSAFE_SCHEMA, JSON_SCHEMA };

const otherwise = (name: string) => (key: string) => new Opaque(`\`${key}\` of \`${name}\``);

/** A document of which only the data is asked. */
const document =
  (read: (call: Call) => Value) =>
  (call: Call): Value => {
    const value = read(call);
    if (value.kind === 'opaque') return value;
    const give = (): Value => value;
    const members = fns('Document.', { toJS: give, toJSON: give });
    return namespace('Document', new Map<string, Value>(members), {}, otherwise('a YAML document'));
  };

const read = parse(CORE_SCHEMA, only(null));
const load = parse(DEFAULT_SCHEMA, only(undefined));
const all = parse(DEFAULT_SCHEMA, (documents) => documents);

const MODULES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['yaml', moduleOf('yaml', fns('yaml.', { parse: read, parseDocument: document(read) }), {}, otherwise('yaml'))],
  [
    'js-yaml',
    moduleOf(
      'js-yaml',
      [
        ...fns('yaml.', { load, safeLoad: load, loadAll: all, safeLoadAll: all }),
        ...Object.entries(SCHEMAS).map(([name, schema]): [string, Value] => [
          name,
          new HostValue(name, { keys: () => [] }, new Schema(schema)),
        ]),
      ],
      {},
      otherwise('js-yaml'),
    ),
  ],
]);

/** A package that reads YAML; `undefined` for every other module. */
export const yamlModule = (specifier: string): Value | undefined => MODULES.get(specifier);
