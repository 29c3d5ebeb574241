import type { Place, ServerAudit } from '../../engine/audit.ts';
import { printAddress } from '../../model/address.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { itemTitle } from '../group.ts';
import { conditional } from '../source.ts';
import { printPlace, type Page } from './findings.ts';
import { wrap } from './wrap.ts';

/** Entries that are listed when nobody asked for all. */
const MOST = 20;

/** Tools that the source registers on one side of a test that only running decides, and parts that such a test decides. */
export function conditionalLines(server: ServerAudit, page: Page): string[] {
  const [tools, parts] = [conditional(server, 'tools'), conditional(server, 'parts')];
  return [
    ...list(
      `listed only sometimes: ${plural(tools.length, 'tool')}`,
      tools,
      ({ address, test, place }) => `${before(place)}${printable(itemTitle(address))}, if ${printable(test)}`,
      page,
    ),
    ...list(
      `not always the same: ${plural(parts.length, 'part')}`,
      parts,
      ({ address, test, place }) => `${before(place)}${printable(printAddress(address), 300)}: ${printable(test)}`,
      page,
    ),
  ];
}

export function uncheckedLines({ unchecked }: ServerAudit, page: Page): string[] {
  return list(
    `not checked: ${plural(unchecked.length, 'part')}`,
    unchecked,
    ({ address, reason, place, dropped }) => {
      const lost = dropped > 0 ? ` (${plural(dropped, 'possible finding')} not made)` : '';
      // Behind the end of the list stands what has no name.
      const at = address.pointer.startsWith('/tools/-') ? '' : `${printable(printAddress(address), 300)}: `;
      return `${before(place)}${at}${printable(reason)}${lost}`;
    },
    page,
  );
}

const before = (place: Place | undefined): string => (place ? `${printPlace(place)}: ` : '');

function list<T>(title: string, all: readonly T[], print: (each: T) => string, page: Page): string[] {
  if (all.length === 0) return [];
  const { style, width, verbose } = page;
  const listed = verbose ? all : all.slice(0, MOST);
  const left = all.length - listed.length;
  return [
    style.bold(title),
    ...listed.flatMap((each) => wrap(print(each), width - 4).map((line, i) => `${i === 0 ? '  ' : '    '}${line}`)),
    ...(left > 0 ? [`  … and ${left} more; --verbose lists them`] : []),
    '',
  ];
}
