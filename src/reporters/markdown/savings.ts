import type { Saving } from '../../budget/spending/spending.ts';
import type { Piece } from '../../diff/words.ts';
import type { ServerAudit } from '../../engine/audit.ts';
import { printAddress } from '../../model/address.ts';
import { grouped } from '../../text/numbers.ts';
import { additionsFirst, piecesOf } from '../edits.ts';
import { placeOf, riskOf } from '../spending.ts';
import { code, prose } from './escape.ts';
import { table } from './table.ts';

/** Suggestions that are shown, and edits of each. */
const MOST = 10;
const SPELLED = 3;

/** What to do, the most worth first, with the risk and the place. */
export function savings(all: readonly Saving[], server: ServerAudit): string[] {
  if (all.length === 0) return [];
  return [
    '**Where to save.** With a minus what an edit saves, counted on the lists before and after; else what is spent there.',
    table(
      ['tokens', 'what to do', 'risk', 'where'],
      all
        .slice(0, MOST)
        .map((saving) => [
          saving.saves === undefined ? grouped(saving.spent) : `**−${grouped(saving.saves)}**`,
          prose(saving.say),
          riskOf(saving),
          placeOf(saving, server, code) ?? '',
        ]),
      ['---:', '---', '---', '---'],
    ),
  ];
}

/** What stands in the first places of each suggestion that can be carried out as it stands, and what stays of it. */
export function edits(all: readonly Saving[], server: ServerAudit): string {
  const rows = all.slice(0, MOST).flatMap(({ edits: own = [], saves = 0 }) =>
    additionsFirst(own)
      .slice(0, SPELLED)
      .map((edit, i) => {
        const pieces = piecesOf(edit, server);
        const without = (not: Piece['op']): string =>
          pieces.flatMap(({ op, text }) => (op === not ? [] : text)).join('');
        const [before, after] = [without('came'), without('gone')];
        const left = own.length - SPELLED;
        return [
          i === 0 ? `**−${grouped(saves)}**` : '',
          `${code(printAddress(edit.at), 200)}${i === SPELLED - 1 && left > 0 ? ` and ${grouped(left)} more` : ''}`,
          before === '' ? '' : code(before, 300),
          after === '' ? '*nothing*' : code(after, 300),
        ];
      }),
  );
  return rows.length === 0 ? '' : table(['saves', 'where', 'now', 'then'], rows, ['---:', '---', '---', '---']);
}
