import type { Address } from '../../../model/address.ts';
import { join } from '../../../model/pointer.ts';
import { positionAt, type Position } from '../../../text/lines.ts';
import type { Place, Suppression } from '../../input.ts';
import type { SourceFile } from '../syntax.ts';
import { PREFIX, type Directive } from './directives.ts';
import { firstLine, positionsOf, type Stretch } from './grip.ts';

/** What the comments of a program silence, and where each stands. */
export interface Comments {
  readonly suppressions: readonly Suppression[];
  /** Where the comment at an address stands. */
  placeOf(at: Address): Place | undefined;
}

interface Scope {
  /** The id of the server that the comments are read for. */
  readonly server: string;
  /** Where an item is registered and defined. */
  homesOf(at: Address): readonly Stretch[];
  shown(file: string): string;
}

/** Comments of packages count for what stands there, but are nobody's to clean up. */
const isOwn = (file: string): boolean => !file.includes('/node_modules/') && !file.startsWith('node_modules/');

/** `found` holds the directives of each file: servers of one program share them. */
export function suppressionsOf(found: ReadonlyMap<SourceFile, readonly Directive[]>, scope: Scope): Comments {
  const suppressions: Suppression[] = [];
  const places = new Map<string, Place>();
  for (const [file, directives] of found) {
    const name = scope.shown(file.path);
    const ends = endsOf(directives);
    const targets = linesMeant(file, directives);
    const pointers = new Map<string, number>();
    for (const directive of directives) {
      if (directive.kind === 'enable') continue;
      const { rules, reason } = directive;
      const words = join('', `${PREFIX}${directive.kind}`, rules.join(','));
      const nth = (pointers.get(words) ?? 0) + 1;
      pointers.set(words, nth);
      const pointer = nth === 1 ? words : join(words, nth);
      const at: Address = { server: scope.server, kind: 'code', name, nth: 1, pointer };
      places.set(`${name}\0${pointer}`, {
        file: name,
        ...positionsOf(firstLine({ file, ...directive })),
        precision: 'exact',
      });
      const line = targets.get(directive);
      suppressions.push({
        by: 'comment',
        rules,
        ...(reason === undefined ? {} : { reason }),
        ...(isOwn(name) ? { at } : {}),
        covers:
          line === undefined
            ? stretchCovers(name, file, directive, ends)
            : lineCovers(name, file, line, directive.kind === 'disable-next-line' ? scope.homesOf : undefined),
      });
    }
  }
  // the reason nearest to the finding is the one that is told
  suppressions.sort((a, b) => Number(isStretch(a)) - Number(isStretch(b)));
  return {
    suppressions,
    placeOf: (at) => (at.kind === 'code' ? places.get(`${at.name}\0${at.pointer}`) : undefined),
  };
}

const isStretch = ({ at }: Suppression): boolean => at?.pointer.startsWith(`/${PREFIX}disable/`) ?? true;

const precedes = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.column < b.column);

/** A place that begins on the line; for the next line also every part of an item that is registered there. */
function lineCovers(
  name: string,
  file: SourceFile,
  line: number,
  homesOf: Scope['homesOf'] | undefined,
): Suppression['covers'] {
  return (at, place) => {
    if (place === undefined || place.file !== name) return false;
    if (place.start.line === line) return true;
    return (homesOf?.(at) ?? []).some((home) => {
      if (home.file.path !== file.path) return false;
      const { start, end } = positionsOf(home);
      return start.line === line && !precedes(place.start, start) && !precedes(end, place.end);
    });
  };
}

/** A place after the comment and before the `enable` that ends it. */
function stretchCovers(
  name: string,
  file: SourceFile,
  { start, rules }: Directive,
  ends: ReadonlyMap<string, readonly number[]>,
): Suppression['covers'] {
  const from = positionAt(file.lines, start);
  const until = new Map<string, Position | undefined>();
  const end = (rule: string): Position | undefined => {
    if (!until.has(rule)) {
      const next = Math.min(after(ends.get('*'), start), after(ends.get(rule), start));
      until.set(rule, next === Infinity ? undefined : positionAt(file.lines, next));
    }
    return until.get(rule);
  };
  return (_, place, rule) => {
    if (place === undefined || place.file !== name || precedes(place.start, from)) return false;
    if (!rules.includes('*') && !rules.includes(rule)) return false;
    const last = end(rule);
    return last === undefined || precedes(place.start, last);
  };
}

/** The first of these offsets, which are in order, that lies behind `start`. */
function after(offsets: readonly number[] | undefined, start: number): number {
  let low = 0;
  let high = offsets?.length ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets![middle]! <= start) low = middle + 1;
    else high = middle;
  }
  return offsets?.[low] ?? Infinity;
}

/** Where `enable` comments stand, by the rule they name. */
function endsOf(directives: readonly Directive[]): Map<string, number[]> {
  const ends = new Map<string, number[]>();
  for (const { kind, rules, start } of directives)
    if (kind === 'enable')
      for (const rule of rules) {
        const known = ends.get(rule);
        if (known) known.push(start);
        else ends.set(rule, [start]);
      }
  return ends;
}

/** The line that each `disable-line` and `disable-next-line` is about. Of comments on top of each other, all are about the line below the last. */
function linesMeant(file: SourceFile, directives: readonly Directive[]): Map<Directive, number> {
  const lineOf = (offset: number): number => positionAt(file.lines, offset).line;
  const stacked = new Map<number, number>();
  const meant = new Map<Directive, number>();
  for (const directive of directives.toReversed()) {
    const { kind, start, end } = directive;
    const line = lineOf(start);
    if (kind === 'disable-line') meant.set(directive, line);
    if (kind !== 'disable-next-line') continue;
    const next = lineOf(end) + 1;
    const target = stacked.get(next) ?? next;
    meant.set(directive, target);
    const isAlone = file.text.slice(file.lines.starts[line - 1], start).trim() === '';
    if (isAlone) stacked.set(line, target);
  }
  return meant;
}
