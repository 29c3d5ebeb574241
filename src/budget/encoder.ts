import { createRequire } from 'node:module';

import { coreOf, encoderOf, type Encoder, type RawBytePairRanks } from './library.ts';

let known: Encoder | undefined;

/**
 * The encoder over the library's own table, made when first asked for: the table takes 150 ms and 60 MB to load. The build
 * puts the encoder over a packed table in this module's place (see packed.ts and scripts/packed-table.mjs).
 */
export function encoder(): Encoder {
  if (known) return known;
  const { default: ranks } = createRequire(import.meta.url)('gpt-tokenizer/bpeRanks/o200k_base') as {
    default: RawBytePairRanks;
  };
  return (known = encoderOf(coreOf(ranks)));
}
