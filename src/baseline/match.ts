import { groupBy } from '../model/group.ts';
import { identity, type Entry } from './entry.ts';

/**
 * Which places of findings the entries of one server are for. In five steps, each with what the one before left:
 * - the same address, rule and message;
 * - the same address and rule with another message, unless that says something worse: a report on many places is worded
 *   by how many they are, and what is half repaired is not new;
 * - in code, the same rule at the same spot of another file: it was moved;
 * - in code, the same rule at a statement of the same kind in the same function: something in it was edited;
 * - the same rule at what a finding names beside its place: of two tools that are alike, which one it stands at follows the
 *   order they are listed in.
 * The first may cover several places that cannot be told apart; in the others one entry covers one place, so that what is
 * added beside a known finding is new.
 */
export function matchEntries<S extends Spot>(
  entries: readonly Entry[],
  spots: readonly S[],
  isWorse: (spot: S, than: Entry) => boolean,
): { readonly covered: ReadonlySet<S>; readonly used: ReadonlySet<Entry> } {
  const covered = new Set<S>();
  const used = new Set<Entry>();
  if (entries.length === 0) return { covered, used };
  const exact = new Map(entries.map((entry) => [identity(entry), entry]));
  const cover = (spot: S, entry: Entry): void => {
    covered.add(spot);
    used.add(entry);
  };
  for (const spot of spots) {
    const entry = exact.get(identity(spot));
    if (entry) cover(spot, entry);
  }
  for (const { of, sought } of STEPS) {
    const left = groupBy(
      entries.filter((entry) => !used.has(entry) && of(entry) !== ''),
      of,
    );
    if (left.size === 0) continue;
    for (const spot of spots) {
      if (covered.has(spot)) continue;
      const fitting = sought(spot).flatMap((key) => left.get(key) ?? []);
      const entry = fitting.find((each) => !used.has(each) && !isWorse(spot, each));
      if (entry) cover(spot, entry);
    }
  }
  return { covered, used };
}

const keyIn = (message: string): string => /~.*/.exec(message)?.[0] ?? '';

/** A place of a report, as a baseline would have it, and what else the report names. */
export interface Spot extends Entry {
  others(): readonly string[];
}

/** By what entries are found in each step, and what is looked for; an entry with an empty key is for nothing there. */
interface Step {
  of(entry: Entry): string;
  sought(spot: Spot): readonly string[];
}

const beside = ({ at, rule, message }: Entry): string => `${at} ${rule} ${keyIn(message)}`;

function moved({ at, rule, message }: Entry): string {
  const pointer = /^mcp:[^/#]*\/code\/[^#]*#(.*)$/.exec(at)?.[1];
  return pointer === undefined ? '' : `${rule} ${pointer} ${keyIn(message)}`;
}

/** A statement is told by its function, its kind and a hash of its words: `/run/call-c10eab`, `/run/call-c10eab-2`. */
function edited({ at, rule, message }: Entry): string {
  const found = /^(mcp:[^/#]*\/code\/[^#]*#.*)-[\da-f]{6}(?:-\d+)?$/.exec(at);
  return found ? `${found[1]!} ${rule} ${keyIn(message)}` : '';
}

const STEPS: readonly Step[] = [
  { of: beside, sought: (spot) => [beside(spot)] },
  { of: moved, sought: (spot) => [moved(spot)] },
  { of: edited, sought: (spot) => [edited(spot)] },
  { of: ({ at, rule }) => `${at} ${rule}`, sought: ({ rule, others }) => others().map((at) => `${at} ${rule}`) },
];
