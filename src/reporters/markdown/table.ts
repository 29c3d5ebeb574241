import { cell } from './escape.ts';

/** A table; its cells are Markdown already. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly string[] = head.map((_, i) => (i === 0 ? '---' : '---:')),
): string => [head, align, ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');
