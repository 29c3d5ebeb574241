import { isObject } from '../../model/schema.ts';
import type { ListMethod } from '../../model/wire.ts';
import type { Hello } from './handshake.ts';
import { startLimit, type Limit } from './limit.ts';
import { readList, type ListRead } from './lists.ts';
import type { Peer } from './peer.ts';
import { RpcError } from './problem.ts';

/** All lists of one server. The others are left out when the server does not promise them. */
export interface Everything {
  readonly tools: ListRead;
  readonly prompts?: ListRead;
  readonly resources?: ListRead;
  readonly templates?: ListRead;
  /** How often the server had said that its tools change when they were read. */
  readonly changes: number;
  /** Milliseconds for a page of tools. */
  readonly took: number;
}

export interface ReadOptions {
  readonly limit: Limit;
  readonly maxPages: number | undefined;
  /** Called with the number of tools read so far. */
  readonly progress: (tools: number) => void;
}

/** The lists beside the tools may take so many milliseconds together. */
const OTHERS = 5000;
export const MAX_PAGES = 100;
/** A server that changes its tools while it is read gets so many readings. */
const READINGS = 3;

/**
 * Reads the tools first, then whatever else the server promises, which never costs the tools. Tools are asked for even when
 * they are not promised: clients ask too. Rejects when not one page of tools was read, unless the server has none.
 */
export async function readEverything(
  peer: Peer,
  hello: Hello,
  { limit, maxPages = MAX_PAGES, progress }: ReadOptions,
): Promise<Everything> {
  const promised = (capability: string): boolean =>
    isObject(hello.capabilities) && isObject(hello.capabilities[capability]);
  const readTools = (): Promise<ListRead> =>
    readList(peer, 'tools/list', { declared: promised('tools'), maxPages, limit, progress });
  let changes = peer.toolChanges;
  const began = performance.now();
  let tools = await readTools();
  const took = (performance.now() - began) / Math.max(1, tools.pages.length);
  const hasNone = tools.problem instanceof RpcError && !tools.fact.declared;
  if (tools.problem && tools.pages.length === 0 && !hasNone) throw tools.problem;

  const others = startLimit(OTHERS, limit.signal);
  const readOther = async (method: ListMethod, capability: string): Promise<ListRead | undefined> =>
    promised(capability) ? readList(peer, method, { declared: true, maxPages, limit: others }) : undefined;
  const prompts = await readOther('prompts/list', 'prompts');
  const resources = await readOther('resources/list', 'resources');
  const templates = await readOther('resources/templates/list', 'resources');
  others.end();

  for (let reading = 1; peer.toolChanges > changes && reading < READINGS && !tools.problem; reading++) {
    changes = peer.toolChanges;
    const again = await readTools();
    if (!again.problem) tools = again;
  }
  return {
    tools,
    ...(prompts ? { prompts } : {}),
    ...(resources ? { resources } : {}),
    ...(templates ? { templates } : {}),
    changes,
    took,
  };
}
