import type { Edit } from '../budget/spending/spending.ts';
import type { Piece } from '../diff/words.ts';
import type { ServerAudit } from '../engine/audit.ts';
import { sameItem } from '../model/address.ts';
import { resolve, segments } from '../model/pointer.ts';
import { printable } from '../text/printable.ts';

/** Characters of what stays that are shown on each side, and of what goes or comes. */
const AROUND = 30;
const MOST = 160;
/** Ranges of one text that are shown. */
const CUTS = 3;

/** An edit as a reader sees it, printable: what goes or comes, with a little of what stands around it. Nothing where there is nothing to show. */
export function piecesOf(edit: Edit, server: ServerAudit): readonly Piece[] {
  if ('add' in edit) return [{ op: 'came', text: printable(edit.add, MOST) }];
  const value = valueAt(edit, server);
  if (value === undefined) return [];
  if ('drop' in edit) {
    const key = segments(edit.at.pointer).at(-1) ?? '';
    return [{ op: 'gone', text: printable(`${JSON.stringify(key)}: ${JSON.stringify(value)}`, MOST) }];
  }
  return typeof value === 'string' ? cutsOf(value, edit.cut) : [];
}

/** What comes says what the rest is for. */
export const additionsFirst = (edits: readonly Edit[]): readonly Edit[] =>
  edits.toSorted((a, b) => Number('add' in b) - Number('add' in a));

function valueAt({ at }: Edit, { loaded }: ServerAudit): unknown {
  if (at.kind === 'server') return loaded?.server.instructions;
  return resolve(loaded?.server.tools.find(({ address }) => sameItem(address, at))?.data.raw, at.pointer);
}

function cutsOf(text: string, cuts: readonly (readonly [number, number])[]): readonly Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const [start, end] of cuts.slice(0, CUTS)) {
    const before = text.slice(at, start);
    if (before !== '') out.push({ op: 'same', text: around(before, at > 0) });
    const gone = text.slice(start, end);
    out.push({ op: 'gone', text: printable(visible(gone.slice(0, MOST)) + (gone.length > MOST ? '…' : ''), 2 * MOST) });
    at = end;
  }
  const after = text.slice(at);
  if (after !== '')
    out.push({
      op: 'same',
      text: printable(visible(after.slice(0, AROUND)), 2 * AROUND) + (after.length > AROUND ? '…' : ''),
    });
  return out;
}

/** The end of what stays, and where something was cut before it, its beginning. */
function around(text: string, isBetween: boolean): string {
  if (text.length <= (isBetween ? 2 : 1) * AROUND) return printable(visible(text));
  const head = isBetween ? text.slice(0, AROUND) : '';
  return printable(visible(`${head}…${text.slice(-AROUND)}`), 4 * AROUND);
}

/** Ends of lines and what indents the next have signs; so has all white space where nothing else goes. */
const visible = (text: string): string =>
  text
    .replace(/\r\n|\n/g, '↵')
    .replace(/^[↵ \t]+$|(?<=↵)[ \t]+/g, (spaces) =>
      spaces.replace(/[ \t]+/g, ({ length }) => (length > 4 ? '··…' : '·'.repeat(length))),
    );
