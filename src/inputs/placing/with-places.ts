import { itemKey, type Address, type Item } from '../../model/address.ts';
import type { CodeFacts } from '../../model/code.ts';
import { resolve } from '../../model/pointer.ts';
import type { Offer, Tool, ToolServer } from '../../model/server.ts';
import { movedCode, unreadCode } from '../code.ts';
import type { Loaded, Part, Place, Suppression } from '../input.ts';
import { modulesOf } from '../modules.ts';
import { isSame } from './compare.ts';
import { driftOf, Uncertain } from './drift.ts';
import { matchTools, type Matches } from './match.ts';

export { sourceOf } from './match.ts';

/**
 * What a server lists, with the places of its source: texts, files and comments are the source's. A place is exact only
 * where both sides have the same value there; how they differ are quirks, which a rule reports.
 */
export function withPlaces(observed: Loaded, declared: Loaded): Loaded {
  const { server } = observed;
  const uncertain = new Uncertain(declared.server);
  const isRead = ({ address }: Item<Tool>): boolean =>
    !uncertain.pointers(address).some((pointer) => pointer === '' || pointer.startsWith('/inputSchema'));
  const matches = matchTools(server, declared.server, isRead);
  const listed = new Set(server.tools.map(({ address }) => itemKey(address)));
  const twins = twinsOf(server, declared.server, matches);
  const inSource = (at: Address): Address => {
    const twin = twins.get(itemKey(at));
    return { ...(twin?.source.address ?? at), server: declared.server.id, pointer: at.pointer };
  };

  const locate = (at: Address, part: Part): Place | undefined => {
    if (at.kind === 'code') return declared.locate(inSource(at), part);
    if (at.kind === 'server') {
      const place = declared.locate(inSource(at), part);
      return at.pointer === '' || saysSame(server, declared.server, at.pointer) ? place : around(place);
    }
    const twin = twins.get(itemKey(at));
    if (twin) {
      const place = declared.locate(inSource(at), part);
      return isSame(resolve(twin.listed.data.raw, at.pointer), resolve(twin.source.data.raw, at.pointer))
        ? place
        : around(place);
    }
    return (
      (listed.has(itemKey(at)) ? undefined : declared.locate(inSource(at), part)) ?? // only in the source
      observed.locate(at, part) ??
      around(declared.locate(declared.server.at(), 'value'))
    );
  };

  const code = codeOf(server.id, declared.server.code, matches);
  return {
    ...observed,
    server: {
      ...server,
      ...(code ? { code } : {}),
      ...(declared.server.modules
        ? {
            modules: modulesOf(
              matches.pairs.map(({ listed }) => listed),
              locate,
            ),
          }
        : {}),
      quirks: [
        ...server.quirks,
        ...driftOf(server, declared.server, matches, uncertain),
        ...(code ? unreadCode(code, server.id) : []),
      ],
    },
    locate,
    ...(declared.registrationOf ? { registrationOf: (at, part) => declared.registrationOf!(inSource(at), part) } : {}),
    texts: new Map([...observed.texts, ...declared.texts]),
    files: declared.files,
    suppressions: [
      ...observed.suppressions,
      ...declared.suppressions.map((one) =>
        comment(one, server.id, inSource, isDecided(one, declared, matches, uncertain)),
      ),
    ],
    ...(declared.source ? { source: declared.source } : {}),
  };
}

interface Twin {
  readonly listed: Item<Tool | Offer>;
  readonly source: Item<Tool | Offer>;
}

/** The part of the source that each listed item is, by the key of the item. */
function twinsOf(observed: ToolServer, declared: ToolServer, { pairs }: Matches): Map<string, Twin> {
  const twins = new Map<string, Twin>(pairs.map((pair) => [itemKey(pair.listed.address), pair]));
  const offers = (server: ToolServer): readonly Item<Offer>[] => [...server.prompts, ...server.resources];
  const known = new Map(offers(declared).map((offer) => [itemKey(offer.address), offer]));
  for (const listed of offers(observed)) {
    const source = known.get(itemKey(listed.address));
    if (source) twins.set(itemKey(listed.address), { listed, source });
  }
  return twins;
}

/** What is behind the tools that are listed; of those that the source has not, nothing is known to be absent. */
function codeOf(server: string, code: CodeFacts | undefined, { pairs, onlyListed }: Matches): CodeFacts | undefined {
  const listed = new Map(pairs.map(({ source, listed: { address } }) => [itemKey(source.address), address]));
  const move = (at: Address): Address | undefined => (at.kind === 'tool' ? listed.get(itemKey(at)) : { ...at, server });
  return code && movedCode(code, move, { isAll: onlyListed.length === 0 });
}

const around = (place: Place | undefined): Place | undefined =>
  place?.precision === 'exact' ? { ...place, precision: 'enclosing' } : place;

function saysSame(observed: ToolServer, declared: ToolServer, pointer: string): boolean {
  const said = ({ info, instructions, capabilities }: ToolServer): unknown => ({
    server: info?.raw,
    serverInfo: info?.raw,
    info: info?.raw,
    instructions,
    capabilities,
  });
  return isSame(resolve(said(observed), pointer), resolve(said(declared), pointer));
}

/** The comment as it applies to what was listed. */
function comment(one: Suppression, server: string, inSource: (at: Address) => Address, isJudged: boolean): Suppression {
  const { at, ...rest } = one;
  return {
    ...rest,
    ...(at && isJudged ? { at: { ...at, server } } : {}),
    covers: (of, place, rule) => one.covers(inSource(of), place, rule),
  };
}

/** A comment that may be for a tool that is not listed now, or that nobody read, is not said to be unused. */
function isDecided(one: Suppression, declared: Loaded, { onlyInSource }: Matches, uncertain: Uncertain): boolean {
  if (uncertain.hasMoreTools) return false;
  return !onlyInSource.some(({ address }) => {
    const place = declared.locate(address, 'value');
    return one.rules.some((rule) => one.covers(address, place, rule));
  });
}
