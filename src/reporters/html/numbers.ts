/** `12.3 %`; below a tenth of a percent, `< 0.1 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '<\u00A00.1\u00A0%';
  const value = 100 * share;
  return `${value >= 99.95 ? Math.round(value) : value.toFixed(1)}\u00A0%`;
}
