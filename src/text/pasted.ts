/**
 * A path of strangers in a command that is shown to be typed: as it stands, or in quotes where a shell would split it;
 * what a shell could read as more than a path is not shown, but `FILE`.
 */
export function pasted(path: string, instead = 'FILE'): string {
  const plain = path.startsWith('-') ? `./${path}` : path;
  if (/^[\p{L}\p{N}_@%+=:,./-]{1,300}$/u.test(plain)) return plain;
  return /^[\p{L}\p{N}_@%+=:,./~ ()[\]{}#&-]{1,300}$/u.test(plain) ? `"${plain}"` : instead;
}
