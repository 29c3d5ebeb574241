import type { Machine } from '../machine/machine.ts';
import type { Declared } from '../records.ts';
import { toJson } from '../schemas/to-json.ts';
import type { Spot } from '../syntax.ts';
import { Opaque, type Call, type Condition, type Value } from '../values.ts';
import { afterwards, settled } from './host.ts';
import { readPages, pageRequest, type Page } from './pages.ts';
import { possible } from './parts.ts';
import type { ListName, ServerModel } from './server-model.ts';

/** Which list a request method asks for. */
const LISTS = new Map<string, ListName>([
  ['tools/list', 'tools'],
  ['prompts/list', 'prompts'],
  ['resources/list', 'resources'],
]);

/**
 * `setRequestHandler` of a list. The handler is called when the rest of the program has run, since the table it lists
 * may be filled after it is set. One that is set with schemas of its own `takes` the parameters alone.
 */
export function handleList(
  model: ServerModel,
  requested: string,
  handler: Value,
  takes: 'request' | 'params',
  { machine, spot }: Pick<Call, 'machine' | 'spot'>,
): void {
  const list = LISTS.get(requested);
  if (!list) return;
  const registered = model.handle(list, spot, machine);
  const ask = (cursor: Value): Value => {
    const request = pageRequest(requested, cursor, spot);
    const given = takes === 'params' ? machine.get(request, 'params', spot) : request;
    return machine.call(handler, [given, new Opaque('the context of the request', spot)], spot);
  };
  const read = ({ result, when }: Page): boolean => {
    const items = settled(machine.get(result, list, spot));
    for (const option of possible(items))
      readItems(model, list, settled(option.value), machine, spot, option.when ?? when);
    return items.kind !== 'opaque';
  };
  const unread = (reason: string, at = spot): void => {
    if (list === 'tools') model.unread(machine, { spot: at, reason, extent: 'list' });
  };
  afterwards(
    machine,
    `the handler of ${requested}`,
    spot,
    () => {
      if (!model.isHandled(list, registered)) return;
      machine.work.inCallback = false; // what it calls for every page has to do with the server
      readPages(ask, read, unread, machine, spot, registered.when);
    },
    'last',
  );
}

function readItems(
  model: ServerModel,
  list: ListName,
  items: Value,
  machine: Machine,
  spot: Spot,
  outer: Condition | undefined,
): void {
  const at = items.spot ?? spot;
  const unread = (reason: string, extent: 'one' | 'list', where: Spot): void => {
    if (list === 'tools') model.unread(machine, { spot: where, reason, extent });
  };
  if (items.kind === 'opaque') return unread(items.reason, 'list', at);
  const { elements, open } = machine.iterate(items, spot);
  const declared: Declared[] = [];
  for (const element of elements) {
    machine.step();
    for (const { value, when = element.when ?? outer } of possible(element.value)) {
      const item = settled(value);
      if (item.kind === 'opaque') unread(item.reason, 'one', item.spot ?? at);
      else if (item.kind !== 'primitive') {
        const read = declareItem(list, item, machine, item.spot ?? at);
        if (typeof read === 'string') unread(read, 'one', item.spot ?? at);
        else declared.push({ ...read, when });
      }
    }
  }
  model.list(list, declared);
  if (open) unread(open.kind === 'opaque' ? open.reason : 'a part of the list', 'list', open.spot ?? at);
}

/** An entry of a list as it is sent, or why not even its name is known. */
function declareItem(list: ListName, item: Value, machine: Machine, spot: Spot): Declared | string {
  const { json, trail } = toJson(item, machine);
  const key = list === 'resources' ? 'uri' : 'name';
  if (trail.opaque !== undefined && !trail.parts?.has(key)) return trail.opaque;
  const name = trail.parts?.get(key);
  if (name?.opaque !== undefined) return name.opaque;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'an entry that is no object';
  const entry = json as Readonly<Record<string, unknown>>;
  return typeof entry[key] === 'string' ? { json: entry, trail, spot } : `its ${key} is no text`;
}
