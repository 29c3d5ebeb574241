import { itemKey, touches, type Address, type Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import { parent, within } from '../../model/pointer.ts';
import type { Quirk, Tool, ToolServer } from '../../model/server.ts';
import { excerpts, firstDifference, type Difference } from './compare.ts';
import type { Matches } from './match.ts';

/** What the author writes. The rest is put there by libraries, or changes from run to run. */
const FIELDS = ['title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const;

/** The parts of a source that say nothing certain: those that were not read, and those that depend on a test. */
export class Uncertain {
  readonly #byItem: ReadonlyMap<string, readonly string[]>;
  /** Whether the source may register tools that nobody read. */
  readonly hasMoreTools: boolean;

  constructor({ quirks, complete, at }: ToolServer) {
    const uncertain = quirks.filter(({ what }) => what === 'opaque' || what === 'conditional');
    this.#byItem = new Map(
      [...groupBy(uncertain, (quirk) => itemKey(quirk.at))].map(([key, same]) => [
        key,
        same.map((quirk) => quirk.at.pointer),
      ]),
    );
    const list = at('tools');
    this.hasMoreTools = !complete || quirks.some((quirk) => quirk.what === 'opaque' && touches(quirk.at, list));
  }

  /** The pointers of an item at which nothing can be held against it; what a schema requires depends on its properties. */
  leaves({ address }: Item<unknown>): ReadonlySet<string> {
    const leaves = new Set<string>();
    for (const pointer of this.pointers(address)) {
      leaves.add(pointer);
      for (let at = parent(pointer); at; at = parent(at)) leaves.add(`${at}/required`);
    }
    return leaves;
  }

  /** Whether a tool is listed, and under this name, whatever the environment. */
  isNamed({ address }: Item<unknown>): boolean {
    return !this.pointers(address).some((pointer) => pointer === '' || pointer === '/name');
  }

  pointers(at: Address): readonly string[] {
    return this.#byItem.get(itemKey(at)) ?? [];
  }
}

/** How a server that was asked differs from its source, as quirks of the former. */
export function driftOf(observed: ToolServer, declared: ToolServer, matches: Matches, uncertain: Uncertain): Quirk[] {
  const { pairs, onlyListed, onlyInSource } = matches;
  // one whose name may be another may be any of those listed
  const mayBeRenamed = onlyInSource.some(({ address }) => uncertain.pointers(address).includes('/name'));
  return [
    ...serverDrift(observed, declared, uncertain),
    ...pairs.flatMap(({ listed, source }) => [
      ...(listed.data.name === source.data.name || !uncertain.isNamed(source)
        ? []
        : [drift(listed.address, { source: source.data.name, listed: listed.data.name })]),
      ...fieldDrift(listed, source, uncertain.leaves(source)),
    ]),
    ...(uncertain.hasMoreTools || mayBeRenamed || declared.tools.length === 0
      ? []
      : onlyListed.map(({ address, data }) => drift(address, { listed: data.name }))),
    ...onlyInSource
      .filter((tool) => uncertain.isNamed(tool))
      .map(({ address, data }) => drift({ ...address, server: observed.id }, { source: data.name })),
  ];
}

const drift = (at: Address, values: { readonly source?: string; readonly listed?: string }): Quirk => ({
  at,
  what: 'drift',
  ...values,
});

function fieldDrift(listed: Item<Tool>, source: Item<Tool>, leaves: ReadonlySet<string>): Quirk[] {
  const isOutside = (pointer: string): boolean => leaves.has(pointer) || /^\/\w+\/\$schema$/.test(pointer);
  return FIELDS.flatMap((field) => {
    const [a, b] = [source, listed].map(({ data }) => data.raw[field] ?? undefined);
    const found = firstDifference(a, b, isOutside, `/${field}`);
    return found && !hangsOn(leaves, found)
      ? [drift({ ...listed.address, pointer: found.pointer }, excerpts(found))]
      : [];
  });
}

/** Whether one side lacks what holds an uncertain part. */
const hangsOn = (leaves: ReadonlySet<string>, { pointer, source, listed }: Difference): boolean =>
  (source === undefined || listed === undefined) && [...leaves].some((leaf) => within(leaf, pointer));

/** Compared only where both sides say something: a tool list in a file has no handshake. */
function serverDrift(observed: ToolServer, declared: ToolServer, uncertain: Uncertain): Quirk[] {
  const unread = uncertain.pointers(declared.at());
  const parts = [
    { at: observed.at('server', 'version'), source: declared.info?.version, listed: observed.info?.version },
    { at: observed.at('instructions'), source: declared.instructions, listed: observed.instructions },
  ];
  return parts.flatMap(({ at, source, listed }) => {
    if (source === undefined || listed === undefined || source === listed) return [];
    return unread.some((pointer) => at.pointer === pointer || at.pointer.startsWith(`${pointer}/`))
      ? []
      : [drift(at, excerpts({ pointer: at.pointer, source, listed }))];
  });
}
