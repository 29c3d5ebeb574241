import { join, within } from './pointer.ts';

export type Kind = 'server' | 'tool' | 'prompt' | 'resource' | 'code';

/**
 * A stable name for one spot in a server. It prints as `mcp:demo/tools/read_file#/inputSchema`, survives
 * reordering and reformatting, and so is baseline key, fingerprint input and SARIF logical location at once.
 */
export interface Address {
  readonly server: string;
  readonly kind: Kind;
  /** The item's own name as sent; empty for the server itself. */
  readonly name: string;
  /** 1 for the first item of that name, 2 for its first duplicate. */
  readonly nth: number;
  /** JSON Pointer inside the item. */
  readonly pointer: string;
}

/** A value together with where it is. */
export interface Item<T> {
  readonly data: T;
  readonly address: Address;
  /** The address of a part of this item, whether or not the part exists. */
  at(...path: readonly (string | number)[]): Address;
}

const ROOMS = { tool: 'tools', prompt: 'prompts', resource: 'resources', code: 'code' } as const;
const KINDS = new Map<string, Kind>(Object.entries(ROOMS).map(([kind, room]) => [room, kind as Kind]));

/** `encodeURIComponent` that does not throw on lone surrogates, which hostile names may hold. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

export const serverAddress = (server: string, ...path: readonly (string | number)[]): Address => ({
  server,
  kind: 'server',
  name: '',
  nth: 1,
  pointer: join('', ...path),
});

export const childAddress = (address: Address, ...path: readonly (string | number)[]): Address =>
  path.length === 0
    ? address
    : {
        server: address.server,
        kind: address.kind,
        name: address.name,
        nth: address.nth,
        pointer: join(address.pointer, ...path),
      };

export function itemAt<T>(data: T, address: Address): Item<T> {
  return { data, address, at: (...path) => childAddress(address, ...path) };
}

/** `mcp:SERVER#/pointer` or `mcp:SERVER/tools/NAME[2]#/pointer`; the `#` part is left out when empty. */
export function printAddress(address: Address): string {
  const { server, kind, name, nth, pointer } = address;
  const item = kind === 'server' ? '' : `/${ROOMS[kind]}/${encode(name)}${nth > 1 ? `[${nth}]` : ''}`;
  return `mcp:${encode(server)}${item}${pointer === '' ? '' : `#${pointer.toWellFormed()}`}`;
}

/** Reads what `printAddress` wrote; `undefined` for anything else. */
export function parseAddress(text: string): Address | undefined {
  const match = /^mcp:([^/#]*)(?:\/(tools|prompts|resources|code)\/([^/#[]*)(?:\[(\d+)\])?)?(?:#(.*))?$/s.exec(text);
  if (!match) return undefined;
  const [, server = '', room, name = '', nth, pointer = ''] = match;
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  try {
    return {
      server: decodeURIComponent(server),
      kind: room ? KINDS.get(room)! : 'server',
      name: decodeURIComponent(name),
      nth: nth ? Number(nth) : 1,
      pointer,
    };
  } catch {
    return undefined; // a stray percent sign
  }
}

export const sameItem = (a: Address, b: Address): boolean =>
  a.kind === b.kind && a.name === b.name && a.nth === b.nth && a.server === b.server;

/** The same for two addresses in one item of a server. */
export const itemKey = ({ kind, name, nth }: Address): string => `${kind}\0${name}\0${nth}`;

/** True when `inner` is `outer` or a part of it. */
export const isWithin = (inner: Address, outer: Address): boolean =>
  sameItem(inner, outer) && within(inner.pointer, outer.pointer);

/** True when one of the two is the other, lies above it or below it. */
export const touches = (a: Address, b: Address): boolean =>
  sameItem(a, b) && (within(a.pointer, b.pointer) || within(b.pointer, a.pointer));
