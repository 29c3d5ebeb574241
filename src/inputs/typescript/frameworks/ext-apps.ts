import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { isNullish, ObjectValue, Primitive, UNDEFINED, type Call, type Value } from '../values.ts';
import { members, method, moduleOf, unknown } from './host.ts';

const URI_KEY = 'ui/resourceUri';
const MIME_TYPE = 'text/html;profile=mcp-app';

/** A shallow copy with members on top, as a spread makes it. */
function spread(of: Value, more: ReadonlyMap<string, Value>, first = false): Value {
  if (of.kind !== 'object' && !isNullish(of)) return of;
  const copy = new ObjectValue(of.spot);
  const add = (): void => {
    for (const [key, value] of more) if (!first || !copy.properties.has(key)) copy.properties.set(key, { value });
  };
  if (first) add();
  if (of.kind === 'object') {
    for (const [key, property] of of.properties) copy.properties.set(key, property);
    copy.open = of.open;
  }
  if (!first) add();
  return copy;
}

/** `_meta` with the address of the view under both of its names. */
export function uiMeta(meta: Value, machine: Machine, spot: Spot): Value {
  const ui = machine.get(meta, 'ui', spot);
  const named = ui.kind === 'object' ? machine.get(ui, 'resourceUri', spot) : UNDEFINED;
  const legacy = machine.get(meta, URI_KEY, spot);
  if (!isNullish(named) && isNullish(legacy)) return spread(meta, new Map([[URI_KEY, named]]));
  if (!isNullish(legacy) && isNullish(named))
    return spread(meta, new Map([['ui', spread(ui, new Map([['resourceUri', legacy]]))]]));
  return meta;
}

/** `registerAppTool(server, name, config, callback)` is `server.registerTool` with more in `_meta`. */
function registerAppTool({ args, machine, spot }: Call): Value {
  const [server = UNDEFINED, name = UNDEFINED, config = UNDEFINED, callback = UNDEFINED] = args;
  const meta = machine.get(config, '_meta', spot);
  const full = spread(config, new Map([['_meta', uiMeta(meta, machine, spot)]]));
  return machine.call(machine.get(server, 'registerTool', spot), [name, full, callback], spot, server);
}

/** `registerAppResource(server, name, uri, config, callback)` */
function registerAppResource({ args, machine, spot }: Call): Value {
  const [server = UNDEFINED, name = UNDEFINED, uri = UNDEFINED, config = UNDEFINED, callback = UNDEFINED] = args;
  const full = spread(config, new Map([['mimeType', new Primitive(MIME_TYPE)]]), true);
  return machine.call(machine.get(server, 'registerResource', spot), [name, uri, full, callback], spot, server);
}

export const extApps = moduleOf(
  '@modelcontextprotocol/ext-apps',
  members({
    registerAppTool: method('registerAppTool', registerAppTool),
    registerAppResource: method('registerAppResource', registerAppResource),
    getUiCapability: unknown('getUiCapability'),
    RESOURCE_URI_META_KEY: new Primitive(URI_KEY),
    RESOURCE_MIME_TYPE: new Primitive(MIME_TYPE),
    EXTENSION_ID: new Primitive('io.modelcontextprotocol/ui'),
  }),
);
