import type { Facts } from '../../../facts/facts.ts';
import type { ToolServer } from '../../../model/server.ts';
import { plural } from '../../../text/numbers.ts';
import type { Edit } from '../spending.ts';
import type { Draft } from './savings.ts';

/** What a template literal in indented code brings along: the same indentation on all lines but the first. */
const INDENT = /\n([^\S\n]+)(?=\S)/g;
const LONGEST = 100_000;

/** Indentation and blank lines in descriptions. */
export function looseSpaces(server: ToolServer, facts: Facts): Draft[] {
  const edits = server.tools.flatMap((tool) =>
    facts.texts(tool).flatMap(({ what, at, text }): Edit[] => {
      if (what !== 'description' || at.pointer.startsWith('/outputSchema')) return [];
      const cut = cutsIn(text);
      return cut.length > 0 ? [{ at, cut }] : [];
    }),
  );
  if (edits.length === 0) return [];
  return [
    {
      kind: 'shorten',
      say: `Take indentation and blank lines out of ${plural(edits.length, 'description')}: template literals bring them along.`,
      risk: 'none',
      at: edits.map(({ at }) => at),
      edits,
    },
  ];
}

/** Ranges that can go, in order and apart. */
export function cutsIn(text: string): readonly (readonly [number, number])[] {
  if (text.length > LONGEST || !/\n|^\s|\s$/.test(text)) return [];
  const indents = [...text.matchAll(INDENT)].map(([, own]) => own!.length);
  const lines = text.split('\n').filter((line, i) => i > 0 && line.trim() !== '').length;
  const common = lines > 0 && indents.length === lines ? Math.min(...indents) : 0;
  const cuts: [number, number][] = [];
  const [lead, trail] = [text.length - text.trimStart().length, text.trimEnd().length];
  if (lead > 0) cuts.push([0, lead]);
  if (trail < text.length) cuts.push([trail, text.length]);
  cuts.push(...looseIn(text));
  if (common > 0) for (const found of text.matchAll(INDENT)) cuts.push([found.index + 1, found.index + 1 + common]);
  const out: [number, number][] = [];
  for (const [start, end] of cuts.toSorted(([a], [b]) => a - b)) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

/** White space that a text looks the same without: at the ends of lines, and blank lines after the first. Reads each character once. */
function looseIn(text: string): [number, number][] {
  const cuts: [number, number][] = [];
  let start = 0;
  let isAfterBlank = false;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    let from = end;
    while (from > start && /\s/.test(text[from - 1]!)) from--;
    const isBlank = from === start;
    if (isBlank && isAfterBlank) cuts.push([start, end + 1]);
    else if (from < end) cuts.push([from, end]);
    isAfterBlank = isBlank && start > 0;
    start = end + 1;
  }
  return cuts;
}
