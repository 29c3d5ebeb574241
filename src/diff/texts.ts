import { changed, type Change, type Spot } from './change.ts';
import type { Data, Value } from '../text/fill.ts';
import { shown } from './shown.ts';
import { wordDiff, type Piece } from './words.ts';

/** A title that a message quotes whole. */
const SHORT = 60;

interface Noted {
  readonly title?: unknown;
  readonly description?: unknown;
}

/** Of the tool itself, or of the part of a schema that `of` names. */
export function* textChanges(spot: Spot, before: Noted, after: Noted, of?: Value): Generator<Change> {
  const part: Value = of === undefined ? '' : { say: ' of {of}', data: { of } };
  const here = (key: string): Spot => ({
    at: { ...spot.at, pointer: `${spot.at.pointer}/${key}` },
    was: { ...spot.was, pointer: `${spot.was.pointer}/${key}` },
  });
  const [a, b] = [before.description, after.description].map(asText) as [string, string];
  if (a !== b)
    yield text(
      a === '' ? 'description-added' : b === '' ? 'description-removed' : 'description-changed',
      here('description'),
      a,
      b,
      { of: part },
    );
  const [was, is] = [before.title, after.title].map(asText) as [string, string];
  if (was !== is)
    yield changed(
      'title-changed',
      here('title'),
      { of: part, before: shown(was || undefined), after: shown(is || undefined) },
      Math.max(was.length, is.length) > SHORT ? { words: wordDiff(was, is) } : {},
    );
}

type TextId =
  | 'description-added'
  | 'description-removed'
  | 'description-changed'
  | 'instructions-added'
  | 'instructions-removed'
  | 'instructions-changed';

/** A text that came, went or changed, with the words that tell. */
export function text(id: TextId, spot: Spot, before: string, after: string, data: Data): Change {
  const words = wordDiff(before, after);
  return changed(id, spot, { ...data, words: countedWords(words) }, { words });
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** "12 words came, 3 went". */
function countedWords(pieces: readonly Piece[]): string {
  const count = (op: Piece['op']): number =>
    pieces.reduce(
      (sum, piece) => sum + (piece.op === op ? (piece.text.match(/[\p{L}\p{N}_'’-]+/gu)?.length ?? 0) : 0),
      0,
    );
  const [came, gone] = [count('came'), count('gone')];
  const words = (n: number): string => `${n} ${n === 1 ? 'word' : 'words'}`;
  if (came + gone === 0) return 'only marks and white space';
  return [came > 0 ? `${words(came)} came` : '', gone > 0 ? `${came > 0 ? gone : words(gone)} went` : '']
    .filter(Boolean)
    .join(', ');
}
