import { parseAddress, printAddress, serverAddress, type Address } from '../../model/address.ts';
import { within } from '../../model/pointer.ts';
import { isObject } from '../../model/schema.ts';
import type { Drift, Quirk, SinceLock, ToolServer } from '../../model/server.ts';
import { repeatedKeys, type Spot } from './spots.ts';

/** What a snapshot says was not read (`opaque`, with reasons in `unread`), is listed only sometimes (`conditional`) or was another in the source (`drift`). */
export function snapshotQuirks(fields: Readonly<Record<string, unknown>>, server: ToolServer): Quirk[] {
  const items = new Map(
    [...server.tools, ...server.prompts, ...server.resources].map(({ address }) => [printAddress(address), address]),
  );
  /** Printing loses lone surrogates, so the item is looked up by its printed address before that is parsed. */
  const addressOf = (text: string): Address | undefined => {
    const parsed = parseAddress(text);
    return (
      parsed && { ...(items.get(text.split('#', 1)[0]!) ?? { ...parsed, server: server.id }), pointer: parsed.pointer }
    );
  };
  /** What is known already: that the list was cut, that code was not followed to its end. */
  const said = new Set(server.quirks.filter(({ what }) => what === 'opaque').map(({ at }) => printAddress(at)));
  const quirk = (
    address: unknown,
    rest: { what: 'opaque'; reason: string } | { what: 'conditional'; test: string } | Drift | SinceLock,
  ): Quirk[] => {
    const at = typeof address === 'string' ? addressOf(address) : undefined;
    const known = at === undefined || said.has(printAddress(at));
    return known ? [] : [{ at, ...rest }];
  };
  const unread = entries(fields['unread']);
  const explained = new Set(unread.map(({ address }) => address));
  const bare = (Array.isArray(fields['opaque']) ? fields['opaque'] : []).filter((address) => !explained.has(address));
  return [
    ...unread.flatMap(({ address, reason }) => quirk(address, { what: 'opaque', reason: text(reason, UNSAID) })),
    ...bare.flatMap((address) => quirk(address, { what: 'opaque', reason: UNSAID })),
    ...entries(fields['conditional']).flatMap(({ address, test }) =>
      quirk(address, { what: 'conditional', test: text(test, '') }),
    ),
    ...entries(fields['drift']).flatMap(({ address, source, listed }) =>
      quirk(address, {
        what: 'drift',
        ...(typeof source === 'string' ? { source } : {}),
        ...(typeof listed === 'string' ? { listed } : {}),
      }),
    ),
    ...entries(fields['sinceLock']).flatMap((entry) => quirk(entry['address'], sinceLock(entry))),
  ];
}

function sinceLock({ change, says, came, gone, steers }: Readonly<Record<string, unknown>>): SinceLock {
  const rules = Array.isArray(steers) ? steers.filter((each) => typeof each === 'string') : [];
  return {
    what: 'since-lock',
    change: change === 'text' ? 'text' : 'list',
    says: text(says, ''),
    ...(typeof came === 'string' ? { came } : {}),
    ...(typeof gone === 'string' ? { gone } : {}),
    ...(rules.length > 0 ? { steers: rules } : {}),
  };
}

const UNSAID = 'not known when the snapshot was taken';
const entries = (sent: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(sent) ? sent.filter(isObject) : [];
const text = (sent: unknown, otherwise: string): string => (typeof sent === 'string' ? sent : otherwise);

/** Keys that stand twice, in the items and in the objects that hold the server's other fields. */
export function duplicateKeys(
  server: ToolServer,
  items: readonly { readonly at: Address; readonly spot: Spot }[],
  holders: readonly Spot[],
): Quirk[] {
  const inItems = items.flatMap(({ at, spot }) => repeatedKeys(spot).map((pointer) => ({ ...at, pointer })));
  const beside = holders
    .flatMap((spot) => repeatedKeys(spot))
    .filter((pointer) => !LISTS.some((list) => pointer !== list && within(pointer, list)));
  return [...inItems, ...beside.map((pointer) => ({ ...serverAddress(server.id), pointer }))].map((at) => ({
    at,
    what: 'duplicate-key',
  }));
}

const LISTS = ['/tools', '/prompts', '/resources'];
