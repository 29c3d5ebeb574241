import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/** A file larger than this is refused: reading takes a few times its size in memory, and a string of V8 ends at 512 MB. */
const MAX_BYTES = 256 << 20;

/** All bytes of a file. Devices and pipes have no size, so of those it is counted what comes. Rejects with an `ErrnoException`. */
export async function readBytes(file: string, signal: AbortSignal): Promise<Uint8Array> {
  const known = await stat(file);
  if (known.size > MAX_BYTES) throw tooLarge();
  return known.isFile() || known.isDirectory()
    ? readFile(file, { signal })
    : bytesOf(createReadStream(file, { signal }));
}

/** Everything a stream gives. Rejects when that is too much. */
export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > MAX_BYTES) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (): Error => Object.assign(new Error('too large'), { code: 'ERR_FS_FILE_TOO_LARGE' });
