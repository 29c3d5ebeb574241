/** A stretch of a text that both have, that came or that went. */
export interface Piece {
  readonly op: 'same' | 'came' | 'gone';
  readonly text: string;
}

/** Words, white space, and everything else one by one. */
const WORD = /[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]/gu;
/** Sentences with what ends them, and white space between them. */
const SENTENCE = /[^.!?\s][^.!?\n]*[.!?]*|[.!?]+|\s+/g;
/** Two stretches are kin where so much of the shorter is in the longer, or of the longer in the shorter: others are not worth weaving together. */
const KIN = { ofShorter: 0.6, ofLonger: 0.3 };

/**
 * What came and what went, in the words of both: the `same` and `gone` pieces make up `before`, the `same` and `came` pieces
 * `after`. First by sentences, then by words inside those that changed; work is bounded, and where that is used up a stretch
 * counts as replaced whole.
 */
export function wordDiff(before: string, after: string): readonly Piece[] {
  if (before === after) return before === '' ? [] : [{ op: 'same', text: before }];
  const out: Piece[] = [];
  let gone = '';
  let came = '';
  const close = (): void => {
    if (gone !== '' && came !== '') out.push(...replaced(gone, came));
    else out.push(...both(gone, came));
    gone = '';
    came = '';
  };
  for (const { op, text } of script(split(before, SENTENCE), split(after, SENTENCE))) {
    if (op === 'gone') gone += text;
    else if (op === 'came') came += text;
    else if ((gone !== '' || came !== '') && !/[\p{L}\p{N}]/u.test(text)) {
      // a blank between two changes belongs to both: sentences that were rewritten are read one text after the other
      gone += text;
      came += text;
    } else {
      close();
      out.push({ op, text });
    }
  }
  close();
  return joined(out);
}

const split = (text: string, unit: RegExp): readonly string[] => text.match(unit) ?? [];

/** What ends both without being a word, as a full stop does, is the same. */
function both(gone: string, came: string): Piece[] {
  let end = 0;
  while (end < gone.length && end < came.length && gone.at(-1 - end) === came.at(-1 - end)) end++;
  const shared = END.exec(gone.slice(gone.length - Math.min(end, 20)))![0];
  const pieces: Piece[] = [
    { op: 'gone', text: gone.slice(0, gone.length - shared.length) },
    { op: 'came', text: came.slice(0, came.length - shared.length) },
    { op: 'same', text: shared },
  ];
  return pieces.filter(({ text }) => text !== '');
}

/** Of at most twenty characters. */
const END = /[^\p{L}\p{N}]*$/u;

/** One stretch in place of another, word by word where they are kin. */
function replaced(gone: string, came: string): Piece[] {
  const pieces = settled(joined(script(split(gone, WORD), split(came, WORD))));
  const same = pieces.reduce((sum, { op, text }) => sum + (op === 'same' ? text.trim().length : 0), 0);
  const [shorter, longer] = [gone.trim().length, came.trim().length].toSorted((a, b) => a - b) as [number, number];
  return same < KIN.ofLonger * longer && same < KIN.ofShorter * shorter ? both(gone, came) : pieces;
}

/** A blank or a comma between two changes belongs to both: alone it only tears them apart. */
function settled(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let gone = '';
  let came = '';
  for (const [i, { op, text }] of pieces.entries()) {
    const isBetween = (gone !== '' || came !== '') && i < pieces.length - 1 && !/[\p{L}\p{N}]/u.test(text);
    if (op === 'same' && !isBetween) {
      out.push(...both(gone, came), { op, text });
      gone = '';
      came = '';
    }
    if (op === 'gone' || (op === 'same' && isBetween)) gone += text;
    if (op === 'came' || (op === 'same' && isBetween)) came += text;
  }
  return [...out, ...both(gone, came)];
}

function joined(pieces: readonly Piece[]): Piece[] {
  const out: { op: Piece['op']; text: string }[] = [];
  for (const { op, text } of pieces) {
    const last = out.at(-1);
    if (last?.op === op) last.text += text;
    else out.push({ op, text });
  }
  return out;
}

/** The shortest edit of one list into another (Myers 1986), or all for all where that takes more than is granted. */
function script(a: readonly string[], b: readonly string[]): Piece[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const same = (text: string): Piece => ({ op: 'same', text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

const STEPS = 2_000_000;
const MOST = 600;

function middle(a: readonly string[], b: readonly string[]): Piece[] {
  const all: Piece[] = [
    ...a.map((text) => ({ op: 'gone' as const, text })),
    ...b.map((text) => ({ op: 'came' as const, text })),
  ];
  if (a.length === 0 || b.length === 0) return all;
  const most = Math.min(MOST, Math.floor(STEPS / (a.length + b.length)), a.length + b.length);
  const trace: Int32Array[] = [];
  const reach = new Int32Array(2 * most + 3);
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice(most + 1 - edits, most + 2 + edits));
    for (let k = -edits; k <= edits; k += 2) {
      const at = most + 1 + k;
      let x = k === -edits || (k !== edits && reach[at - 1]! < reach[at + 1]!) ? reach[at + 1]! : reach[at - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[at] = x;
      if (x >= a.length && x - k >= b.length) return back(a, b, trace);
    }
  }
  return all;
}

/** Walks the trace from the end: row `n` holds how far each diagonal from -n to n was before step n. */
function back(a: readonly string[], b: readonly string[], trace: readonly Int32Array[]): Piece[] {
  const out: Piece[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const row = trace[edits]!;
    const k = x - y;
    const left = k - 1 >= -edits ? row[k - 1 + edits]! : -1;
    const above = k + 1 <= edits ? row[k + 1 + edits]! : -1;
    const isDown = k === -edits || (k !== edits && left < above);
    const from = isDown ? above : left;
    const [fromX, fromY] = isDown ? [from, from - (k + 1)] : [from, from - (k - 1)];
    const turn = isDown ? fromX : fromX + 1;
    for (; x > turn; x--, y--) out.push({ op: 'same', text: a[x - 1]! });
    out.push(isDown ? { op: 'came', text: b[y - 1]! } : { op: 'gone', text: a[x - 1]! });
    [x, y] = [fromX, fromY];
  }
  for (; x > 0; x--) out.push({ op: 'same', text: a[x - 1]! });
  return out.toReversed();
}
