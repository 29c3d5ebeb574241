import { isUtf8 } from 'node:buffer';

import { linesOf, positionAt, type Position } from '../../text/lines.ts';

/** Bytes as text. Where they are not UTF-8 the text holds U+FFFD, and `bad` is the place of the first such byte. */
export function decode(bytes: Uint8Array): { readonly text: string; readonly bad?: Position } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return isUtf8(bytes) ? { text } : { text, bad: positionAt(linesOf(text), firstReplaced(text, bytes)) };
}

/** The first U+FFFD of the text that stands for a bad byte and not for itself. */
function firstReplaced(text: string, bytes: Uint8Array): number {
  let from = 0;
  let offset = 0;
  for (;;) {
    const at = text.indexOf('\uFFFD', from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (at < 0 || bytes[offset] !== 0xef || bytes[offset + 1] !== 0xbf || bytes[offset + 2] !== 0xbd)
      return Math.max(at, 0);
    offset += 3;
    from = at + 1;
  }
}

/** True for UTF-16 and UTF-32 that was read as UTF-8: a byte order mark that makes no sense, or NULs between the letters. */
export const looksUtf16 = (text: string): boolean => /^(?:\uFFFD{2}|.?\0)/s.test(text);
