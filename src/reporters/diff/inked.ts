import type { Piece } from '../../diff/diff.ts';
import { printable } from '../../text/printable.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import type { DiffPage } from './terminal.ts';
import { excerpt } from './words.ts';

/** What stands before the text of a change: two spaces, the word, two spaces. */
export const GUTTER = 14;

const MARKS = { came: ['{+', '+}'], gone: ['[-', '-]'], same: ['', ''] } as const;

/** What came is green and what went is red; without colour it stands in `{+ +}` and `[- -]`. */
export function wordLines(pieces: readonly Piece[], { color, style, width }: DiffPage): string[] {
  const shown = excerpt(pieces);
  const text = shown
    .map(({ op, text }, i) => {
      // two words that only their colours part
      const gap = color && op === 'came' && shown[i - 1]?.op === 'gone' && !text.startsWith(' ') ? ' ' : '';
      const [open, close] = color ? ['', ''] : MARKS[op];
      const safe = printable(text, Infinity);
      // each word carries its colour, so that lines can be broken between them
      return (gap + open + safe + close)
        .split(' ')
        .map((word) => (word === '' || !color ? word : `${MARK[op]}${word}`))
        .join(' ');
    })
    .join('');
  return wrap(text, width - GUTTER - 2).map(
    (line) => `${' '.repeat(GUTTER)}${style.dim('│')} ${color ? inked(line, style) : line}`,
  );
}

/** Private marks in place of colours while lines are broken; a stranger's text cannot hold them, see `printable`. */
const MARK = { came: '\u0001', gone: '\u0002', same: '\u0003' } as const;

function inked(line: string, style: Style): string {
  // oxlint-disable-next-line no-control-regex -- the marks are ours
  return line.replace(/([\u0001-\u0003]?)([^\u0001-\u0003]+)/g, (_, mark: string, text: string) =>
    mark === MARK.came ? style.green(text) : mark === MARK.gone ? style.removed(text) : style.dim(text),
  );
}
