import type { Place } from '../../engine/audit.ts';
import type { Lines } from '../../text/lines.ts';
import { printable } from '../../text/printable.ts';
import { columns, end, fit } from './width.ts';

export interface Frame {
  /** The line, cut to the width around the place. */
  readonly source: string;
  /** `^` under the thing itself, `~` under the nearest thing that exists. */
  readonly marks: string;
}

/** How much of a line is looked at, on each side of the place: one line may hold a megabyte. */
const NEAR = 400;

/** One line of source with the place underlined, in at most `width` columns; `undefined` when there is nothing to see there. */
export function frameOf(lines: Lines, place: Place, width: number): Frame | undefined {
  const from = lines.starts[place.start.line - 1];
  if (from === undefined) return undefined;
  const to = lines.starts[place.start.line] ?? lines.text.length;
  const first = Math.min(from + place.start.column - 1, to);
  const last = place.end.line === place.start.line ? Math.max(first, Math.min(from + place.end.column - 1, to)) : to;
  const near = Math.max(from, first - NEAR);
  const before = show(lines.text.slice(near, first));
  const marked = show(lines.text.slice(first, Math.min(last, first + NEAR)).trimEnd());
  if (/^[[({`]$/.test(marked)) return undefined; // what only opens something long says nothing
  const after = show(lines.text.slice(last, Math.min(to, last + NEAR)).trimEnd());
  return trim(
    { before: near === from ? before.trimStart() : before, marked, after },
    near > from,
    place.precision === 'exact' ? '^' : '~',
    width,
  );
}

const show = (text: string): string => printable(text.replaceAll('\t', ' '), Infinity);

function trim(
  { before, marked, after }: { before: string; marked: string; after: string },
  cut: boolean,
  mark: string,
  width: number,
): Frame {
  const shown = fit(marked, Math.max(Math.floor(width * 0.75), width - columns(before) - 1));
  const room = width - columns(shown);
  const crowded = columns(before) > room - Math.min(columns(after), 8); // the text after it says what it is: leave it some room
  const lead =
    before !== '' && (cut || crowded)
      ? `…${end(before, Math.max(0, Math.min(Math.floor(room / 2), room - 2)))}`
      : before;
  const tail = shown === marked ? fit(after, room - columns(lead)) : '';
  return {
    source: `${lead}${shown}${tail}`,
    marks: ' '.repeat(columns(lead)) + mark.repeat(Math.max(1, columns(shown))),
  };
}
