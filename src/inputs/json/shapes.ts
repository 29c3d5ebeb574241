import { join } from '../../model/pointer.ts';
import { isObject } from '../../model/schema.ts';
import { printable } from '../../text/printable.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One server found in a JSON value: where its list stands and what is said beside it. */
export interface Shape {
  /** The key it stood under in a map of servers. */
  readonly key?: string;
  /** The pages of the tool list, in order: pointer to the array of tools, and the object that holds it. */
  readonly pages: readonly { readonly tools: string; readonly beside: Fields }[];
  /** Pointers to the objects that hold the server's other fields; the first that has a field is where it stands. */
  readonly holders: readonly string[];
  readonly fields: Fields;
}

export interface Misshape {
  readonly reason: string;
  readonly hint?: string;
  /** Pointer to what is wrong. */
  readonly at?: string;
}

const EXPECTED =
  'Expected `{"tools": […]}`, an array of tools, a `tools/list` response, a map from server names to arrays of tools, or a snapshot.';

/** Finds the tool lists in a value, or says why there are none. Several JSON values in one text come as their array. */
export function findLists(value: unknown): readonly Shape[] | Misshape {
  if (Array.isArray(value)) return inArray(value);
  if (!isObject(value))
    return { reason: `this is ${value === null ? 'null' : `a ${typeof value}`}, not a tool list`, hint: EXPECTED };
  const { tools, result, error, servers, mcpServers } = value;
  if (isBundleManifest(value))
    return { reason: 'this is the manifest of a bundle (MCPB), not a tool list', hint: NAME_IT };
  if (Array.isArray(tools)) return [inHolder('', value)];
  if (
    isMessage(value) ||
    (isObject(result) && Array.isArray(result['tools'])) ||
    (isObject(error) && 'message' in error)
  )
    return inMessages([value], () => '');
  const other = otherFile(value);
  if (other) return other;
  if (Array.isArray(servers)) return inSnapshots(servers);
  if (isObject(mcpServers) || isObject(servers))
    return { reason: 'this is a client configuration, not a tool list', hint: NAME_IT };
  if ('tools' in value) return { reason: '`tools` is not an array', hint: EXPECTED, at: '/tools' };
  const named = inMap(value);
  if (named) return named;
  const [key = '', list] = Object.entries(value)[0] ?? [];
  const offers = Array.isArray(list) ? OFFERS.get(key) : undefined;
  return { reason: offers ? `this is a list of ${offers}, not of tools` : 'no tool list found', hint: EXPECTED };
}

const inHolder = (pointer: string, fields: Fields): Shape => ({
  pages: [{ tools: join(pointer, 'tools'), beside: fields }],
  holders: [pointer],
  fields,
});

/** Enough to tell a tool from the entries of any other array. */
const isToolish = (entry: unknown): boolean =>
  isObject(entry) && ['name', 'description', 'inputSchema'].some((key) => key in entry);

const isMessage = (entry: unknown): boolean =>
  isObject(entry) && 'jsonrpc' in entry && ['result', 'error', 'method'].some((key) => key in entry);

/** Servers by name. Without any tool to go by, every value has to be an array, and none may hold anything else. */
function inMap(value: Fields): readonly Shape[] | undefined {
  const lists = Object.entries(value);
  if (lists.every(([key]) => OFFERS.has(key))) return undefined;
  if (!lists.every(([, list]) => Array.isArray(list))) return undefined;
  const entries = lists.flatMap(([, list]) => list as readonly unknown[]);
  if (entries.length > 0 && !entries.some(isToolish)) return undefined;
  return lists.map(([key]) => ({ key, pages: [{ tools: join('', key), beside: {} }], holders: [], fields: {} }));
}

/** What else a server lists: results of `prompts/list` and the like, no maps of servers. */
const OFFERS: ReadonlyMap<string, string> = new Map([
  ['prompts', 'prompts'],
  ['resources', 'resources'],
  ['resourceTemplates', 'resource templates'],
]);

const NAME_IT = 'Name the server instead: `mcp-audit -- COMMAND ARG…` or `mcp-audit URL`.';

/** Files that are taken for tool lists, and the keys that give them away unless they hold arrays. */
const OTHERS: readonly (readonly [what: string, keys: readonly string[], hint?: string])[] = [
  ['an OpenAPI description', ['openapi', 'swagger']],
  ['a lock file', ['lockfileVersion']],
  ['a package manifest', ['scripts', 'dependencies', 'devDependencies'], NAME_IT],
];

/** The `manifest.json` of a bundle for desktop clients names tools for people, without their schemas. */
const isBundleManifest = ({ manifest_version, dxt_version, tools }: Fields): boolean =>
  (typeof manifest_version === 'string' || typeof dxt_version === 'string') &&
  !(Array.isArray(tools) && tools.some((tool) => isObject(tool) && 'inputSchema' in tool));

function otherFile(value: Fields): Misshape | undefined {
  const other = OTHERS.find(([, keys]) => keys.some((key) => key in value && !Array.isArray(value[key])));
  if (other === undefined) return undefined;
  const [what, , hint = EXPECTED] = other;
  return { reason: `this is ${what}, not a tool list`, hint };
}

function inArray(list: readonly unknown[]): readonly Shape[] | Misshape {
  if (list.some(isMessage)) return inMessages(list, (i) => join('', i));
  if (list.length === 0 || list.some(isToolish))
    return [{ pages: [{ tools: '', beside: {} }], holders: [], fields: {} }];
  const pages = list.flatMap((page, i) =>
    isObject(page) && Array.isArray(page['tools']) ? { tools: join('', i, 'tools'), beside: page } : [],
  );
  if (pages.length === 0 || pages.length < list.length) return { reason: 'no tool list found', hint: EXPECTED };
  if (pages.slice(0, -1).every(({ beside }) => goesOn(beside)))
    return [{ pages, holders: ['/0'], fields: pages[0]!.beside }];
  return {
    reason: `these are ${pages.length} tool lists without the names of their servers`,
    hint: 'Write them as one object: `{"FIRST": […], "SECOND": […]}`.',
  };
}

const goesOn = ({ nextCursor }: Fields): boolean => typeof nextCursor === 'string';

/** Reads what one server answered: `initialize`, the pages of `tools/list`, other lists. Of several tool lists the last counts. */
function inMessages(list: readonly unknown[], pointerOf: (i: number) => string): readonly Shape[] | Misshape {
  let pages: Shape['pages'][number][] = [];
  const holders: string[] = [];
  const fields = Object.create(null) as Record<string, unknown>;
  const errors: string[] = [];
  for (const [i, message] of list.entries()) {
    if (!isObject(message)) continue;
    const { result, error } = message;
    if (isObject(error)) errors.push(describeError(error));
    if (!isObject(result)) continue;
    Object.assign(fields, result);
    const pointer = join(pointerOf(i), 'result');
    holders.push(pointer);
    if (!Array.isArray(result['tools'])) continue;
    if (pages.length > 0 && !goesOn(pages.at(-1)!.beside)) pages = [];
    pages.push({ tools: join(pointer, 'tools'), beside: result });
  }
  if (pages.length > 0) return [{ pages, holders: holders.toReversed(), fields }];
  if (errors.length > 0) return { reason: `this is an error response, not a tool list: ${errors[0]!}` };
  return {
    reason:
      list.length === 1
        ? 'this JSON-RPC message holds no tool list'
        : `none of these ${list.length} JSON-RPC messages holds a tool list`,
    hint: 'The list is in the response to `tools/list`.',
  };
}

function inSnapshots(servers: readonly unknown[]): readonly Shape[] | Misshape {
  const out: Shape[] = [];
  for (const [i, server] of servers.entries()) {
    const pointer = join('/servers', i);
    if (!isObject(server) || !Array.isArray(server['tools']))
      return { reason: `\`servers[${i}]\` holds no \`tools\` array`, hint: EXPECTED, at: pointer };
    out.push(inHolder(pointer, server));
  }
  return out.length > 0 ? out : { reason: '`servers` is empty', hint: EXPECTED, at: '/servers' };
}

const describeError = ({ code, message }: Fields): string =>
  [typeof code === 'number' ? String(code) : '', typeof message === 'string' ? printable(message) : '']
    .filter(Boolean)
    .join(' ') || 'without a message';
