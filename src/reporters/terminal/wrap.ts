import { columns, start } from './width.ts';

/** A space at which no line is broken. */
export const NO_BREAK = '\u00A0';

/** A path or an address, with what may stand around it in a sentence. Names of files are no longer. */
const PATH = /^[`"'(<]{0,2}[^\s<>"'`|*{}()]{0,400}\/[^\s<>"'`|*{}()]{0,400}[`"'>).,:;]{0,3}$/;

/** Breaks a text at spaces into lines of at most `width` columns. A word that is longer is cut, but for a path: in two pieces it can be neither opened nor searched for. Never empty. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 8);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((each) => pieces(each, room))) {
    const size = columns(word);
    if (used > 0 && used + 1 + size > room) {
      lines.push(tidy(line));
      line = '';
      used = 0;
    }
    line = used > 0 ? `${line} ${word}` : word;
    used = used > 0 ? used + 1 + size : size;
  }
  return used > 0 || lines.length === 0 ? [...lines, tidy(line)] : lines;
}

const tidy = (line: string): string => line.trimEnd().replaceAll(NO_BREAK, ' ');

function pieces(word: string, room: number): string[] {
  if (columns(word) <= room || PATH.test(word)) return [word];
  const out: string[] = [];
  for (let from = 0; from < word.length;) {
    const piece = start(word.slice(from, from + room), room) || word[from]!; // a piece has at most one UTF-16 unit for each column
    out.push(piece);
    from += piece.length;
  }
  return out;
}
