import type { Address } from '../../model/address.ts';
import { join, segments } from '../../model/pointer.ts';
import type { Route } from './locate.ts';
import { reach, type Spot } from './spots.ts';

/** The model's name for a part of the server, and the names it has in files. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  info: ['serverInfo', 'server'],
  serverInfo: ['serverInfo', 'server'],
  server: ['server', 'serverInfo'],
  revisions: ['revisions', 'protocolVersion', 'protocol'],
};

/** Where in the file each item stands, and where the server's own fields do; `list` is its first page of tools, `code` finds what stands behind them. */
export function routes(
  items: readonly { at: Address; spot: Spot }[],
  holders: readonly Spot[],
  list: Spot,
  code?: (at: Address) => Spot | undefined,
): (at: Address) => Route | undefined {
  const key = ({ kind, name, nth }: Address): string => `${kind}\0${name}\0${nth}`;
  const byItem = new Map(items.map(({ at, spot }) => [key(at), spot]));
  return (at) => {
    const { kind, pointer } = at;
    const fact = kind === 'code' ? code?.(at) : undefined;
    if (fact) return { from: fact, pointer: '' };
    if (kind !== 'server') {
      const from = byItem.get(key(at));
      return from && { from, pointer };
    }
    const [head, ...rest] = segments(pointer);
    if (head === undefined) return { from: holders[0] ?? list, pointer };
    if (head === 'tools') return { from: list, pointer: join('', ...rest) };
    for (const name of (Object.hasOwn(NAMES, head) ? NAMES[head] : undefined) ?? [head]) {
      const from = holders.find((holder) => reach(holder, join('', name)).exact);
      if (from) return { from, pointer: join('', name, ...rest) };
    }
    return { from: holders[0] ?? list, pointer };
  };
}
