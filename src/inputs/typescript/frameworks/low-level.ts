import { SchemaData } from '../schemas/schema-value.ts';
import { textOf, ts, type Spot } from '../syntax.ts';
import { HostValue, isString, Opaque, UNDEFINED, type Call, type Value } from '../values.ts';
import type { Machine } from '../machine/machine.ts';
import { inert, method, unknown, unknownLater } from './host.ts';
import { handleList } from './lists.ts';
import { methodByName, RequestKind } from './request-kinds.ts';
import type { ServerModel } from './server-model.ts';

/** The method a request handler is set for: a text, a schema of the SDK, or a schema of the program with a `method` literal. */
function requestedMethod({ args: [asked], spot }: Call): string | undefined {
  if (isString(asked)) return asked.value;
  if (asked?.kind === 'host' && asked.data instanceof RequestKind) return asked.data.method;
  return (
    (asked?.kind === 'host' && asked.data instanceof SchemaData ? literalMethod(asked.data.schema) : undefined) ??
    named(spot)
  );
}

function literalMethod(schema: unknown): string | undefined {
  const literal = (schema as { shape?: { method?: { def?: Def; _def?: Def } } }).shape?.method;
  const def = literal?.def ?? literal?.['_def'];
  const value = def?.values?.[0] ?? def?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A schema that could not be read still has the name the SDK gave it. */
function named({ file, node }: Spot): string | undefined {
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  return first && methodByName(/\w+$/.exec(textOf({ file, node: first }).slice(-80))?.[0] ?? '');
}

interface Def {
  readonly values?: readonly unknown[];
  readonly value?: unknown;
}

/** Calls a callback of the server's life: what it registers, it registers when a client is there. */
function callLater(callback: Value | undefined, machine: Machine, call: Pick<Call, 'spot'>): void {
  if (callback?.kind === 'function')
    machine.later(callback, [new Opaque('what the client sends', call.spot)], call.spot);
}

function setRequestHandler(model: ServerModel, call: Call): Value {
  const { args } = call;
  const requested = requestedMethod(call);
  const handler = args.at(-1);
  if (requested === 'tools/call' && handler)
    model.dispatch({ handler, takes: args.length > 2 ? 'params' : 'request', spot: call.spot });
  else if (requested !== undefined && handler)
    handleList(model, requested, handler, args.length > 2 ? 'params' : 'request', call);
  return UNDEFINED;
}

const LISTS = new Map([
  ['tools/list', 'tools'],
  ['prompts/list', 'prompts'],
  ['resources/list', 'resources'],
] as const);

function removeRequestHandler(model: ServerModel, call: Call): Value {
  const list = LISTS.get(requestedMethod(call) as 'tools/list');
  if (list) model.unhandle(list);
  return UNDEFINED;
}

const UNKNOWN = ['getClientCapabilities', 'getClientVersion', 'getCapabilities', 'getNegotiatedProtocolVersion'];
const LATER = ['request', 'createMessage', 'elicitInput', 'listRoots', 'ping', 'close', 'notification'];
const INERT = [
  'registerCapabilities',
  'assertCanSetRequestHandler',
  'removeNotificationHandler',
  'sendLoggingMessage',
  'sendResourceUpdated',
  'sendResourceListChanged',
  'sendToolListChanged',
  'sendPromptListChanged',
];

/** What every server of the SDKs has: `Server`, and `server` of `McpServer`. */
export function protocolMembers(model: ServerModel): Map<string, Value> {
  const members = new Map<string, Value>();
  for (const name of UNKNOWN) members.set(name, unknown(`server.${name}`));
  for (const name of LATER) members.set(name, unknownLater(`server.${name}`));
  for (const name of INERT) members.set(name, inert(`server.${name}`));
  const connect = unknownLater('server.connect');
  members.set(
    'connect',
    method('server.connect', (call) => {
      model.record.connected = true;
      return call.machine.call(connect, call.args, call.spot, call.self);
    }),
  );
  members.set(
    'setRequestHandler',
    method('server.setRequestHandler', (call) => setRequestHandler(model, call)),
  );
  members.set(
    'removeRequestHandler',
    method('server.removeRequestHandler', (call) => removeRequestHandler(model, call)),
  );
  members.set(
    'setNotificationHandler',
    method('server.setNotificationHandler', (call) => {
      callLater(call.args.at(-1), call.machine, call);
      return UNDEFINED;
    }),
  );
  return members;
}

/** The host of a server: its members, what the program put on it, and callbacks such as `oninitialized`. */
export function serverHost(label: string, model: ServerModel, members: ReadonlyMap<string, Value>): HostValue {
  const { spot } = model.record;
  return new HostValue(
    label,
    {
      get: (key, _machine, self, at) =>
        self.own.properties.get(key)?.value ??
        members.get(key) ??
        (key.startsWith('_') || key === 'transport' ? new Opaque(`\`${label}.${key}\``, at) : undefined),
      set(key, value, machine, self) {
        machine.touch(self.own);
        self.own.properties.set(key, { value });
        if (key === 'oninitialized') callLater(value, machine, { spot: value.spot ?? spot });
      },
    },
    model,
    spot,
  );
}

/** `Server` of the SDKs, without the comfort of `McpServer`. */
export const lowLevelServer = (model: ServerModel): HostValue => serverHost('Server', model, protocolMembers(model));
