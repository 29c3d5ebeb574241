import type { Edit } from '../../budget/spending/spending.ts';
import type { Piece } from '../../diff/words.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import type { Address } from '../../model/address.ts';
import { grouped, plural } from '../../text/numbers.ts';
import { additionsFirst, piecesOf } from '../edits.ts';
import { itemTitle } from '../group.ts';
import type { Contents } from './contents.ts';
import { code, html, type Markup, name, type Content } from './markup.ts';

/** Characters that are left for the places of a server; those that do not fit are counted. */
export interface Room {
  left: number;
}

const MOST = 300_000;
const LEAST = 30_000;

/** For one of the servers of a page: a thousand tools with long names have a megabyte of places. */
export const roomFor = ({ chapters }: Contents): Room => ({ left: Math.max(LEAST, MOST / chapters.length) });

/** Places of one list that are named. */
const NAMED = 200;

/** As many as there is room for, a few in any case. */
function fitting<T>(all: readonly T[], room: Room, show: (each: T) => Markup): Markup[] {
  const out: Markup[] = [];
  for (const each of all.slice(0, NAMED)) {
    if (room.left <= 0 && out.length >= FEW) break;
    const item = show(each);
    room.left -= item.text.length;
    out.push(item);
  }
  return out;
}

const FEW = 3;

/** Where a suggestion, or what is repeated, stands: behind a line that opens it. */
export function places(at: readonly Address[], contents: Contents, room: Room): Content {
  if (at.length === 0) return '';
  const items = fitting(at, room, (address) => html`<li>${placeOf(address, contents)}</li>`);
  return folded(plural(at.length, 'place'), 'plain', items, at.length);
}

/** Edits that are shown word for word, each that looks like another once, before only their places are. */
const SPELLED = 5;

/** What edits change, and where. */
export function changes(edits: readonly Edit[], server: ServerAudit, contents: Contents, room: Room): Content {
  if (edits.length === 0) return '';
  const known = new Set<string>();
  const items = fitting(additionsFirst(edits), room, (edit) => {
    const pieces = known.size < SPELLED ? piecesOf(edit, server) : [];
    const key = JSON.stringify(pieces);
    const isNew = pieces.length > 0 && !known.has(key);
    if (isNew) known.add(key);
    return html`<li>
      ${placeOf(edit.at, contents)}${isNew && html`<pre>${pieces.map(({ op, text }) => MARKS[op](text))}</pre>`}
    </li>`;
  });
  return folded(edits.length === 1 ? 'The edit' : `The ${grouped(edits.length)} edits`, 'places', items, edits.length);
}

const MARKS: Readonly<Record<Piece['op'], (text: string) => Markup>> = {
  same: (text) => html`${text}`,
  gone: (text) => html`<del>${text}</del>`,
  came: (text) => html`<ins>${text}</ins>`,
};

const folded = (summary: string, kind: string, items: readonly Markup[], all: number): Markup =>
  html`<details class="more">
    <summary>${summary}</summary>
    <ul class="${kind}">
      ${items}
    </ul>
    ${items.length < all && html`<p class="none">and ${grouped(all - items.length)} more</p>`}
  </details>`;

export function placeOf(address: Address, contents: Contents): Markup {
  const row = contents.rowAt(address);
  const title = html`<code>${name(itemTitle(address), 80)}</code>`;
  return html`${row ? html`<a href="#${row.id}">${title}</a>` : title}${address.pointer !== '' && html` <span class="where">${code(address.pointer, 160)}</span>`}`;
}
