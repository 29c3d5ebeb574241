import type { Risk, Saving } from '../budget/spending/spending.ts';
import type { ServerAudit } from '../engine/audit.ts';
import { printAddress } from '../model/address.ts';
import type { Grouping } from '../model/toolset.ts';
import { grouped } from '../text/numbers.ts';
import { printable } from '../text/printable.ts';

const BASIS: Readonly<Record<Grouping['basis'], string>> = {
  configuration: 'as configured',
  declared: 'as the tools declare',
  source: 'by the files they stand in',
  names: 'told by names',
  none: 'not known',
};

/** How it is known which tools belong together, with how sure that is where it is inferred. */
export const basisOf = ({ basis, confidence }: Grouping): string =>
  basis === 'names'
    ? `${BASIS[basis]}, typically right for ${Math.round(100 * confidence)} of 100 pairs`
    : BASIS[basis];

/** The first place of a suggestion, and how many there are; the line that stands for a whole server says less than its part. */
export function placeOf(
  { at }: Saving,
  { loaded }: ServerAudit,
  show = (place: string): string => printable(place, 120),
): string | undefined {
  const [first] = at;
  if (!first) return undefined;
  const place = loaded?.locate(first, 'value');
  const where = place && place.precision !== 'anchor' ? `${place.file}:${place.start.line}` : printAddress(first);
  return `${show(where)}${at.length > 1 ? ` and ${at.length - 1} more` : ''}`;
}

const RISKS: Readonly<Record<Risk, string>> = { none: 'nothing is lost', low: 'low risk', some: 'read it first' };

/** Whether what is saved may be missed. */
export const riskOf = ({ risk }: Saving): string => RISKS[risk];

interface Range {
  readonly from: number;
  readonly to: number;
}

/** "1,461" or "26,905 to 32,030". */
export const rangeOf = ({ from, to }: Range): string => {
  const [low, high] = [grouped(Math.round(from)), grouped(Math.round(to))];
  return low === high ? low : `${low} to ${high}`;
};

/** "$5.40" or "$320–436". */
export function moneyOf({ from, to }: Range): string {
  const text = (amount: number): string => (amount >= 100 ? grouped(Math.round(amount)) : amount.toFixed(2));
  return text(from) === text(to) ? `$${text(from)}` : `$${text(from)}–${text(to)}`;
}
