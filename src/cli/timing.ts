/** The time each rule took, the slowest first, for stderr. */
export function timingTable(timings: ReadonlyMap<string, number>): string {
  const rows = [...timings].toSorted((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, [, ms]) => sum + ms, 0);
  const line = (name: string, ms: number) =>
    `${name.padEnd(36)} ${ms.toFixed(1).padStart(8)} ms ${`${((100 * ms) / (total || 1)).toFixed(1)} %`.padStart(8)}\n`;
  return `${rows.map(([id, ms]) => line(id, ms)).join('')}${line('all rules', total)}`;
}
