import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { serverAddress, parseAddress, type Address } from '../../model/address.ts';
import { join } from '../../model/pointer.ts';
import { isRevision } from '../../model/revisions.ts';
import { isObject } from '../../model/schema.ts';
import type { ListFact, PageFact, Quirk, WireFacts } from '../../model/server.ts';
import { buildServer } from '../build.ts';
import type { Env, Failed, Loaded, Place } from '../input.ts';
import { locator } from './locate.ts';
import { readJson, JsonProblem, type Document } from './read.ts';
import { findLists, type Shape } from './shapes.ts';

export interface JsonSpec {
  /** A path, or `-` for standard input. */
  readonly path: string;
  /** The text of standard input, read by the caller. */
  readonly stdin?: () => Promise<string>;
}

/** Reads the tool lists of one JSON file; a file may hold several servers. */
export async function loadJson(spec: JsonSpec, env: Env): Promise<readonly (Loaded | Failed)[]> {
  const file = spec.path === '-' ? '<stdin>' : displayPath(spec.path, env.root);
  const stem = spec.path === '-' ? 'stdin' : path.basename(spec.path).replace(/\.json$/i, '');
  const failed = (reason: string, more: Partial<Failed> = {}): Failed[] => [{ id: stem, input: 'json', reason, ...more }];
  let text: string;
  try {
    text = spec.path === '-' ? await spec.stdin!() : await readFile(path.resolve(env.root, spec.path), 'utf8');
  } catch (error) {
    return failed(whyUnreadable(error, file), { hint: 'Name a JSON file with a tool list, a URL, or `-- COMMAND ARG…`.' });
  }
  return loadText(text, file, stem);
}

/** The same for a text already in hand. `file` is the name places carry, `stem` the server id when the text names none. */
export function loadText(text: string, file: string, stem: string): readonly (Loaded | Failed)[] {
  const failed = (reason: string, more: Partial<Failed> = {}): Failed[] => [{ id: stem, input: 'json', reason, ...more }];
  let document: Document;
  try {
    document = readJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const place: Place = { file, start: error.position, end: error.position, precision: 'exact' };
    return failed(error.message, { place });
  }
  const lists = findLists(document.value);
  if ('reason' in lists) return failed(lists.reason, lists.hint ? { hint: lists.hint } : {});
  return lists.map((shape) => loadServer(shape, document, file, stem));
}

/** A path as findings print it: relative to the working directory where it lies inside, with `/`. */
export function displayPath(file: string, root: string): string {
  const relative = path.relative(root, path.resolve(root, file));
  const shown = relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? path.resolve(root, file) : relative;
  return shown.split(path.sep).join('/');
}

function whyUnreadable(error: unknown, file: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `no such file: ${file}`;
  if (code === 'EISDIR') return `${file} is a directory`;
  if (code === 'EACCES') return `no permission to read ${file}`;
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return `${file} is too large to read`;
  return `cannot read ${file}: ${code ?? String(error)}`;
}

function loadServer(shape: Shape, document: Document, file: string, stem: string): Loaded {
  const { fields } = shape;
  const info = [fields['server'], fields['serverInfo']].find(isObject);
  const named = typeof info?.['name'] === 'string' && info['name'] !== '' ? info['name'] : undefined;
  const id = shape.key ?? named ?? stem;
  const tools = valueAt(document.value, shape.tools) as readonly unknown[];
  const wire = wireOf(shape, tools.length);
  const cut = wire.lists.find(({ method, outcome }) => method === 'tools/list' && outcome !== 'complete');
  const draft = buildServer({
    id,
    fidelity: fields['fidelity'] === 'declared' ? 'declared' : 'observed',
    complete: cut === undefined,
    revisions: revisionsOf(fields),
    info,
    instructions: fields['instructions'],
    capabilities: fields['capabilities'],
    tools,
    prompts: listOf(fields['prompts']),
    resources: listOf(fields['resources']),
    wire,
    quirks: opaqueOf(fields['opaque'], id),
  });
  const order = new Map(draft.tools.map((tool, i) => [`${tool.data.name}\0${tool.address.nth}`, i]));
  const bases = (at: Address): string | undefined => {
    if (at.kind === 'tool') {
      const i = order.get(`${at.name}\0${at.nth}`);
      return i === undefined ? undefined : join(shape.tools, i);
    }
    return shape.holder ?? shape.tools;
  };
  const owners = [...draft.tools.map((tool, i) => ({ at: tool.address, base: join(shape.tools, i) }))];
  const duplicates = duplicateKeys(document, owners, shape, id);
  return {
    input: 'json',
    server: duplicates.length === 0 ? draft : { ...draft, quirks: [...draft.quirks, ...duplicates] },
    ...(cut ? { partial: cut.reason ?? 'the tool list was cut short' } : {}),
    locate: locator(document, file, bases),
    texts: new Map([[file, document.lines.text]]),
    suppressions: [],
    files: [file],
  };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function valueAt(root: unknown, pointer: string): unknown {
  return pointer === '' ? root : pointer.slice(1).split('/').reduce<unknown>((value, token) => (value as Record<string, unknown>)[token.replaceAll('~1', '/').replaceAll('~0', '~')], root);
}

/** A snapshot says `revisions`; other dumps name the negotiated one. */
function revisionsOf(fields: Shape['fields']): string[] {
  const { revisions, protocolVersion, protocol } = fields;
  return (Array.isArray(revisions) ? revisions : [protocolVersion, protocol]).filter((each): each is string => typeof each === 'string' && isRevision(each));
}

/** A snapshot carries its wire facts; any other list is one page, and `nextCursor` beside it says whether more exist. */
function wireOf({ fields }: Shape, count: number): WireFacts {
  if (isObject(fields['wire'])) {
    const { pages, lists, stdout, http, transport, era } = fields['wire'];
    return {
      ...(typeof transport === 'string' ? { transport: transport as 'stdio' } : {}),
      ...(typeof era === 'string' ? { era: era as 'legacy' } : {}),
      pages: listOf(pages) as PageFact[],
      lists: listOf(lists) as ListFact[],
      stdout: listOf(stdout) as string[],
      http: listOf(http) as WireFacts['http'],
    };
  }
  const result: Record<string, unknown> = {};
  for (const key of ['nextCursor', 'ttlMs', 'cacheScope', 'resultType', '_meta']) if (key in fields) result[key] = fields[key];
  const { nextCursor } = fields;
  const cut = typeof nextCursor === 'string';
  const list: ListFact = { method: 'tools/list', declared: true, outcome: cut ? 'cut' : 'complete', ...(cut ? { reason: 'the list goes on: `nextCursor` is set and the next page is not here' } : {}) };
  return { pages: [{ method: 'tools/list', result, items: count }], lists: [list], stdout: [], http: [] };
}

function opaqueOf(opaque: unknown, id: string): Quirk[] {
  return listOf(opaque).flatMap((entry) => {
    const { address, reason } = isObject(entry) ? entry : { address: entry, reason: undefined };
    const at = typeof address === 'string' ? parseAddress(address) : undefined;
    return at ? [{ at: { ...at, server: id }, what: 'opaque' as const, reason: typeof reason === 'string' ? reason : 'not known when the snapshot was taken' }] : [];
  });
}

function duplicateKeys(document: Document, owners: readonly { at: Address; base: string }[], shape: Shape, id: string): Quirk[] {
  return document.duplicates.flatMap((pointer) => {
    const owner = owners.find(({ base }) => pointer.startsWith(`${base}/`));
    if (owner) return [{ at: { ...owner.at, pointer: pointer.slice(owner.base.length) }, what: 'duplicate-key' as const }];
    const holder = shape.holder ?? '';
    return pointer.startsWith(`${holder}/`) && !pointer.startsWith(`${shape.tools}/`) ? [{ at: { ...serverAddress(id), pointer: pointer.slice(holder.length) }, what: 'duplicate-key' as const }] : [];
  });
}
