import type { Finding, ServerAudit } from '../../engine/audit.ts';
import type { Place } from '../../inputs/input.ts';
import type { Address } from '../../model/address.ts';
import { resolve } from '../../model/pointer.ts';
import { linesOf, type Lines } from '../../text/lines.ts';
import { stands } from '../related.ts';

/** What a finding speaks of, in the words of its source; untrusted. */
export interface Quote {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Characters of a line before the place, of the place, and after it: one line may hold a megabyte. */
const BEFORE = 60;
const MARKED = 280;
const AFTER = 60;

/** Finds quotes in the files a server was read from, each split into lines once. */
export function quoter({ loaded }: ServerAudit): (finding: Finding) => Quote | undefined {
  const files = new Map<string, Lines | undefined>();
  const linesIn = (file: string): Lines | undefined => {
    if (!files.has(file)) {
      const text = loaded?.texts.get(file);
      files.set(file, text === undefined ? undefined : linesOf(text));
    }
    return files.get(file);
  };
  return ({ place, address }) => {
    const lines = stands(place) ? linesIn(place.file) : undefined;
    return (lines && lineAt(lines, place!)) ?? (loaded && valueAt(loaded, address));
  };
}

/** The line with the place in it; nothing where that only opens something long. */
function lineAt({ starts, text }: Lines, { start, end }: Place): Quote | undefined {
  const from = starts[start.line - 1];
  if (from === undefined) return undefined;
  const to = starts[start.line] ?? text.length;
  const first = Math.min(from + start.column - 1, to);
  const last = end.line === start.line ? Math.max(first, Math.min(from + end.column - 1, to)) : to;
  const marked = text.slice(first, Math.min(last, first + MARKED)).trimEnd();
  if (/^[[({`]?$/.test(marked)) return undefined;
  const near = Math.max(from, first - BEFORE);
  const before = text.slice(near, first);
  const whole = marked.length === text.slice(first, Math.min(last, first + MARKED + 1)).trimEnd().length;
  const after = whole ? text.slice(last, Math.min(to, last + AFTER)).trimEnd() : '';
  if (after !== '' && /^"[^"]*"$/.test(marked) && /^\s*:\s*[[{]$/.test(after)) return undefined; // a key of something long
  return {
    before: near > from ? `…${before}` : before.trimStart(),
    marked: whole ? marked : `${marked}…`,
    after: last + AFTER < to && whole ? `${after}…` : after,
  };
}

/** The part itself, as it was sent. */
function valueAt(
  { server }: NonNullable<ServerAudit['loaded']>,
  { kind, name, nth, pointer }: Address,
): Quote | undefined {
  const root =
    kind === 'tool'
      ? server.tools.find(({ address }) => address.name === name && address.nth === nth)?.data.raw
      : kind === 'server'
        ? { instructions: server.instructions, info: server.info?.raw, capabilities: server.capabilities }
        : undefined;
  const value = pointer === '' ? undefined : resolve(root, pointer);
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { before: '', marked: text.length > MARKED ? `${text.slice(0, MARKED)}…` : text, after: '' };
}
