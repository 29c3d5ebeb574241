import type { Audit, Finding } from '../../engine/audit.ts';
import { printAddress } from '../../model/address.ts';
import { plural } from '../../text/numbers.ts';
import { printable } from '../../text/printable.ts';
import { itemTitle } from '../group.ts';
import { stands } from '../related.ts';
import { code, prose } from './escape.ts';
import { folded } from './folded.ts';

/** Characters of a reason. */
const REASON = 400;

const SILENCED = {
  comment: 'silenced by a comment',
  config: 'silenced by the configuration',
} as const;

/** What is known is counted: it is there because there is too much of it to be read. */
export function suppressed(findings: readonly Finding[]): string[] {
  const all = findings.flatMap((finding) => (finding.suppressed ? { ...finding, suppressed: finding.suppressed } : []));
  const decided = all.flatMap(({ suppressed: { by, ...why }, ...finding }) =>
    by === 'baseline' ? [] : { ...finding, suppressed: { by, ...why } },
  );
  const known = all.length - decided.length;
  return [
    ...(known > 0 ? [`${plural(known, 'finding')} in the baseline.`] : []),
    ...folded(
      plural(decided.length, 'suppressed finding'),
      decided.map(({ ruleId, docs, address, place, suppressed: { by, reason, until } }) => {
        const where = stands(place)
          ? `${code(`${place.file}:${place.start.line}`, 300)} (${code(itemTitle(address))})`
          : code(printAddress(address), 300);
        const why = `${SILENCED[by]}${until ? ` until ${prose(until)}` : ''}${reason ? `: ${prose(printable(reason, REASON))}` : ''}`;
        return `[${ruleId}](${docs}) at ${where}, ${why}`;
      }),
    ),
  ];
}

/** What is to be said about the configuration and the baseline. */
export const notices = ({ notices: all }: Audit): string[] =>
  folded(
    plural(all.length, 'notice'),
    all.map(({ message, hint, place }) => {
      const where = place ? `${code([place.file, place.line].filter(Boolean).join(':'), 300)}: ` : '';
      return `${where}${prose(message)}${hint ? `; ${prose(hint)}` : ''}`;
    }),
  );
