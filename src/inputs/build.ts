import { itemAt, serverAddress, type Item, type Kind } from '../model/address.ts';
import type { CodeFacts } from '../model/code.ts';
import { isObject, isSchema } from '../model/schema.ts';
import type { Offer, Quirk, Tool, ToolServer } from '../model/server.ts';
import type { WireFacts } from '../model/wire.ts';
import { unreadCode } from './code.ts';

/** What an input knows of a server, as sent. */
export interface Raw {
  readonly id: string;
  readonly fidelity: 'observed' | 'declared';
  readonly complete: boolean;
  readonly revisions?: readonly string[];
  readonly info?: unknown;
  readonly instructions?: unknown;
  readonly capabilities?: unknown;
  readonly tools: readonly unknown[];
  readonly prompts?: readonly unknown[];
  readonly resources?: readonly unknown[];
  readonly wire?: WireFacts;
  readonly code?: CodeFacts;
  /** Addresses already use the id above. */
  readonly quirks?: readonly Quirk[];
}

/** Builds the model from what was sent: typed fields where the type is right, everything else only in `raw`. */
export function buildServer(raw: Raw): ToolServer {
  const at = (...path: (string | number)[]) => serverAddress(raw.id, ...path);
  const quirks: Quirk[] = [...(raw.quirks ?? [])];
  if (!raw.complete) quirks.push({ at: at('tools'), what: 'opaque', reason: 'the tool list is not complete' });
  if (raw.code) quirks.push(...unreadCode(raw.code, raw.id));
  return {
    id: raw.id,
    fidelity: raw.fidelity,
    complete: raw.complete,
    revisions: raw.revisions ?? [],
    ...serverInfo(raw.info),
    ...(typeof raw.instructions === 'string' ? { instructions: raw.instructions } : {}),
    ...(isObject(raw.capabilities) ? { capabilities: raw.capabilities } : {}),
    tools: items(raw.id, 'tool', raw.tools, toTool, quirks),
    prompts: items(raw.id, 'prompt', raw.prompts ?? [], toOffer, quirks),
    resources: items(raw.id, 'resource', raw.resources ?? [], toOffer, quirks),
    ...(raw.wire ? { wire: raw.wire } : {}),
    ...(raw.code ? { code: raw.code } : {}),
    quirks,
    at,
  };
}

function serverInfo(info: unknown): Pick<ToolServer, 'info'> {
  if (!isObject(info)) return {};
  const { name, version } = info;
  return {
    info: {
      name: typeof name === 'string' ? name : '',
      ...(typeof version === 'string' ? { version } : {}),
      raw: info,
    },
  };
}

/** Names the items of one list: the second tool called `search` is `search[2]`. Prompts and resources are known by name or URI. */
function items<T extends { name: string }>(
  server: string,
  kind: Kind,
  list: readonly unknown[],
  read: (raw: Readonly<Record<string, unknown>>) => T,
  quirks: Quirk[],
): Item<T>[] {
  const seen = new Map<string, number>();
  return list.map((entry) => {
    const data = read(isObject(entry) ? entry : {});
    const nth = (seen.get(data.name) ?? 0) + 1;
    seen.set(data.name, nth);
    const item = itemAt(data, { server, kind, name: data.name, nth, pointer: '' });
    if (!isObject(entry)) quirks.push({ at: item.address, what: 'not-an-object' });
    return item;
  });
}

const text = (value: unknown): value is string => typeof value === 'string';

export function toTool(raw: Readonly<Record<string, unknown>>): Tool {
  const { name, title, description, inputSchema, outputSchema, annotations } = raw;
  return {
    name: text(name) ? name : '',
    ...(text(title) ? { title } : {}),
    ...(text(description) ? { description } : {}),
    ...(isSchema(inputSchema) ? { inputSchema } : {}),
    ...(isSchema(outputSchema) ? { outputSchema } : {}),
    ...(isObject(annotations) ? { annotations } : {}),
    raw,
  };
}

function toOffer(raw: Readonly<Record<string, unknown>>): Offer {
  const { name, uri, uriTemplate, description } = raw;
  const known = [uri, uriTemplate, name].find(text) ?? '';
  return { name: known, ...(text(description) ? { description } : {}), raw };
}
