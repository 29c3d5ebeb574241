import { itemKey, type Address } from '../../../model/address.ts';
import { join, segments } from '../../../model/pointer.ts';
import type { Loaded, Part, Place } from '../../input.ts';
import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import { grip, holds, positionsOf, stretchOf, type Stretch } from './grip.ts';
import { gripOf, homesOf } from './homes.ts';
import type { Program } from './servers.ts';
import { keyOf, type Entry } from './unite.ts';

/** Finds the places of one server's parts. */
export interface Places extends Required<Pick<Loaded, 'locate' | 'registrationOf'>> {
  /** Where an item is registered and defined; empty for anything else. */
  homesOf(at: Address): readonly Stretch[];
}

/** The nearest trail on the way down a pointer that says where it stands. `own`: it is the part asked for. */
function reach(from: Trail, pointer: string): { readonly trail: Trail | undefined; readonly own: boolean } {
  let at: Trail | undefined = from;
  let last: Trail | undefined = from.spot || from.key ? from : undefined;
  for (const segment of segments(pointer)) {
    at = at.parts?.get(segment);
    if (at === undefined) return { trail: last, own: false };
    if (at.spot || at.key) last = at;
  }
  return { trail: last, own: last === at };
}

/** The model's names for the parts of a server, and where the program says them. */
function serverTrail(program: Program, pointer: string): { readonly trail: Trail | undefined; readonly rest: string } {
  const [head = '', ...rest] = segments(pointer);
  const { info, instructions, capabilities } = program;
  const parts = new Map([
    ['server', info],
    ['serverInfo', info],
    ['info', info],
    ['instructions', instructions],
    ['capabilities', capabilities],
  ]);
  return { trail: parts.get(head)?.trail, rest: join('', ...rest) };
}

/** Registrations that make several items: the call in a loop, or in a function of the program's own. */
function crowded(entries: readonly Entry[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const many = new Set<string>();
  for (const { spot } of entries) (seen.has(keyOf(spot)) ? many : seen).add(keyOf(spot));
  return many;
}

/** `items` are the program's, in the order of the model's; `unread` is where the parts without items stand; `shown` prints a path. */
export function placesOf(
  program: Program,
  items: ReadonlyMap<string, Entry>,
  unread: ReadonlyMap<string, Spot>,
  shown: (file: string) => string,
): Places {
  const homes = new Map<string, readonly Stretch[]>();
  const home = (at: Address): readonly Stretch[] => {
    const key = itemKey(at);
    const entry = items.get(key);
    const known = homes.get(key) ?? (entry ? homesOf(entry) : []);
    homes.set(key, known);
    return known;
  };
  const many = crowded([...items.values()]);
  const gripped = (entry: Entry, at: Address): Stretch => gripOf(entry, home(at), many.has(keyOf(entry.spot)));
  const place = (stretch: Stretch, precision: Place['precision']): Place => ({
    file: shown(stretch.file.path),
    ...positionsOf(stretch),
    precision,
  });
  const made = (precision: Place['precision']): Place | undefined => {
    const stretch = grip({ spot: program.spot });
    return stretch && place(stretch, precision);
  };
  const gripIn = (trail: Trail, part: Part, own: boolean): Stretch | undefined =>
    own && part === 'key' && trail.key ? grip({ spot: trail.key }) : grip(trail);

  const locate = (at: Address, part: Part): Place | undefined => {
    if (at.kind === 'server') {
      const spot = unread.get(at.pointer);
      const stretch = spot && grip({ spot });
      if (stretch) return place(stretch, 'exact');
      const { trail, rest } = serverTrail(program, at.pointer);
      if (trail === undefined) return made(at.pointer === '' ? 'exact' : 'enclosing');
      const found = reach(trail, rest);
      const said = found.trail && gripIn(found.trail, part, found.own);
      return said ? place(said, found.own ? 'exact' : 'enclosing') : made('enclosing');
    }
    const entry = items.get(itemKey(at));
    if (entry === undefined) return undefined;
    const found = reach(entry.trail, at.pointer);
    const isItem = found.trail === undefined || found.trail === entry.trail;
    const stretch = isItem ? undefined : gripIn(found.trail!, part, found.own);
    return place(stretch ?? gripped(entry, at), at.pointer === '' || (found.own && !isItem) ? 'exact' : 'enclosing');
  };

  const registrationOf = (at: Address, part: Part): Place | undefined => {
    const entry = items.get(itemKey(at));
    if (entry === undefined || at.pointer === '') return undefined;
    const { trail, own } = reach(entry.trail, at.pointer);
    if (trail === undefined || trail === entry.trail) return undefined;
    const spot = own && part === 'key' && trail.key ? trail.key : (trail.spot ?? trail.key);
    if (spot === undefined || home(at).some((each) => holds(each, stretchOf(spot)))) return undefined;
    return place(gripped(entry, at), 'exact');
  };

  return { locate, registrationOf, homesOf: home };
}
