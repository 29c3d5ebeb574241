import path from 'node:path';

import type { Address } from '../../model/address.ts';
import { join, resolve, segments } from '../../model/pointer.ts';
import { isRevision } from '../../model/revisions.ts';
import { isObject } from '../../model/schema.ts';
import type { WireFacts } from '../../model/server.ts';
import { positionAt, type Position } from '../../text/lines.ts';
import { buildServer } from '../build.ts';
import type { Env, Failed, Loaded, Place } from '../input.ts';
import { readBytes } from './bytes.ts';
import { decode, looksUtf16 } from './decode.ts';
import { locator, type Route } from './locate.ts';
import { duplicateKeys, snapshotQuirks } from './quirks.ts';
import { readJson, JsonProblem, type Document } from './read.ts';
import { findLists, type Shape } from './shapes.ts';
import { reach, type Spot } from './spots.ts';
import { readWire, wireOfPages } from './wire.ts';

export interface JsonSpec {
  /** A path, or `-` for standard input. */
  readonly path: string;
  /** What standard input holds, read by the caller. */
  readonly stdin?: () => Promise<string | Uint8Array>;
}

/** Reads the tool lists of one JSON file; a file may hold several servers. */
export async function loadJson(spec: JsonSpec, env: Env): Promise<readonly (Loaded | Failed)[]> {
  const file = spec.path === '-' ? '<stdin>' : displayPath(spec.path, env.root);
  const stem = spec.path === '-' ? 'stdin' : stemOf(spec.path);
  let sent: string | Uint8Array;
  try {
    sent =
      spec.path === '-'
        ? ((await spec.stdin?.()) ?? '')
        : await readBytes(path.resolve(env.root, spec.path), env.signal);
  } catch (error) {
    return [
      failure(stem, whyUnreadable(error, file), {
        hint: 'Name a JSON file with a tool list, a URL, or `-- COMMAND ARG…`.',
      }),
    ];
  }
  const { text, bad } = typeof sent === 'string' ? { text: sent, bad: undefined } : decode(sent);
  if (bad && !looksUtf16(text))
    return [
      failure(stem, 'not valid UTF-8', {
        place: placeAt(file, bad),
        hint: 'JSON is UTF-8 (RFC 8259 8.1): save the file in that encoding.',
      }),
    ];
  return loadText(text, file, stem);
}

/** The same for a text already in hand. `file` is the name places carry, `stem` the server id when the text names none. */
export function loadText(source: string, file: string, stem: string): readonly (Loaded | Failed)[] {
  if (looksUtf16(source))
    return [
      failure(stem, 'this is UTF-16, not UTF-8', {
        hint: 'Save it as UTF-8; in PowerShell: `… | Out-File -Encoding utf8 tools.json`.',
      }),
    ];
  let document: Document;
  try {
    document = readJson(source, { several: true });
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const { message, found, position } = error;
    const quoted = found === '' ? '' : `, found \`${found.replaceAll('`', "'")}\``;
    const hint = /^(?:event|data|id|retry)?:/.test(source)
      ? { hint: 'This is an event stream (SSE): keep only what follows `data:`.' }
      : {};
    return [
      failure(stem, message.startsWith('not valid JSON') ? message + quoted : message, {
        place: placeAt(file, position),
        ...hint,
      }),
    ];
  }
  const lists = findLists(document.value);
  if (!('reason' in lists)) return lists.map((shape) => loadServer(shape, document, file, stem));
  const { reason, hint, at } = lists;
  const place =
    at === undefined ? {} : { place: placeAt(file, positionAt(document.lines, reach(document.root, at).spot.start)) };
  return [failure(stem, reason, { ...(hint === undefined ? {} : { hint }), ...place })];
}

/** A path as findings print it: relative to the working directory, with `/`; absolute only on another drive. Ids and fingerprints may hold it, so it must not name the machine. */
export function displayPath(file: string, root: string): string {
  return (path.relative(root, path.resolve(root, file)) || '.').split(path.sep).join('/');
}

const stemOf = (file: string): string => path.basename(file).replace(/(.)\.(?:json|jsonl|ndjson)$/i, '$1');

const failure = (id: string, reason: string, more: Pick<Failed, 'hint' | 'place'> = {}): Failed => ({
  id,
  input: 'json',
  reason,
  ...more,
});

const placeAt = (file: string, position: Position): Place => ({
  file,
  start: position,
  end: position,
  precision: 'exact',
});

/** Why a file could not be read, as a sentence that names it. */
export function whyUnreadable(error: unknown, file: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `no such file: ${file}`;
  if (code === 'EISDIR') return `${file} is a directory`;
  if (code === 'EACCES') return `no permission to read ${file}`;
  if (code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE') return `${file} is too large to read`;
  return `cannot read ${file}: ${code ?? String(error)}`;
}

function loadServer(shape: Shape, document: Document, file: string, stem: string): Loaded {
  const { fields } = shape;
  const lists = shape.pages.map(({ tools }) => ({
    values: resolve(document.value, tools) as readonly unknown[],
    spot: reach(document.root, tools).spot,
  }));
  const holders = shape.holders.map((pointer) => reach(document.root, pointer).spot);
  const isSnapshot = fields['fidelity'] === 'observed' || fields['fidelity'] === 'declared';
  const info = [fields['server'], fields['serverInfo']].find(isObject);
  const wire = isSnapshot
    ? readWire(fields['wire'])
    : wireOfPages(
        shape.pages,
        lists.map(({ values }) => values.length),
      );
  const partial = cutBecause(wire, isSnapshot ? fields['partial'] : undefined);
  const server = buildServer({
    id: [isSnapshot ? fields['id'] : undefined, info?.['name'], shape.key, stem].find(
      (name) => typeof name === 'string' && name !== '',
    ) as string,
    fidelity: fields['fidelity'] === 'declared' ? 'declared' : 'observed',
    complete: partial === undefined,
    revisions:
      isSnapshot && Array.isArray(fields['revisions']) ? fields['revisions'].filter(isText) : revisionsOf(fields),
    info,
    instructions: fields['instructions'],
    capabilities: fields['capabilities'],
    tools: lists.flatMap(({ values }) => values),
    prompts: listOf(fields['prompts']),
    resources: listOf(fields['resources']),
    ...(wire ? { wire } : {}),
  });
  const spots = [
    ...lists.flatMap(({ spot }) => elements(spot)),
    ...elements(find(holders, '/prompts')),
    ...elements(find(holders, '/resources')),
  ];
  const items = [...server.tools, ...server.prompts, ...server.resources].map(({ address }, i) => ({
    at: address,
    spot: spots[i]!,
  }));
  const quirks = [
    ...(isSnapshot ? snapshotQuirks(fields, server) : []),
    ...(document.repeats ? duplicateKeys(server, items, holders) : []),
  ];
  return {
    input: 'json',
    server: { ...server, quirks: [...server.quirks, ...quirks] },
    ...(partial === undefined ? {} : { partial }),
    locate: locator(document, file, routes(items, holders, lists[0]!.spot)),
    texts: new Map([[file, document.lines.text]]),
    suppressions: [],
    files: [file],
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const elements = (spot: Spot | undefined): readonly Spot[] => (Array.isArray(spot?.parts) ? spot.parts : []);

const find = (holders: readonly Spot[], pointer: string): Spot | undefined =>
  holders.map((holder) => reach(holder, pointer)).find(({ exact }) => exact)?.spot;

function cutBecause(wire: WireFacts | undefined, partial: unknown): string | undefined {
  const cut = wire?.lists.find(({ method, outcome }) => method === 'tools/list' && outcome !== 'complete');
  return isText(partial) ? partial : cut && (cut.reason ?? 'the tool list was cut short');
}

/** Responses and dumps name the revision that was negotiated. */
function revisionsOf(fields: Shape['fields']): string[] {
  const { revisions, protocolVersion, protocol } = fields;
  return (Array.isArray(revisions) ? revisions : [protocolVersion, protocol]).filter(isText).filter(isRevision);
}

/** The model's name for a part of the server, and the names it has in files. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  info: ['serverInfo', 'server'],
  serverInfo: ['serverInfo', 'server'],
  server: ['server', 'serverInfo'],
  revisions: ['revisions', 'protocolVersion', 'protocol'],
};

/** Where in the file each item stands, and where the server's own fields do; `list` is its first page of tools. */
function routes(
  items: readonly { at: Address; spot: Spot }[],
  holders: readonly Spot[],
  list: Spot,
): (at: Address) => Route | undefined {
  const key = ({ kind, name, nth }: Address): string => `${kind}\0${name}\0${nth}`;
  const byItem = new Map(items.map(({ at, spot }) => [key(at), spot]));
  return (at) => {
    const { kind, pointer } = at;
    if (kind !== 'server') {
      const from = byItem.get(key(at));
      return from && { from, pointer };
    }
    const [head, ...rest] = segments(pointer);
    if (head === undefined) return { from: holders[0] ?? list, pointer };
    if (head === 'tools') return { from: list, pointer: join('', ...rest) };
    for (const name of (Object.hasOwn(NAMES, head) ? NAMES[head] : undefined) ?? [head]) {
      const from = holders.find((holder) => reach(holder, join('', name)).exact);
      if (from) return { from, pointer: join('', name, ...rest) };
    }
    return { from: holders[0] ?? list, pointer };
  };
}
