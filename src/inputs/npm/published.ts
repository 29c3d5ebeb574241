import { itemAt, type Address, type Item } from '../../model/address.ts';
import type { Quirk, Tool } from '../../model/server.ts';
import { toTool } from '../build.ts';
import { movedCode } from '../code.ts';
import type { Failed, Loaded, Place } from '../input.ts';

/** How a file, and a text that may name files, is shown: nothing of the folder it was read from may remain. */
export interface Naming {
  file(name: string): string;
  /** What the server says. */
  text(said: string): string;
  /** What we say of it, files of packages and all. */
  reason(said: string): string;
}

/** The same server with the files of its packages under names that hold on every machine. */
export function published(loaded: Loaded, { file, text, reason }: Naming): Loaded {
  const back = new Map<string, string>();
  const name = (own: string): string => {
    const shown = file(own);
    back.set(shown, own);
    return shown;
  };
  const out = (place: Place | undefined): Place | undefined => place && { ...place, file: name(place.file) };
  const into = (place: Place | undefined): Place | undefined =>
    place && { ...place, file: back.get(place.file) ?? place.file };
  const quirk = (each: Quirk): Quirk => (each.what === 'opaque' ? { ...each, reason: reason(each.reason) } : each);
  // A tool may speak of the folder that its program lies in.
  const tool = (item: Item<Tool>): Item<Tool> => {
    const sent = JSON.stringify(item.data.raw);
    const said = text(sent);
    return said === sent ? item : itemAt(toTool(JSON.parse(said) as Tool['raw']), item.address);
  };
  const { code } = loaded.server;
  const nameOf = ({ kind, name: own }: Address): string => (kind === 'code' && own !== '' ? name(own) : own);
  return {
    ...loaded,
    input: 'npm',
    server: {
      ...loaded.server,
      tools: loaded.server.tools.map(tool),
      ...(code ? { code: movedCode(code, (at) => ({ ...at, name: nameOf(at) }), { reason }) } : {}),
      quirks: loaded.server.quirks.map(quirk),
    },
    ...(loaded.partial === undefined ? {} : { partial: reason(loaded.partial) }),
    locate: (at, part) =>
      out(loaded.locate(at.kind === 'code' ? { ...at, name: back.get(at.name) ?? at.name } : at, part)),
    ...(loaded.registrationOf ? { registrationOf: (at, part) => out(loaded.registrationOf!(at, part)) } : {}),
    texts: new Map([...loaded.texts].map(([own, source]) => [name(own), source])),
    files: loaded.files.map(name),
    suppressions: loaded.suppressions.map((one) => ({
      ...one,
      covers: (at, place, rule) => one.covers(at, into(place), rule),
    })),
  };
}

/** The same for what could not be read, under the name the user gave. */
export const unpublished = (failed: Failed, id: string, { file, reason }: Naming): Failed => ({
  ...failed,
  id,
  input: 'npm',
  reason: reason(failed.reason),
  ...(failed.detail === undefined ? {} : { detail: reason(failed.detail) }),
  ...(failed.hint === undefined ? {} : { hint: reason(failed.hint) }),
  ...(failed.place === undefined ? {} : { place: { ...failed.place, file: file(failed.place.file) } }),
});
