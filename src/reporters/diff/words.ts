import type { Piece } from '../../diff/words.ts';
import { grouped } from '../../text/numbers.ts';

/** How much of what is the same stands beside what changed. */
const NEAR = 40;
/** What is shown of a long stretch: words that came are what a reader has to know. */
const LONGEST = { came: 1_600, gone: 400, same: 200 } as const;
const MOST = 6_000;

/** The pieces of a text that are worth reading: what changed, and a few words around it. White space is collapsed. */
export function excerpt(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  let used = 0;
  for (const [i, { op, text }] of pieces.entries()) {
    if (used > MOST) return [...out, { op: 'same', text: ' … and more' }];
    const flat = text.replace(/\s+/g, ' ');
    const shown = op === 'same' ? around(flat, i === 0, i === pieces.length - 1) : shortened(flat, LONGEST[op]);
    used += shown.length;
    out.push({ op, text: shown === ' ' && op !== 'same' ? '␣' : shown });
  }
  return out;
}

/** The end of what stands before a change, the start of what stands after it, or both. */
function around(text: string, isFirst: boolean, isLast: boolean): string {
  if (isFirst && isLast) return shortened(text, LONGEST.same);
  const room = isFirst || isLast ? NEAR : 2 * NEAR;
  if (text.length <= room + 10) return text;
  const head = isFirst ? '' : text.slice(0, NEAR).replace(/\S*$/, '');
  const tail = isLast ? '' : text.slice(-NEAR).replace(/^\S*/, '');
  return `${head}…${tail}`;
}

/** Its start and its end, with how much is left out between. */
function shortened(text: string, most: number): string {
  const left = text.length - most;
  if (left <= 20) return text;
  const [head, tail] = [Math.ceil((most * 2) / 3), Math.floor(most / 3)];
  return `${text.slice(0, head)} … ${grouped(left)} characters … ${text.slice(-tail)}`;
}
