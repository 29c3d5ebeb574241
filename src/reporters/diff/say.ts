import { changesOf, type Change, type Impact, type ToolDiff } from '../../diff/diff.ts';
import type { Compared, Comparison, Growth } from '../../diff/comparison.ts';
import type { Delta } from '../../diff/tokens.ts';
import { fill } from '../../text/fill.ts';
import { grouped, plural } from '../../text/numbers.ts';

/** What a change is called at the start of its line. */
const IMPACT: Readonly<Record<Impact, string>> = {
  breaking: 'breaking',
  'may-break': 'may break',
  compatible: 'compatible',
};

/** The word before a change: texts and what is beside the contract break nothing, and say so by what they are. */
export function wordOf({ impact, subject, id }: Change): string {
  if (impact !== 'compatible') return IMPACT[impact];
  if (id.endsWith('-added') || subject === 'text') return subject === 'text' ? 'text' : 'added';
  return subject === 'annotations' ? 'annotation' : IMPACT.compatible;
}

export const sayChange = ({ say, data }: Change): string => fill(say, data);

/** "+307", "-12", "±0". */
export const signed = (count: number): string =>
  count === 0 ? '±0' : `${count > 0 ? '+' : '-'}${grouped(Math.abs(count))}`;

/** "+307 tokens", "-1 token". */
export const signedTokens = (count: number): string => `${signed(count)} ${Math.abs(count) === 1 ? 'token' : 'tokens'}`;

/** "+14.6 %"; nothing where there was nothing to grow. */
export const share = ({ before = 0, after = 0 }: Delta): string =>
  before === 0 || after === before
    ? ''
    : `${after > before ? '+' : '-'}${((100 * Math.abs(after - before)) / before).toFixed(1)} %`;

/** "2 breaking changes, 1 that may break, 14 others". */
export function sayImpacts({ breaking, 'may-break': may, compatible }: Comparison['impacts']): string {
  if (breaking + may + compatible === 0) return 'no change in what could be compared';
  return [
    plural(breaking, 'breaking change'),
    ...(may > 0 ? [`${grouped(may)} that may break`] : []),
    ...(compatible > 0
      ? [
          `${grouped(compatible)} ${breaking + may > 0 ? 'other' : 'compatible'}${compatible === 1 || breaking + may === 0 ? '' : 's'}`,
        ]
      : []),
  ].join(', ');
}

/** ", 2 of the texts that came steer the model". */
export function saySigns(servers: readonly Compared[]): string {
  const count = servers.reduce((sum, { signs }) => sum + signs.filter(({ severity }) => severity !== 'info').length, 0);
  return count === 0 ? '' : `, ${grouped(count)} ${count === 1 ? 'sign' : 'signs'} that what came steers the model`;
}

export const sayGrowth = (limit: Growth): string =>
  'percent' in limit ? `${limit.percent}%` : plural(limit.tokens, 'token');

/** Tools that differ, those that break most first: gone, renamed, changed, new; in the order listed. */
export function toolsToShow({ tools }: Compared): readonly ToolDiff[] {
  const rank = ({ status, changes }: ToolDiff): number =>
    changes.some(({ impact }) => impact === 'breaking')
      ? 0
      : changes.some(({ impact }) => impact === 'may-break')
        ? 1
        : status === 'added'
          ? 2
          : 3;
  return tools.filter(({ changes }) => changes.length > 0).toSorted((a, b) => rank(a) - rank(b));
}

export type Verdict = 'same' | 'pass' | 'fail' | 'done' | 'partial';

/** How a comparison ended, in one word. `done`: nothing was to fail. */
export function verdictOf({ servers, alone, exitCode, limits }: Comparison): Verdict {
  if (exitCode === 2) return 'partial';
  if (exitCode === 1) return 'fail';
  if (alone.length === 0 && servers.every((each) => each.unread === 0 && changesOf(each).length === 0)) return 'same';
  return limits.failOn === 'never' ? 'done' : 'pass';
}
