import type { Item } from './address.ts';
import type { Tool } from './server.ts';

/**
 * How it is known which tools belong together. `configuration`: `toolsets` of the configuration says so. `declared`: the
 * tools themselves do, in `_meta` or as tags of a framework. `source`: each module registers its own. `names`: by prefixes
 * and by what the names speak of. `none`: nothing tells.
 */
export type GroupingBasis = 'configuration' | 'declared' | 'source' | 'names' | 'none';

export interface Toolset {
  readonly name: string;
  /** In the order listed; none is in two toolsets of one grouping. */
  readonly tools: readonly Item<Tool>[];
}

/** The tools of a server in groups. */
export interface Grouping {
  readonly basis: GroupingBasis;
  /** Pair precision to expect, from 0 to 1, as measured on servers whose source states its groups; 1 where it is stated. */
  readonly confidence: number;
  /** The largest first, by number of tools, then by name. */
  readonly toolsets: readonly Toolset[];
  /** Tools that are in none. */
  readonly rest: readonly Item<Tool>[];
}
