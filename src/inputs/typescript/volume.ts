import type { ServerRecord } from './records.ts';

/** More is no list that a client could use, and only takes time. Text in characters. */
const MOST = { text: 8_000_000, items: 5_000 };

/** Leaves out of a server what no list holds: a program can make more text than anybody reads. */
export function withinBounds(record: ServerRecord): void {
  let left = MOST.text;
  for (const list of [record.tools, record.prompts, record.resources])
    for (const [i, { json, spot }] of list.entries()) {
      left -= volume(json, left);
      if (left > 0 && i < MOST.items) continue;
      list.length = i;
      const what = left > 0 ? 'more of them' : 'more text';
      record.unread.push({ spot, reason: `${what} than is read of one server`, extent: 'list' });
      return;
    }
}

/** How much text a value holds, its members counted; it ends at a limit. */
function volume(json: unknown, limit: number): number {
  let sum = 0;
  const open = [json];
  while (open.length > 0 && sum <= limit) {
    const value = open.pop();
    sum += typeof value === 'string' ? value.length : 8;
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) open.push(part);
  }
  return sum;
}
