import { CL100K_TOKEN_SPLIT_REGEX, O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';

import { encoder } from './encoder.ts';
import type { Encoding } from './library.ts';

export type { Encoding };

/** Bytes (UTF-8) of the longest piece that is encoded whole: 512 Latin letters, or 170 characters of Chinese or Thai. */
export const LONGEST = 512;
/** UTF-16 units split into pieces at once: V8's regular expressions overflow their stack on some runs of several million. */
const BLOCK = 1 << 18;
/** The end of a block may divide the last two pieces differently than the whole text does; twice that is taken back. */
const UNSETTLED = 4;
/** Pieces repeat from tool to tool; beyond this many the memory starts afresh. */
const REMEMBERED = 100_000;
const SPLITS: Readonly<Record<Encoding, RegExp>> = {
  o200k_base: O200K_TOKEN_SPLIT_REGEX,
  cl100k_base: CL100K_TOKEN_SPLIT_REGEX,
};

export interface Count {
  readonly tokens: number;
  /** Whether a run was too long to encode whole, so that `tokens` is an estimate; see `countTokens`. */
  readonly cut: boolean;
}

/**
 * Tokens of a text, in `o200k_base` unless another encoding is named; text that looks like a special token is text. In
 * linear time on any input.
 *
 * An encoding splits a text into pieces (a word, up to three digits, a run of punctuation, a run of spaces) and merges
 * bytes inside each; the library's merging is quadratic in a piece's length, and so takes half a minute for 200 kB of one
 * letter. Here a piece of more than `LONGEST` bytes is cut, between characters, into stretches of at most that many, and
 * each is encoded on its own. Without such a piece (`cut: false`) the count equals the library's. With one it is an
 * estimate: no token spans a cut, and the merges beside it may fall out differently. In trials with letters of five scripts,
 * emoji, punctuation, spaces and broken characters it was off by at most one token for each cut, one in some hundred.
 */
export function countTokens(text: string, encoding: Encoding = 'o200k_base'): Count {
  const { pieces, cut } = piecesOf(text, encoding);
  return { tokens: pieces.reduce((sum, piece) => sum + tokensOf(piece, encoding), 0), cut };
}

/** The number alone. */
export const countText = (text: string, encoding?: Encoding): number => countTokens(text, encoding).tokens;

/** The pieces of a text in order and without gaps, none of more than `LONGEST` bytes, and whether one was cut for that. */
export function piecesOf(
  text: string,
  encoding: Encoding = 'o200k_base',
): { readonly pieces: readonly string[]; readonly cut: boolean } {
  const pieces = split(text, SPLITS[encoding]);
  return pieces.some(isLong)
    ? { pieces: pieces.flatMap((piece) => (isLong(piece) ? stretchesOf(piece) : piece)), cut: true }
    : { pieces, cut: false };
}

function split(text: string, pattern: RegExp): readonly string[] {
  if (text.length <= BLOCK) return text.match(pattern) ?? [];
  const out: string[][] = [];
  for (let at = 0; at < text.length;) {
    const end = Math.min(text.length, at + BLOCK);
    const block = text.slice(at, end < text.length && isLead(text.charCodeAt(end - 1)) ? end - 1 : end);
    const pieces: string[] = block.match(pattern) ?? [];
    if (at + block.length < text.length && pieces.length > UNSETTLED) pieces.splice(-UNSETTLED);
    for (const piece of pieces) at += piece.length;
    out.push(pieces);
  }
  return out.flat();
}

const isLead = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const isLong = (piece: string): boolean => piece.length * 3 > LONGEST && Buffer.byteLength(piece) > LONGEST;

function stretchesOf(piece: string): string[] {
  const out: string[] = [];
  let start = 0;
  let end = 0;
  let bytes = 0;
  for (const character of piece) {
    const more = Buffer.byteLength(character);
    if (bytes + more > LONGEST) {
      out.push(piece.slice(start, end));
      start = end;
      bytes = 0;
    }
    end += character.length;
    bytes += more;
  }
  return [...out, piece.slice(start)];
}

const countsBy: Readonly<Record<Encoding, Map<string, number>>> = { o200k_base: new Map(), cl100k_base: new Map() };

/** Tokens of one piece. */
export function tokensOf(piece: string, encoding: Encoding = 'o200k_base'): number {
  const counts = countsBy[encoding];
  const known = counts.get(piece);
  if (known !== undefined) return known;
  const tokens = encoder(encoding).count(piece);
  if (counts.size >= REMEMBERED) counts.clear();
  counts.set(piece, tokens);
  return tokens;
}

const starts = new Map<string, readonly number[]>();

/** Where each token of one piece starts in `o200k_base`, in bytes of UTF-8. */
export function tokenStarts(piece: string): readonly number[] {
  const known = starts.get(piece);
  if (known) return known;
  const found: number[] = [];
  let at = 0;
  for (const token of encoder().tokens(piece)) {
    found.push(at);
    at += typeof token === 'string' ? Buffer.byteLength(token) : token.length;
  }
  if (starts.size >= REMEMBERED) starts.clear();
  starts.set(piece, found);
  return found;
}
