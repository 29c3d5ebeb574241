import { isUtf8 } from 'node:buffer';
import { endianness } from 'node:os';

import { coreOf, encoderOf, type Encoder, type RawBytePairRanks } from './library.ts';

// The table as one file that is ready to use when read, instead of 200,000 strings put into a Map at every start:
//   count, slots · starts[count + 1] · hash[slots]   32-bit little-endian
//   the bytes of all tokens in rank order
// A slot holds rank + 1 in its low 18 bits and above them 14 bits of the token's hash, so that few misses touch the bytes.
const RANK_BITS = 18;
const RANK_MASK = (1 << RANK_BITS) - 1;

/** Packs the library's table, in which a token is a string or, when its bytes are not UTF-8, an array of bytes. */
export function packTable(ranks: RawBytePairRanks): Uint8Array {
  const tokens = ranks.map((token) => (typeof token === 'string' ? Buffer.from(token) : Buffer.from(token)));
  if (tokens.length >= RANK_MASK) throw new Error(`${tokens.length} tokens do not fit ${RANK_BITS} bits`);
  const slots = 2 ** Math.ceil(Math.log2(tokens.length));
  const starts = [0];
  const table = new Uint32Array(slots);
  tokens.forEach((token, rank) => {
    starts.push(starts[rank]! + token.length);
    if (hasMark(token)) return; // see packedEncoder
    const code = hash(token, token.length);
    let slot = code & (slots - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (slots - 1);
    table[slot] = (code & ~RANK_MASK) | (rank + 1);
  });
  const words = Buffer.from(Uint32Array.from([tokens.length, slots, ...starts, ...table]).buffer);
  return Buffer.concat([endianness() === 'BE' ? words.swap32() : words, ...tokens]);
}

/**
 * The library's encoder over a packed table: only its three accesses to the table are replaced, the merging is its own.
 * The library makes bytes a string by a TextDecoder that drops a byte order mark, so that it never finds the ten tokens that
 * start with one and takes such bytes for what follows the mark. The counts are to be the library's, so that is kept.
 */
export function packedEncoder(file: Uint8Array): Encoder {
  const { rankOf, rankOfText, bytesOf } = openTable(file);
  const rankOfBytes = (key: Uint8Array) =>
    hasMark(key) && isUtf8(key) ? rankOf(key.subarray(3), key.length - 3) : rankOf(key, key.length);
  const core = coreOf([]);
  Object.assign(core, { getBpeRankFromString: rankOfText, getBpeRankFromBytes: rankOfBytes, tryDecodeToken: bytesOf });
  const { count, tokens } = encoderOf(core);
  return { count: (piece) => (rankOfText(piece) === undefined ? count(piece) : 1), tokens }; // most pieces are one token
}

const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function openTable(file: Uint8Array) {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const count = bytes.readUInt32LE(0);
  const slots = bytes.readUInt32LE(4);
  const end = 4 * (2 + count + 1 + slots);
  const words = wordsOf(bytes.subarray(8, end));
  const starts = words.subarray(0, count + 1);
  const table = words.subarray(count + 1);
  const pool = bytes.subarray(end);
  const scratch = Buffer.alloc(1024);

  /** The rank of the token that is the first `length` bytes of `key`. */
  const rankOf = (key: Uint8Array, length: number): number | undefined => {
    const code = hash(key, length);
    for (let slot = code & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const entry = table[slot]!;
      if (entry === 0) return undefined;
      if ((entry ^ code) >>> RANK_BITS !== 0) continue;
      const rank = (entry & RANK_MASK) - 1;
      const start = starts[rank]!;
      if (starts[rank + 1]! - start === length && same(pool, start, key, length)) return rank;
    }
  };
  return {
    rankOf,
    rankOfText: (text: string) => (text.length * 3 > scratch.length ? undefined : rankOf(scratch, scratch.write(text))), // no token is that long
    bytesOf: (rank: number): Uint8Array => pool.subarray(starts[rank]!, starts[rank + 1]!),
  };
}

/** A view where the bytes are aligned and in this machine's order, else a copy. */
function wordsOf(bytes: Buffer): Uint32Array {
  if (endianness() === 'LE' && bytes.byteOffset % 4 === 0)
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const copy = Buffer.from(new Uint8Array(bytes).buffer);
  if (endianness() === 'BE') copy.swap32();
  return new Uint32Array(copy.buffer, copy.byteOffset, copy.length / 4);
}

function same(pool: Uint8Array, start: number, key: Uint8Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (pool[start + i] !== key[i]) return false;
  return true;
}

/** FNV-1a, its high half folded into the low bits that choose the slot. */
function hash(bytes: Uint8Array, length: number): number {
  let code = 0x811c9dc5;
  for (let i = 0; i < length; i++) code = Math.imul(code ^ bytes[i]!, 0x01000193);
  return code ^ (code >>> 15);
}
