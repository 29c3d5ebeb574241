import { createRequire } from 'node:module';

import { coreOf, encoderOf, type Encoder, type Encoding, type RawBytePairRanks } from './library.ts';

const known: Partial<Record<Encoding, Encoder>> = {};

/**
 * The encoder over the library's own table, made when first asked for: the table of `o200k_base` takes 150 ms and 60 MB to
 * load. The build puts the encoder over packed tables in this module's place (see packed.ts and scripts/packed-table.mjs).
 */
export const encoder = (encoding: Encoding = 'o200k_base'): Encoder => (known[encoding] ??= loaded(encoding));

function loaded(encoding: Encoding): Encoder {
  const { default: ranks } = createRequire(import.meta.url)(`gpt-tokenizer/bpeRanks/${encoding}`) as {
    default: RawBytePairRanks;
  };
  return encoderOf(coreOf(ranks));
}
