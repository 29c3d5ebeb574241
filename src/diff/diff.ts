import { sameItem, type Item } from '../model/address.ts';
import { isConditionalTool, type Tool, type ToolServer } from '../model/server.ts';
import { unreadAt } from '../model/unread.ts';
import { changed, IMPACTS, type Change, type Impact } from './change.ts';
import { matchTools } from './match.ts';
import { compareOffers } from './offers.ts';
import { text } from './texts.ts';
import { countTokens, type Delta, type Groupings, type TokenDiff } from './tokens.ts';
import { compareTools } from './tool.ts';

export type { Change, ChangeId, Impact } from './change.ts';
export type { Piece } from './words.ts';

export interface ToolDiff {
  /** As it is listed now; of one that is gone, as it was. */
  readonly name: string;
  readonly status: 'added' | 'removed' | 'renamed' | 'changed' | 'same';
  /** What it was called; set where it was renamed. */
  readonly was?: string;
  /** What does most harm first; that it came, went or was renamed before all else. */
  readonly changes: readonly Change[];
  readonly tokens: { readonly model: Delta; readonly listing: Delta };
}

/** How one reading of a server differs from another. */
export interface Diff {
  readonly before: Side;
  readonly after: Side;
  /** In the order listed now, those that are gone last. */
  readonly tools: readonly ToolDiff[];
  /** About the server itself, its instructions, prompts and resources. */
  readonly server: readonly Change[];
  readonly tokens: TokenDiff;
  /** Changes that rest on what could not be read on one side, and are not told. */
  readonly unread: number;
}

export interface Side {
  readonly id: string;
  readonly version: string | undefined;
  readonly tools: number;
  /** Whether the list is known whole: of half a list nothing is called gone or new. */
  readonly isWhole: boolean;
}

/** All changes, those of the server first. */
export const changesOf = ({ server, tools }: Diff): readonly Change[] => [
  ...server,
  ...tools.flatMap(({ changes }) => changes),
];

export const isEmpty = (diff: Diff): boolean => changesOf(diff).length === 0;

/**
 * Everything in which two readings of a server differ. Pure, and the order of tools and of keys is none. What rests on a part
 * that either side could not read is counted and not told.
 */
export function diffServers(before: ToolServer, after: ToolServer, groupings?: Groupings): Diff {
  const [unreadBefore, unreadAfter] = [unreadAt(before), unreadAt(after)];
  let unread = 0;
  const isKnown = (change: Change): boolean => {
    const known = !unreadBefore(change.was) && !unreadAfter(change.at);
    if (!known) unread++;
    return known;
  };
  const { pairs, removed, added } = matchTools(before.tools, after.tools);
  const tokens = countTokens(
    before,
    after,
    [
      ...pairs.map((pair) => [pair.before, pair.after] as const),
      ...removed.map((tool) => [tool, undefined] as const),
      ...added.map((tool) => [undefined, tool] as const),
    ],
    groupings,
  );
  const old = new Map(pairs.map((pair) => [pair.after, pair.before]));
  const came = new Set(added);
  const tool = (was: Item<Tool> | undefined, is: Item<Tool> | undefined, changes: readonly Change[]): ToolDiff[] => {
    const known = sorted(changes.filter(isKnown));
    if (known.length === 0 && (was === undefined || is === undefined)) return [];
    const status = statusOf(known, was, is);
    return [
      {
        name: (is ?? was)!.data.name,
        status,
        ...(status === 'renamed' ? { was: was!.data.name } : {}),
        changes: known,
        tokens: tokens.of(was, is),
      },
    ];
  };
  const tools = [
    ...after.tools.flatMap((is) => {
      const was = old.get(is);
      if (was) return tool(was, is, [...renamedTo(was, is), ...compareTools(was, is)]);
      return came.has(is) ? tool(undefined, is, mayBeThere(before) ? hidden() : [addition(is, before)]) : [];
    }),
    ...removed.flatMap((was) => tool(was, undefined, mayBeThere(after) ? hidden() : [removal(was, before, after)])),
  ];
  const server = sorted([...ofServer(before, after), ...compareOffers(before, after)].filter(isKnown));
  const { of: _, ...counted } = tokens;
  return { before: sideOf(before), after: sideOf(after), tools, server, tokens: counted, unread };

  function hidden(): readonly Change[] {
    unread++;
    return [];
  }
}

/** Whether a tool that is not in this list may be listed all the same. */
const mayBeThere = (server: ToolServer): boolean => !server.complete || unreadAt(server)(server.at('tools'));

const sideOf = (server: ToolServer): Side => ({
  id: server.id,
  version: server.info?.version,
  tools: server.tools.length,
  isWhole: !mayBeThere(server),
});

const renamedTo = (was: Item<Tool>, is: Item<Tool>): readonly Change[] =>
  was.data.name === is.data.name
    ? []
    : [changed('tool-renamed', { at: is.address, was: was.address }, { was: was.data.name })];

const addition = ({ address }: Item<Tool>, before: ToolServer): Change =>
  changed('tool-added', { at: address, was: { ...address, server: before.id } }, {});

function removal({ address }: Item<Tool>, before: ToolServer, after: ToolServer): Change {
  const at = { ...address, server: after.id };
  const isSometimes = before.quirks.some((quirk) => isConditionalTool(quirk) && sameItem(quirk.at, address));
  return changed(isSometimes ? 'tool-unlisted' : 'tool-removed', { at, was: address }, {});
}

function statusOf(changes: readonly Change[], was: unknown, is: unknown): ToolDiff['status'] {
  if (was === undefined) return 'added';
  if (is === undefined) return 'removed';
  if (changes.some(({ id }) => id === 'tool-renamed')) return 'renamed';
  return changes.length > 0 ? 'changed' : 'same';
}

const FIRST: ReadonlySet<string> = new Set(['tool-added', 'tool-removed', 'tool-unlisted', 'tool-renamed']);
const rank = ({ id, impact }: Change): number => (FIRST.has(id) ? -1 : IMPACTS.indexOf(impact));
const sorted = (changes: readonly Change[]): readonly Change[] => changes.toSorted((a, b) => rank(a) - rank(b));

/** Compared where both sides say something: a tool list in a file has neither version nor instructions. */
function* ofServer(before: ToolServer, after: ToolServer): Generator<Change> {
  const spot = (...path: string[]) => ({ at: after.at(...path), was: before.at(...path) });
  const [a, b] = [before.info, after.info];
  if (a && b && a.name !== b.name)
    yield changed('server-renamed', spot('server', 'name'), { before: a.name, after: b.name });
  const [was, is] = [before.instructions ?? '', after.instructions ?? ''];
  if (was === is || !saysInstructions(before) || !saysInstructions(after)) return;
  const id = was === '' ? 'instructions-added' : is === '' ? 'instructions-removed' : 'instructions-changed';
  yield text(id, spot('instructions'), was, is, {});
}

/** Without a handshake nobody knows whether there are instructions. */
const saysInstructions = ({ instructions, info, fidelity }: ToolServer): boolean =>
  instructions !== undefined || info !== undefined || fidelity === 'declared';

export const countImpacts = (changes: readonly Change[]): Readonly<Record<Impact, number>> => ({
  breaking: changes.filter(({ impact }) => impact === 'breaking').length,
  'may-break': changes.filter(({ impact }) => impact === 'may-break').length,
  compatible: changes.filter(({ impact }) => impact === 'compatible').length,
});
