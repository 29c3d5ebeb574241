import path from 'node:path';

import { positionAt, type Position } from '../../text/lines.ts';
import type { Env, Failed, Loaded, Place } from '../input.ts';
import { readBytes } from './bytes.ts';
import { decode, looksUtf16 } from './decode.ts';
import { readJson, type Document } from './read.ts';
import { JsonProblem } from './scanner.ts';
import { loadServer } from './server.ts';
import { findLists } from './shapes.ts';
import { reach } from './spots.ts';

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
        hint: 'Name a folder or file of source, a JSON file with a tool list, `npm:PACKAGE`, a URL, or `-- COMMAND ARG…`.',
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
