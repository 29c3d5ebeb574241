/**
 * Ids of servers of which no two are the same: those that clash get `~` and what the user called them, because order numbers
 * would change with the order. Two of one name in one file are numbered.
 */
export function distinctIds(servers: readonly { readonly id: string; readonly target: string }[]): string[] {
  const taken = countBy(servers.map(({ id }) => id));
  const longer = servers.map(({ id, target }) =>
    taken.get(id)! > 1 && id !== target ? `${id}${targetSuffix(target)}` : id,
  );
  const again = countBy(longer);
  const used = new Map<string, number>();
  return longer.map((id) => {
    const nth = (used.get(id) ?? 0) + 1;
    used.set(id, nth);
    return again.get(id)! > 1 ? `${id}/${nth}` : id;
  });
}

const targetSuffix = (target: string): string => `~${target}`;

/** The id that a server had before it was made distinct. */
export function ownId(id: string, target: string): string {
  const numbered = /^(.*)\/\d{1,9}$/s.exec(id)?.[1];
  for (const each of [id, numbered])
    if (each !== undefined && each.endsWith(targetSuffix(target))) return each.slice(0, -targetSuffix(target).length);
  return numbered === target ? target : id;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
