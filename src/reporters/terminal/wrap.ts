import { columns, start } from './width.ts';

/** A space at which no line is broken. */
export const NO_BREAK = '\u00A0';

/** Breaks a text at spaces into lines of at most `width` columns; a word that is longer is cut, a path before a slash. Never empty. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 8);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((each) => (columns(each) > room ? pieces(each, room) : [each]))) {
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
  const out: string[] = [];
  for (let from = 0; from < word.length;) {
    const most = start(word.slice(from, from + room), room) || word[from]!; // a piece has at most one UTF-16 unit for each column
    const slash = from + most.length < word.length ? most.lastIndexOf('/') : -1;
    const piece = slash > 0 ? most.slice(0, slash) : most;
    out.push(piece);
    from += piece.length;
  }
  return out;
}
