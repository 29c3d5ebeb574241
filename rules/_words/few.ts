/** The first names of a list and how many are left: for "`{names}`{rest}". */
export function few(names: readonly string[], most = 6): { readonly names: readonly string[]; readonly rest: string } {
  const left = names.length - most;
  return left > 1 ? { names: names.slice(0, most), rest: ` and ${left} more` } : { names, rest: '' };
}

/** One finding for each while they are few; many of a kind have one cause and get one finding. */
export const oneByOne = <T>(items: readonly T[], most = 3): readonly (readonly T[])[] =>
  items.length > most ? [items] : items.map((item) => [item]);
