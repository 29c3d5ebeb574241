import type { SourceFile } from '../syntax.ts';
import { commentsOf, type Comment } from './comments.ts';

/** A comment that silences rules, or ends that. */
export interface Directive extends Comment {
  readonly kind: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** Rule ids as written; `*`, and it alone, where none is named. */
  readonly rules: readonly string[];
  readonly reason?: string;
}

export const PREFIX = 'mcp-audit-';
const KINDS: ReadonlySet<string> = new Set<Directive['kind']>([
  'disable',
  'enable',
  'disable-line',
  'disable-next-line',
]);

/** A comment longer than this says something else. */
const MOST = 4000;
/** Every finding is held against every directive, so there is an end to them. */
const MOST_DIRECTIVES = 5000;

/** The directives of each file that has some, in order. Other files are not even scanned. */
export function directivesIn(files: readonly SourceFile[]): Map<SourceFile, readonly Directive[]> {
  const found = new Map<SourceFile, readonly Directive[]>();
  let room = MOST_DIRECTIVES;
  for (const file of files) {
    if (room === 0 || !file.text.includes(`${PREFIX}disable`)) continue;
    const directives = commentsOf(file)
      .flatMap((comment) => directiveIn(file.text, comment) ?? [])
      .slice(0, room);
    room -= directives.length;
    if (directives.length > 0) found.set(file, directives);
  }
  return found;
}

/**
 * Reads `mcp-audit-disable-next-line rule-a, rule-b -- reason`, alone in its comment. The grammar is that of ESLint, so that
 * nobody has to learn another: ids between commas, no id for all rules, two hyphens before a reason, which may be left out.
 */
function directiveIn(text: string, { start, end }: Comment): Directive | undefined {
  if (end - start > MOST) return undefined;
  const block = text.startsWith('/*', start);
  const inside = text.slice(start + 2, block && text.endsWith('*/', end) && end - start >= 4 ? end - 2 : end);
  const said = inside
    .replace(/^[\s*/]+/, '')
    .replace(/\n[^\S\n]*\*?/g, ' ')
    .trimEnd();
  if (!said.startsWith(PREFIX)) return undefined;
  const [word = '', ...rest] = said.slice(PREFIX.length).split(/\s+/);
  if (!KINDS.has(word)) return undefined;
  const dashes = rest.findIndex((part) => /^--+$/.test(part));
  const named = (dashes < 0 ? rest : rest.slice(0, dashes)).flatMap((part) => part.split(',')).filter(Boolean);
  const reason = dashes < 0 ? '' : rest.slice(dashes + 1).join(' ');
  return {
    start,
    end,
    kind: word as Directive['kind'],
    rules: named.length === 0 || named.includes('*') ? ['*'] : [...new Set(named)],
    ...(reason === '' ? {} : { reason }),
  };
}
