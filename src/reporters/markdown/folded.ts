import { html } from './escape.ts';

/** Lines of the server table, and of each list that is folded away. */
export const LISTED = 50;
/** Characters of such a list. */
const OF_LIST = 6_000;

/** A list behind a line that opens it: one block, as long as it may be, and how many are left. */
export function folded(summary: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const shown = within(items.slice(0, LISTED), OF_LIST);
  const left = items.length - shown.length;
  return [
    [
      `<details><summary>${html(summary)}</summary>`,
      [...shown.map((item) => `- ${item}`), ...(left > 0 ? [`- and ${left} more`] : [])].join('\n'),
      '</details>',
    ].join('\n\n'),
  ];
}

/** The first of them, as many as so many characters hold. */
export function within(items: readonly string[], limit: number): readonly string[] {
  let used = 0;
  const end = items.findIndex((item) => (used += item.length + 3) > limit);
  return end < 0 ? items : items.slice(0, end);
}

/** GitHub takes 65,536 characters of a comment, and 1 MiB of all step summaries of a step: room is left for what stands beside it. */
const OF_PAGE = 64_000;

/** The blocks as one page, and a word where it has no room for all. */
export function onePage(blocks: readonly string[]): string {
  const shown = within(blocks, OF_PAGE);
  const left = blocks.length - shown.length;
  return [
    ...shown,
    ...(left > 0 ? ['… and more than this page holds. The JSON and SARIF reports have all of it.'] : []),
  ].join('\n\n');
}
