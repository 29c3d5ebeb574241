import { isObject } from '../../model/schema.ts';

/** One server found in a JSON value: where its list stands and what is said beside it. */
export interface Shape {
  /** The key it stood under in a map of servers. */
  readonly key?: string;
  /** Pointer to the array of tools. */
  readonly tools: string;
  /** Pointer to the object that holds the server's other fields, when there is one. */
  readonly holder?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Misshape {
  readonly reason: string;
  readonly hint?: string;
}

const EXPECTED = 'Expected `{"tools": […]}`, an array of tools, a `tools/list` response, a map from server names to arrays of tools, or a snapshot.';

/** Finds the tool lists in a value, or says why there are none. */
export function findLists(value: unknown): readonly Shape[] | Misshape {
  if (Array.isArray(value)) return [{ tools: '', fields: {} }];
  if (!isObject(value)) return { reason: `this is ${typeof value === 'object' ? 'null' : `a ${typeof value}`}, not a tool list`, hint: EXPECTED };
  if (Array.isArray(value['tools'])) return [{ tools: '/tools', holder: '', fields: value }];
  if (isObject(value['result']) && Array.isArray(value['result']['tools'])) return [{ tools: '/result/tools', holder: '/result', fields: value['result'] }];
  if (isObject(value['error'])) return { reason: `this is an error response, not a tool list: ${describeError(value['error'])}` };
  if (Array.isArray(value['servers'])) return snapshots(value['servers']);
  if (isObject(value['mcpServers']) || isObject(value['servers'])) {
    return { reason: 'this is a client configuration, not a tool list', hint: 'Name the server instead: `mcp-audit -- COMMAND ARG…` or `mcp-audit URL`.' };
  }
  if ('tools' in value) return { reason: '`tools` is not an array', hint: EXPECTED };
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([, list]) => Array.isArray(list) && list.every(isObject))) {
    return entries.map(([key]) => ({ key, tools: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, fields: {} }));
  }
  return { reason: 'no tool list found', hint: EXPECTED };
}

function snapshots(servers: readonly unknown[]): readonly Shape[] | Misshape {
  const out: Shape[] = [];
  for (const [i, server] of servers.entries()) {
    if (!isObject(server) || !Array.isArray(server['tools'])) return { reason: `\`servers[${i}]\` holds no \`tools\` array`, hint: EXPECTED };
    out.push({ tools: `/servers/${i}/tools`, holder: `/servers/${i}`, fields: server });
  }
  return out;
}

const describeError = ({ code, message }: Readonly<Record<string, unknown>>): string => [code, message].filter((part) => typeof part === 'number' || typeof part === 'string').join(' ');
