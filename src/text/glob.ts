/** Whether a name is what a pattern says: `*` stands for any characters, none as well, and `?` for one. In linear time for each `*`. */
export function fits(pattern: string, name: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let taken = 0;
  while (from < name.length) {
    if (pattern[at] === '*') {
      star = at++;
      taken = from;
    } else if (pattern[at] === '?' || pattern[at] === name[from]) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
