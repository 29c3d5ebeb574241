import { toTool } from '../inputs/build.ts';
import type { Loaded } from '../inputs/input.ts';
import { itemAt, type Address, type Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Offer } from '../model/server.ts';
import { secretsOf } from './secrets.ts';
import { takingOut } from './taken-out.ts';
import type { Target } from './target.ts';

/** The same server without the values that were passed along: a server may say them in its texts, and a lock is committed. */
export function withoutGiven(loaded: Loaded, target: Target): Loaded {
  const secrets = secretsOf(target);
  if (secrets.length === 0) return loaded;
  const clean = takingOut(secrets); // as reports are cleaned: what they would find later, no hash would fit any more
  const value = (each: unknown, depth = 0): unknown => {
    if (typeof each === 'string') return clean(each);
    if (depth > 200) return each;
    if (Array.isArray(each)) return each.map((one) => value(one, depth + 1));
    if (!isObject(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([key, one]) => [clean(key), value(one, depth + 1)]));
  };
  const raw = (each: Readonly<Record<string, unknown>>) => value(each) as Readonly<Record<string, unknown>>;
  const address = (each: Address): Address => ({ ...each, name: clean(each.name), pointer: clean(each.pointer) });
  const offers = (list: readonly Item<Offer>[]): Item<Offer>[] => {
    const numbered = numbering();
    return list.map(({ data: { name, description, raw: sent }, address: at }) =>
      itemAt(
        {
          name: clean(name),
          ...(description === undefined ? {} : { description: clean(description) }),
          raw: raw(sent),
        },
        numbered(address(at)),
      ),
    );
  };
  const numbered = numbering();
  const { server } = loaded;
  return {
    ...loaded,
    server: {
      ...server,
      ...(server.info
        ? {
            info: {
              name: clean(server.info.name),
              ...(server.info.version === undefined ? {} : { version: clean(server.info.version) }),
              raw: raw(server.info.raw),
            },
          }
        : {}),
      ...(server.instructions === undefined ? {} : { instructions: clean(server.instructions) }),
      tools: server.tools.map(({ data, address: at }) => itemAt(toTool(raw(data.raw)), numbered(address(at)))),
      prompts: offers(server.prompts),
      resources: offers(server.resources),
      quirks: server.quirks.map((quirk) => ({ ...quirk, at: address(quirk.at) })),
    },
  };
}

/** Names that only a secret told apart are one name now. */
function numbering(): (address: Address) => Address {
  const seen = new Map<string, number>();
  return (address) => {
    const nth = (seen.get(address.name) ?? 0) + 1;
    seen.set(address.name, nth);
    return { ...address, nth };
  };
}
