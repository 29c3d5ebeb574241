import { moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, isString, ObjectValue, Opaque, Primitive, UNDEFINED, type Value } from '../values.ts';
import { fluent, named, steps } from './fluent.ts';
import { fallback, put } from './options.ts';
import { eachOption, said } from './reading.ts';

/** Settings in settings, deeper than anybody nests them. */
const DEEPEST = 12;

/** The settings of a schema: `{ port: { default: 80, env: 'PORT' }, db: { host: { … } } }`. */
function settingsOf(schema: Value, machine: Machine, spot: Spot, path: string, depth = 0): Value {
  if (depth > DEEPEST) return new Opaque('nested too deep', spot);
  if (schema.kind === 'opaque') return schema;
  const isSetting = schema.kind === 'object' && schema.properties.has('default');
  if (isSetting) return fallback(said(machine, schema, 'default', spot) ?? UNDEFINED, `\`${path}\` is not set`, spot);
  const made = new ObjectValue(schema.spot ?? spot);
  made.open = eachOption(machine, schema, spot, (name, inner, at) =>
    put(made, name, settingsOf(inner, machine, at, path === '' ? name : `${path}.${name}`, depth + 1), at),
  );
  return made;
}

/** What convict knows. */
interface Settings {
  values: Value;
}

const METHODS = steps<Settings>({
  ...named(['get', 'default'], ({ values }, { machine, args: [path], spot }) => {
    if (!path) return values;
    if (!isString(path)) return new Opaque('a setting', spot);
    return path.value
      .split('.')
      .slice(0, DEEPEST)
      .reduce((from, name) => machine.get(from, name, spot), values);
  }),
  has: (_settings, { spot }) => new Primitive(true, spot),
  ...named(['getProperties', 'getSchema'], ({ values }) => values),
  loadFile(settings, { spot }) {
    settings.values = new Opaque('a configuration file', spot);
  },
  ...named(['load', 'set'], (settings, { spot }) => {
    settings.values = new Opaque('settings that change', spot);
  }),
});

/** The module `convict`, which is a function. */
export const convict: HostValue = moduleOf('convict', [], {
  call: ({ machine, args: [schema = UNDEFINED], spot }) =>
    fluent('convict', { values: settingsOf(schema, machine, spot, '') }, METHODS, spot),
  get: (key) => (key === 'default' ? convict : key.startsWith('add') ? ADD : undefined),
});

const ADD = new HostValue('convict.add', { call: () => UNDEFINED });
