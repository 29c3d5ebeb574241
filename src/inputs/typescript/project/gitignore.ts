import { fits, fitsName, segmentOf, type Segment } from './globs.ts';

/** More lines than the longest template has. */
const MOST_RULES = 1_000;
const LONGEST_RULE = 300;

/** One `.gitignore`. */
export interface Gitignore {
  /**
   * What it says about a path relative to its folder, with a `/` at the end of a folder: `undefined` when nothing. A
   * folder above the path that is ignored is not looked for: nothing below one is ever asked.
   */
  ignores(path: string): boolean | undefined;
}

interface Rule {
  readonly negated: boolean;
  readonly folderOnly: boolean;
  readonly segments: readonly Segment[];
  /** No slash in it: the name decides, wherever it stands. */
  readonly byName: boolean;
}

/** @see https://git-scm.com/docs/gitignore#_pattern_format */
export function gitignoreOf(text: string): Gitignore {
  const rules = text
    .split(/\r?\n/)
    .slice(0, MOST_RULES)
    .flatMap((line) => ruleOf(line) ?? [])
    .toReversed(); // the last that matches decides
  return {
    ignores(path) {
      const isFolder = path.endsWith('/');
      const names = (isFolder ? path.slice(0, -1) : path).split('/');
      const name = names.at(-1)!;
      const rule = rules.find(
        ({ folderOnly, byName, segments }) =>
          (isFolder || !folderOnly) && (byName ? matchesName(segments[0]!, name) : fits(segments, names)),
      );
      return rule && !rule.negated;
    },
  };
}

const matchesName = (segment: Segment, name: string): boolean => segment === '**' || fitsName(segment, name);

function ruleOf(line: string): Rule | undefined {
  const written = line.replace(/(?<!\s|\\)\s+$/, '');
  if (written === '' || written.startsWith('#') || written.length > LONGEST_RULE) return undefined;
  const negated = written.startsWith('!');
  const pattern = negated ? written.slice(1) : written;
  const folderOnly = pattern.endsWith('/');
  const parts = pattern.split('/');
  if (folderOnly) parts.pop();
  const byName = parts.length === 1;
  if (parts[0] === '') parts.shift();
  if (parts.length === 0) return undefined;
  if (!byName && parts.at(-1) === '**') parts.push('*'); // all below, not the folder itself
  return { negated, folderOnly, byName, segments: parts.map(segmentOf) };
}
