import { posix } from 'node:path';

import type { Disk } from './disk.ts';

/** More than any workspace has; hostile patterns end here. */
const MOST_FOLDERS = 20_000;
const MOST_PATTERNS = 200;
const MOST_SEGMENTS = 20;
const LONGEST_PATTERN = 300;

/** What stands between two slashes of a pattern; `**` for any number of folders. */
export type Segment = '**' | readonly Token[];
/** `*`, or whether one character fits. */
type Token = '*' | ((character: string) => boolean);

/**
 * The folders that patterns such as `packages/*`, `apps/**` and `!**\/test` name, in the order met; a pattern with `!`
 * takes away. Installed and hidden folders are never meant by a wildcard.
 */
export function expandFolders(root: string, patterns: readonly string[], disk: Disk): readonly string[] {
  const found = new Set<string>();
  const budget = { left: MOST_FOLDERS };
  const readable = patterns.slice(0, MOST_PATTERNS).filter(({ length }) => length <= LONGEST_PATTERN);
  const wanted = readable.filter((each) => !each.startsWith('!'));
  const unwanted = readable.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  for (const pattern of wanted.flatMap(alternatives))
    for (const folder of walk(root, partsOf(pattern), disk, budget)) found.add(folder);
  for (const segments of unwanted.flatMap(alternatives).map((each) => partsOf(each).map(segmentOf)))
    for (const folder of found) if (fits(segments, folder.slice(root.length + 1).split('/'))) found.delete(folder);
  return [...found];
}

/** `a/{b,c}` is `a/b` and `a/c`; braces inside braces are not read. */
function alternatives(pattern: string): string[] {
  const [, before, choices, after] = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(pattern) ?? [];
  const all = choices === undefined ? [pattern] : choices.split(',').map((choice) => `${before}${choice}${after}`);
  return all.slice(0, MOST_PATTERNS).filter((each) => partsOf(each).length <= MOST_SEGMENTS);
}

const partsOf = (pattern: string): string[] =>
  posix
    .normalize(pattern)
    .split('/')
    .filter((part) => part !== '' && part !== '.');

function* walk(dir: string, parts: readonly string[], disk: Disk, budget: { left: number }): Generator<string> {
  if (budget.left-- <= 0) return;
  const [first, ...rest] = parts;
  if (first === undefined) yield dir;
  else if (first === '**') {
    yield* walk(dir, rest, disk, budget);
    for (const name of foldersIn(dir, disk)) yield* walk(`${dir}/${name}`, parts, disk, budget);
  } else if (/[*?[]/.test(first)) {
    const segment = segmentOf(first);
    for (const name of foldersIn(dir, disk))
      if (fits([segment], [name])) yield* walk(`${dir}/${name}`, rest, disk, budget);
  } else {
    const below = posix.join(dir, first);
    if (disk.isDirectory(below)) yield* walk(below, rest, disk, budget);
  }
}

const foldersIn = (dir: string, disk: Disk): string[] =>
  disk
    .list(dir)
    .filter((name) => name.endsWith('/') && !name.startsWith('.') && name !== 'node_modules/')
    .map((name) => name.slice(0, -1));

/** A segment as a shell and git read it: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before a character that means itself. */
export function segmentOf(text: string): Segment {
  if (text === '**') return '**';
  const tokens: Token[] = [];
  for (const [token, set] of text.matchAll(/\*+|\?|\[([!^]?\]?[^\]]*)\]|\\?./gsu)) {
    if (token.startsWith('*')) tokens.push('*');
    else if (token === '?') tokens.push(() => true);
    else if (set !== undefined) tokens.push(classOf(set));
    else tokens.push(same(token.startsWith('\\') ? token.slice(1) : token));
  }
  return tokens;
}

const same =
  (wanted: string): Token =>
  (character) =>
    character === wanted;

function classOf(set: string): Token {
  const negated = /^[!^]/.test(set);
  const ranges = [...(negated ? set.slice(1) : set).matchAll(/\\?(.)(?:-\\?(.))?/gsu)].map(
    ([, from = '', to = from]) => [from, to] as const,
  );
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/** Whether a path matches; in time that grows with the pattern times the path, whatever both are. */
export function fits(segments: readonly Segment[], names: readonly string[]): boolean {
  // Where each prefix of the path can stand in the pattern: there is no way back, so no pattern is slow.
  let ends = withNothing(new Set([0]), segments);
  for (const name of names) {
    const next = new Set<number>();
    for (const at of ends) {
      const segment = segments[at];
      if (segment === '**') next.add(at);
      else if (segment !== undefined && fitsName(segment, name)) next.add(at + 1);
    }
    ends = withNothing(next, segments);
  }
  return ends.has(segments.length);
}

/** `**` may stand for no folder at all. */
function withNothing(ends: Set<number>, segments: readonly Segment[]): Set<number> {
  for (const at of ends) if (segments[at] === '**') ends.add(at + 1);
  return ends;
}

export function fitsName(tokens: readonly Token[], name: string): boolean {
  const characters = [...name];
  let [at, star, resume] = [0, -1, 0];
  for (let read = 0; read < characters.length;) {
    const token = tokens[at];
    if (token === '*') [star, resume, at] = [at, read, at + 1];
    else if (token?.(characters[read]!)) [at, read] = [at + 1, read + 1];
    else if (star === -1) return false;
    else [at, resume, read] = [star + 1, resume + 1, resume + 1]; // only the last `*` ever needs to take more
  }
  return tokens.slice(at).every((token) => token === '*');
}
