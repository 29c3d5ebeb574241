/** The names a tool description explains one by one, as in `- path: the file` or "`path` (string): the file". */
export function explainedIn(description: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of description.split(/[\r\n]/)) {
    const match =
      /^[ \t]{0,20}(?:[-*•][ \t]{1,3})?[`'"*]{0,2}([A-Za-z_$][\w$.-]{0,63})[`'"*]{0,2}[ \t]?(?:\([^()]{0,80}\)|\[[^[\]]{0,80}\])?[ \t]?(?::|–|—| - )[ \t]?\S/.exec(
        line,
      );
    if (match) found.add(match[1]!);
  }
  return found;
}
