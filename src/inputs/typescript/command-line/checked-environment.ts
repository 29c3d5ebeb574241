import { fn, fns, moduleOf } from '../builtins/native.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import type { HostValue } from '../values.ts';
import { ArrayValue, isString, ObjectValue, Opaque, Primitive, UNDEFINED, type Call, type Value } from '../values.ts';
import { fluent, steps } from './fluent.ts';
import { answers, fallback, put } from './options.ts';
import { eachOption, holds, said, says } from './reading.ts';

const variable = (name: string): string => `process.env.${name}`;
const notSet = (name: string): string => `\`${variable(name)}\` is not set`;
const mustBeSet = (name: string, spot: Spot): Opaque => new Opaque(`\`${variable(name)}\`, which must be set`, spot);

/** What a schema makes of a variable that is not set. */
function byDefault(name: string, schema: Value, machine: Machine, at: Spot): Value {
  const parse = machine.get(schema, 'safeParse', at);
  const result = machine.call(parse, [UNDEFINED], at, schema);
  if (result.kind !== 'object') return new Opaque(`\`${variable(name)}\``, at);
  if (!says(machine, result, 'success', at)) return mustBeSet(name, at);
  return fallback(said(machine, result, 'data', at) ?? UNDEFINED, notSet(name), at);
}

/** `createEnv({ server, client, shared, extends })`. */
function createEnv({ machine, args: [settings], spot }: Call): Value {
  const found: [string, Value, Spot][] = [];
  let open: Opaque | undefined;
  for (const part of ['server', 'client', 'shared'])
    open ??= eachOption(machine, said(machine, settings, part, spot), spot, (name, schema, at) =>
      found.push([name, byDefault(name, schema, machine, at), at]),
    );
  const made = answers('env', spot, open, variable);
  const others = said(machine, settings, 'extends', spot);
  for (const { value } of others?.kind === 'array' ? others.elements : [])
    eachOption(machine, value, spot, (name, each, at) => put(made, name, each, at));
  for (const [name, value, at] of found) put(made, name, value, at);
  return made;
}

/** The modules `@t3-oss/env-core` and `@t3-oss/env-nextjs`. */
export const t3Env: HostValue = moduleOf('@t3-oss/env-core', fns('', { createEnv }));

/** `cleanEnv(environment, { PORT: port({ default: 80 }) })`. */
function cleanEnv({ machine, args: [, specs], spot }: Call): Value {
  const found: [string, Value, Spot][] = [];
  const open = eachOption(machine, specs, spot, (name, spec, at) => {
    const has = spec.kind !== 'object' || spec.properties.has('default');
    const value = said(machine, spec, 'default', at) ?? (has ? UNDEFINED : undefined);
    found.push([name, value ? fallback(value, notSet(name), at) : mustBeSet(name, at), at]);
  });
  const made = answers('env', spot, open, variable);
  for (const name of ['isDevelopment', 'isDev', 'isTest'])
    put(made, name, new Primitive(false, spot, notSet('NODE_ENV')));
  for (const name of ['isProduction', 'isProd']) put(made, name, new Primitive(true, spot, notSet('NODE_ENV')));
  for (const [name, value, at] of found) put(made, name, value, at);
  return made;
}

const VALIDATORS = ['str', 'bool', 'num', 'email', 'host', 'port', 'url', 'json'];

/** A validator is what is said of a variable. */
const validator = fn('a validator', ({ args: [spec], spot }) => spec ?? new ObjectValue(spot));

/** The module `envalid`. */
export const envalid: HostValue = moduleOf('envalid', [
  ...fns('envalid.', {
    cleanEnv,
    customCleanEnv: cleanEnv,
    testOnly: () => UNDEFINED,
    makeValidator: () => validator,
    makeExactValidator: () => validator,
    makeStructuredValidator: () => validator,
  }),
  ...VALIDATORS.map((name): [string, Value] => [name, validator]),
]);

/** `get('PORT').default(80).required()` of env-var. */
class EnvVar {
  readonly name: string;
  fallback: Value | undefined;
  required = false;

  constructor(name: string) {
    this.name = name;
  }

  read(as: string, separator: string, spot: Spot): Value {
    const reason = notSet(this.name);
    if (!this.fallback) return this.required ? mustBeSet(this.name, spot) : new Primitive(undefined, spot, reason);
    const { fallback: value } = this;
    if (value.kind !== 'primitive')
      return as.startsWith('asJson') ? fallback(value, reason, spot) : new Opaque(reason, spot);
    const text = String(value.value);
    if (/^as(?:Int|Float|PortNumber)/.test(as)) return new Primitive(Number(text), value.spot ?? spot, reason);
    if (as.startsWith('asBool')) return new Primitive(/^(?:true|1)$/i.test(text), value.spot ?? spot, reason);
    if (as === 'asArray') {
      const parts = text === '' ? [] : text.split(separator);
      return fallback(
        new ArrayValue(
          parts.map((part) => new Primitive(part, value.spot)),
          spot,
        ),
        reason,
        spot,
      );
    }
    return /^as(?:String|Enum|Url|Email)/.test(as) && as !== 'asUrlObject'
      ? new Primitive(text, value.spot ?? spot, reason)
      : new Opaque(`what \`${as}\` gives`, spot);
  }
}

const ENV_VAR = steps<EnvVar>({
  default(model, { args: [value] }) {
    model.fallback = value;
  },
  required(model, { machine, args: [isRequired], spot }) {
    model.required = !isRequired || holds(machine, isRequired, spot);
  },
});

/** The module `env-var`. */
export const envVar: HostValue = moduleOf('env-var', [
  [
    'get',
    fn('get', ({ args: [name], spot }) => {
      if (!isString(name)) return new Opaque('an environment variable', spot);
      return fluent('a variable', new EnvVar(name.value), ENV_VAR, spot, (key, model, _machine, at) =>
        key.startsWith('as')
          ? fn(key, ({ args: [separator] }) => model.read(key, isString(separator) ? separator.value : ',', at))
          : undefined,
      );
    }),
  ],
  ['from', fn('from', () => envVar)],
]);
