import { piecesOf, tokensOf, tokenStarts } from './count.ts';

/**
 * Tokens by what they are spent on. A part holds whole members: key, colon, value, and the comma or brace before them; the
 * last brace of the tool goes with the last member. A token belongs to the part in which it starts, so the parts of a text
 * add up to its count exactly, and a token that spans two parts (`"},"`) is charged to the first.
 */
export interface Parts {
  readonly name: number;
  readonly description: number;
  /** The `description` of every subschema of the input schema except its root. */
  readonly parameters: number;
  /** The rest of the input schema. */
  readonly schema: number;
  readonly output: number;
  readonly annotations: number;
  /** Any other member: title, icons, execution, _meta … */
  readonly other: number;
}
export type Part = keyof Parts;
const PARTS: readonly Part[] = ['name', 'description', 'parameters', 'schema', 'output', 'annotations', 'other'];

/** A count in the making. */
export class Tally {
  readonly parts: Record<Part, number> = {
    name: 0,
    description: 0,
    parameters: 0,
    schema: 0,
    output: 0,
    annotations: 0,
    other: 0,
  };
  cut = false;

  get tokens(): number {
    return PARTS.reduce((sum, part) => sum + this.parts[part], 0);
  }

  add({ parts, cut }: Tally): void {
    for (const part of PARTS) this.parts[part] += parts[part];
    this.cut ||= cut;
  }
}

/** A stretch of a text and the part it belongs to. */
export interface Stretch {
  readonly part: Part;
  text: string;
}

/** Appends to the last stretch when it is of the same part. */
export function append(out: Stretch[], part: Part, text: string): void {
  const last = out.at(-1);
  if (last?.part === part) last.text += text;
  else out.push({ part, text });
}

export const textOf = (stretches: readonly Stretch[]): string =>
  stretches.length === 1 ? stretches[0]!.text : stretches.map(({ text }) => text).join('');

/** The last `length` characters. */
export function ending(stretches: readonly Stretch[], length: number): Stretch[] {
  const out: Stretch[] = [];
  for (let i = stretches.length - 1, left = length; left > 0; i--) {
    const { part, text } = stretches[i]!;
    out.unshift({ part, text: text.slice(-left) });
    left -= text.length;
  }
  return out;
}

/** Counts the text that the stretches form together. */
export function tally(stretches: readonly Stretch[]): Tally {
  const sum = new Tally();
  const { pieces, cut } = piecesOf(textOf(stretches));
  sum.cut = cut;
  tallyPieces(pieces, stretches, sum);
  return sum;
}

/** Counts pieces, which are the text of the stretches or the first part of it. */
export function tallyPieces(pieces: readonly string[], stretches: readonly Stretch[], { parts }: Tally): void {
  let current = -1;
  let left = 0; // of the current stretch, not yet counted; below 0 when a piece reached over its end
  let part: Part = 'other';
  let tokens = 0;
  for (const piece of pieces) {
    if (left <= 0) {
      parts[part] += tokens;
      tokens = 0;
      while (left <= 0) left += stretches[++current]!.text.length;
      ({ part } = stretches[current]!);
    }
    if (piece.length <= left) tokens += tokensOf(piece);
    else spread(piece, stretches, current, left, parts);
    left -= piece.length;
  }
  parts[part] += tokens;
}

/** Counts a piece of which only the first `left` characters stand in the current stretch. */
function spread(
  piece: string,
  stretches: readonly Stretch[],
  current: number,
  left: number,
  parts: Record<Part, number>,
): void {
  const starts = tokenStarts(piece);
  let token = 0;
  for (let i = current, end = left; ; end += stretches[++i]!.text.length) {
    const bytes = Buffer.byteLength(piece.slice(0, end));
    for (; token < starts.length && starts[token]! < bytes; token++) parts[stretches[i]!.part]++;
    if (token === starts.length) return;
  }
}
