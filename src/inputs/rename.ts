import type { Address, Item } from '../model/address.ts';
import { itemAt, serverAddress } from '../model/address.ts';
import { movedCode } from './code.ts';
import type { Loaded } from './input.ts';

/** The same server under another id, with all its addresses; places stay where they are. */
export function renamed(loaded: Loaded, id: string): Loaded {
  const { server } = loaded;
  const move = (address: Address): Address => ({ ...address, server: id });
  const back = (address: Address): Address => ({ ...address, server: server.id });
  const items = <T>(list: readonly Item<T>[]): Item<T>[] =>
    list.map(({ data, address }) => itemAt(data, move(address)));
  return {
    ...loaded,
    server: {
      ...server,
      id,
      tools: items(server.tools),
      prompts: items(server.prompts),
      resources: items(server.resources),
      ...(server.code ? { code: movedCode(server.code, move) } : {}),
      ...(server.modules
        ? { modules: server.modules.map(({ file, tools }) => ({ file, tools: tools.map(move) })) }
        : {}),
      quirks: server.quirks.map((quirk) => ({ ...quirk, at: move(quirk.at) })),
      at: (...path) => serverAddress(id, ...path),
    },
    locate: (at, part) => loaded.locate(back(at), part),
    ...(loaded.registrationOf ? { registrationOf: (at, part) => loaded.registrationOf!(back(at), part) } : {}),
    suppressions: loaded.suppressions.map((one) => ({
      ...one,
      ...(one.at ? { at: move(one.at) } : {}),
      covers: (at, place, rule) => one.covers(back(at), place, rule),
    })),
  };
}
