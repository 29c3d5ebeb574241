import { BytePairEncodingCore, type RawBytePairRanks } from 'gpt-tokenizer/BytePairEncodingCore';
import { O200KBase } from 'gpt-tokenizer/encodingParams/o200k_base';

export type { BytePairEncodingCore, RawBytePairRanks };

export type Encoding = 'o200k_base' | 'cl100k_base';

/** Encodes one piece of a text (a word, a run of punctuation …), see count.ts. */
export interface Encoder {
  /** How many tokens the piece takes. */
  count(piece: string): number;
  /** The bytes of each of them. */
  tokens(piece: string): Iterable<string | Uint8Array>;
}

/**
 * The library's encoder over a table, for pieces: it splits nothing, and count.ts does the remembering. Encodings differ in
 * how a text is split and in the table; the special tokens are never asked for.
 */
export const coreOf = (ranks: RawBytePairRanks): BytePairEncodingCore =>
  new BytePairEncodingCore({ ...O200KBase(ranks), tokenSplitRegex: /[^]+/g, mergeCacheSize: 0 });

export const encoderOf = (core: BytePairEncodingCore): Encoder => ({
  count: (piece) => core.countNative(piece),
  tokens: (piece) => core.decodeNativeGenerator(core.encodeNative(piece)),
});
