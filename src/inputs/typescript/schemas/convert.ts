import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import { ObjectValue, Opaque, type Call, type HostValue, type Value } from '../values.ts';
import { Arguments } from './arguments.ts';
import { rethrow, type Target } from './call.ts';
import { fromJson } from './from-json.ts';
import { isObject, type Real } from './kinds.ts';
import { SchemaData, type Io } from './schema-value.ts';
import { toJson } from './to-json.ts';
import { trace } from './trace.ts';
import { weigh } from './weight.ts';
import { thrownBy, wrap } from './wrap.ts';
import type { Overridden } from './zod-releases.ts';
import { releaseOfProject } from './zod-version.ts';

/**
 * `zodToJsonSchema(X)`, `z.toJSONSchema(X)`, `X.toJSONSchema()`, `X['~standard'].jsonSchema.input()`: the JSON Schema as a
 * value of the program, with the places of the schema it was made of.
 */
export function convert(target: Target, call: Call): Value {
  const { name, label, owner } = target;
  const { spot, args, machine } = call;
  const [subject, at] = owner ? [owner, 0] : [schemaIn(args[0]), 1];
  if (!subject) return args[0]?.kind === 'opaque' ? args[0] : new Opaque(`what \`${label}\` gives`, spot);
  if (weigh(subject) === undefined) return new Opaque('a schema that is too large', spot);
  const given = new Arguments(target, call);
  if (given.whole !== undefined) return new Opaque(given.whole, spot);
  const options = isObject(given.real[at]) ? given.real[at] : undefined;
  const io = direction(name, options);
  const release = subject.family === 'zod4' ? releaseOfProject(machine, io) : undefined;
  const reading = new Overrides(target, call);
  const own = reading.of(args[at]);
  const override = (context: Overridden): void => {
    release?.override(context);
    own?.(context);
  };
  if (release || own)
    given.real[at] =
      owner && (name === 'input' || name === 'output')
        ? { ...options, libraryOptions: { override } }
        : { ...options, override };
  try {
    const json: unknown = Reflect.apply(target.real, target.self, given.real);
    if (!isObject(json)) return new Opaque(`what \`${label}\` gives`, spot);
    if (reading.unread) return new Opaque(reading.unread.reason, reading.unread.spot ?? spot);
    const plain = JSON.parse(JSON.stringify(json)) as Real;
    const finished = release ? release.finish(plain) : plain;
    const trail = trace(subject, finished, io);
    return fromJson(finished, { ...trail, spot: trail.spot ?? spot });
  } catch (error) {
    return rethrow(error) ?? new Opaque(thrownBy(label, error), spot);
  }
}

const schemaIn = (value: Value | undefined): SchemaData | undefined => {
  const { data } = (value?.kind === 'host' ? value : {}) as Partial<HostValue>;
  return data instanceof SchemaData ? data : undefined;
};

/** zod 4 describes what parsing gives unless told otherwise, the other libraries what it takes. */
function direction(name: string, options: Real | undefined): Io {
  if (name === 'input' || name === 'output') return name;
  const chosen = options?.['io'] ?? options?.['pipeStrategy'] ?? options?.['typeMode'];
  if (chosen === 'input' || chosen === 'output') return chosen;
  return name === 'toJSONSchema' ? 'output' : 'input';
}

/** `override` of the program: it changes the JSON Schema of each schema in place. */
class Overrides {
  /** The first thing it wrote that is not known. */
  unread: { readonly reason: string; readonly spot: Spot | undefined } | undefined;
  readonly #target: Target;
  readonly #call: Call;

  constructor(target: Target, call: Call) {
    this.#target = target;
    this.#call = call;
  }

  of(options: Value | undefined): ((context: Overridden) => void) | undefined {
    const callee = options?.kind === 'object' ? options.properties.get('override')?.value : undefined;
    return callee?.kind === 'function' ? (context) => this.#run(callee, context) : undefined;
  }

  #run(callee: Value, { zodSchema, jsonSchema, path }: Overridden): void {
    const { machine, spot } = this.#call;
    const { label, library } = this.#target;
    const context = new ObjectValue(spot);
    context.properties.set('zodSchema', { value: wrap(zodSchema, { label, library, spot }) });
    context.properties.set('jsonSchema', { value: fromJson(jsonSchema, { spot }) });
    context.properties.set('path', { value: fromJson(path ?? [], { spot }) });
    machine.call(callee, [context], spot);
    const { json, trail } = toJson(machine.get(context, 'jsonSchema', spot), machine);
    this.unread ??= unreadIn(trail);
    if (!isObject(json)) return;
    for (const key of Object.keys(jsonSchema)) if (!(key in json)) delete jsonSchema[key];
    // what stayed the same stays itself: zod still changes it
    for (const [key, value] of Object.entries(json))
      if (JSON.stringify(value) !== JSON.stringify(jsonSchema[key])) jsonSchema[key] = value;
  }
}

function unreadIn({ opaque, spot, parts }: Trail): Overrides['unread'] {
  if (opaque !== undefined) return { reason: opaque, spot };
  for (const part of parts?.values() ?? []) {
    const found = unreadIn(part);
    if (found) return found;
  }
  return undefined;
}
