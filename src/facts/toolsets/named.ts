import type { Item } from '../../model/address.ts';
import { groupBy } from '../../model/group.ts';
import type { Tool } from '../../model/server.ts';
import type { Facts } from '../facts.ts';
import { themesOf } from './themes.ts';
import type { Groups } from './toolsets.ts';

/** Fewer tools are not taken apart. */
const FEW = 6;
/** Such a share of the tools must be in a group with another for a kind of prefix to count. */
const SHARE = 0.6;
/** What stands between a group and a name: `admin.users`, `admin/users`, `admin__users`. */
const SEPARATOR = /^([^./:]+?)(?:__|[./:])(?=.)/;

/** Pairs of one group that belong together by what their makers say, as measured; see `scripts/toolsets.ts`. */
const CONFIDENCE = { separators: 0.95, prefixes: 0.9, themes: 0.85 };

/** By the names alone: what separators set apart, else what names begin with, else what they speak of. */
export function namedGroups(facts: Facts): { readonly groups: Groups; readonly confidence: number } {
  const { names } = facts.naming();
  if (names.length < FEW) return { groups: new Map(), confidence: 0 };
  const separated = shared(names, ({ own }) => SEPARATOR.exec(own)?.[1]?.toLowerCase());
  if (separated) return { groups: separated, confidence: CONFIDENCE.separators };
  const prefixed = shared(names, ({ ownWords, action }) =>
    ownWords.length > 0 && !(action.kind === 'verb' && action.at === 0) ? ownWords[0] : undefined,
  );
  if (prefixed) return { groups: prefixed, confidence: CONFIDENCE.prefixes };
  return {
    groups: themesOf(
      names.map(({ tool }) => tool),
      facts,
    ),
    confidence: CONFIDENCE.themes,
  };
}

/** The groups by a key that most tools share with another, though not all with all. */
function shared<T extends { readonly tool: Item<Tool> }>(
  names: readonly T[],
  keyOf: (name: T) => string | undefined,
): Groups | undefined {
  const groups = [...groupBy(names, keyOf)].filter(([key, { length }]) => key !== undefined && length > 1);
  const covered = groups.reduce((sum, [, { length }]) => sum + length, 0);
  if (groups.length < 2 || covered < SHARE * names.length) return undefined;
  return new Map(groups.flatMap(([key, members]) => members.map(({ tool }) => [tool, key!])));
}
