import type { Place, ServerAudit } from '../../engine/audit.ts';
import type { Address } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { areFew, FEW, itemTitle, titleOf } from '../group.ts';
import { conditional, sharedTest, testOfAll, type Conditional } from '../source.ts';
import { unbroken, type Page } from './findings.ts';
import { wrap } from './wrap.ts';

/** Entries that are listed when nobody asked for all. */
const MOST = 20;

/** Something about a tool, or a part of one, that is no finding. */
interface Note {
  readonly place: Place | undefined;
  /** The tool or the part; empty when nothing has a name. */
  readonly what: string;
  /** Why, in words that many may share. */
  readonly cause: string;
  /** Findings that were not made for it. */
  readonly dropped?: number;
}

/** Tools that the source registers on one side of a test that only running decides, and parts that such a test decides. */
export function conditionalLines(server: ServerAudit, page: Page): string[] {
  const [tools, parts] = [conditional(server, 'tools'), conditional(server, 'parts')];
  const always = testOfAll(server, tools);
  const notes = (all: readonly Conditional[]): Note[] =>
    all.map(({ address, test, place }) => ({ place, what: partTitle(address), cause: `if ${test}` }));
  return [
    ...list(
      `listed only sometimes: ${always === undefined ? '' : 'all of the '}${plural(tools.length, 'tool')}`,
      always === undefined ? notes(tools) : [{ place: undefined, what: '', cause: `if ${always}` }],
      ', ',
      page,
    ),
    ...list(`not always the same: ${plural(parts.length, 'part')}`, notes(parts), ', ', page),
  ];
}

export function uncheckedLines({ unchecked }: ServerAudit, page: Page): string[] {
  return list(
    `not checked: ${plural(unchecked.length, 'part')}`,
    unchecked.map(({ address, reason, place, dropped }) => ({
      place,
      what: address.pointer.startsWith('/tools/-') ? '' : partTitle(address), // behind the end of the list stands what has no name
      cause: reason,
      dropped,
    })),
    ': ',
    page,
  );
}

const partTitle = (address: Address): string =>
  titleOf(address) ?? `${itemTitle(address)}${address.pointer && `#${address.pointer}`}`;

/** Each on a line of its own; below a common cause where many share it, and then only the first of them. */
function list(title: string, notes: readonly Note[], joint: string, page: Page): string[] {
  if (notes.length === 0) return [];
  const lines: string[] = [];
  let listed = 0;
  for (const same of byCause(notes)) {
    const room = page.verbose ? Infinity : MOST - listed;
    if (room <= 0) break;
    if (areFew(same.length)) {
      const shown = same.slice(0, room);
      for (const note of shown)
        lines.push(...entry([note.what, note.cause].filter(Boolean).join(joint), note, 2, page));
      listed += shown.length;
      continue;
    }
    const shown = same.slice(0, page.verbose ? Infinity : Math.min(FEW, room));
    const all = { place: undefined, dropped: same.reduce((sum, { dropped = 0 }) => sum + dropped, 0) };
    lines.push(...entry(`${same[0]!.cause}:`, all, 2, page));
    for (const { what, place } of shown) lines.push(...entry(what, { place }, 4, page));
    if (shown.length < same.length) lines.push(`    and ${same.length - shown.length} more`);
    listed += shown.length;
  }
  const left = notes.length - listed;
  return [page.style.bold(title), ...lines, ...(left > 0 ? [`  --verbose lists all ${notes.length}`] : []), ''];
}

const byCause = (notes: readonly Note[]): Iterable<readonly Note[]> =>
  groupBy(
    notes.map((note) => ({ ...note, cause: sharedTest(note.cause) })),
    ({ cause }) => cause,
  ).values();

function entry(
  text: string,
  { place, dropped = 0 }: Pick<Note, 'place' | 'dropped'>,
  indent: number,
  page: Page,
): string[] {
  const lost = dropped > 0 ? ` (${plural(dropped, 'possible finding')} not made)` : '';
  const where = place ? `${unbroken(place)}${text && ': '}` : '';
  const lines = wrap(`${where}${printable(text, 600)}${lost}`, page.width - indent - 2);
  return lines.map((line, i) => `${' '.repeat(i === 0 ? indent : indent + 2)}${line}`);
}
