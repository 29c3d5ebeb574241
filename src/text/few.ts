/** How a message names something that may have no name. */
export const nameOf = (name: string): string => name || '(no name)';

/** The first names of a list and how many are left: for "`{names}`{rest}". */
export function few(names: readonly string[], most = 6): { readonly names: readonly string[]; readonly rest: string } {
  const shown = names.map(nameOf);
  const left = names.length - most;
  return left > 1 ? { names: shown.slice(0, most), rest: ` and ${left} more` } : { names: shown, rest: '' };
}
