import type { Loaded, Part, Place, Suppression } from '../inputs/input.ts';
import { itemAt, serverAddress, type Address, type Item } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import { CacheMiss } from './miss.ts';

type Data<T> = { [K in keyof T as T[K] extends (...args: never) => unknown ? never : K]: T[K] };
type Plain<T> = Pick<Item<T>, 'data' | 'address'>;

/** A loaded server as data, with the answers it gave in place of its functions. */
export interface Kept {
  readonly loaded: Omit<Loaded, 'server' | 'locate' | 'registrationOf' | 'suppressions'>;
  readonly server: Omit<Data<ToolServer>, 'tools' | 'prompts' | 'resources'> & {
    readonly [K in 'tools' | 'prompts' | 'resources']: readonly Plain<unknown>[];
  };
  readonly located: ReadonlyMap<string, Place | undefined>;
  /** Absent where the server does not tell registrations. */
  readonly registered?: ReadonlyMap<string, Place | undefined>;
  readonly suppressions: readonly {
    readonly one: Omit<Suppression, 'covers'>;
    readonly covered: ReadonlyMap<string, boolean>;
  }[];
}

const partKey = ({ kind, name, nth, pointer }: Address, part: Part): string =>
  [kind, name, nth, pointer, part].join('\0');
const coverKey = ({ kind, name, nth, pointer }: Address, place: Place | undefined, rule: string): string =>
  [kind, name, nth, pointer, rule, place && [place.file, place.start.line, place.start.column].join(':')].join('\0');

/** The same server, and what it was asked as data once the run is over. */
export function keeping(loaded: Loaded): { readonly loaded: Loaded; kept(): Kept } {
  const { locate, registrationOf, suppressions, server, ...rest } = loaded;
  const { at: _at, tools, prompts, resources, ...data } = server;
  const [located, registered] = [new Map<string, Place | undefined>(), new Map<string, Place | undefined>()];
  const covered = suppressions.map(() => new Map<string, boolean>());
  const noted =
    (answers: Map<string, Place | undefined>, ask: Loaded['locate']): Loaded['locate'] =>
    (at, part) => {
      const key = partKey(at, part);
      if (!answers.has(key)) answers.set(key, ask(at, part));
      return answers.get(key);
    };
  const plain = (items: readonly Item<unknown>[]): Plain<unknown>[] =>
    items.map((item) => ({ data: item.data, address: item.address }));
  return {
    loaded: {
      ...loaded,
      locate: noted(located, locate),
      ...(registrationOf ? { registrationOf: noted(registered, registrationOf) } : {}),
      suppressions: suppressions.map((one, i) => ({
        ...one,
        covers(at, place, rule) {
          const answer = one.covers(at, place, rule);
          covered[i]!.set(coverKey(at, place, rule), answer);
          return answer;
        },
      })),
    },
    kept: () => ({
      loaded: rest,
      server: { ...data, tools: plain(tools), prompts: plain(prompts), resources: plain(resources) },
      located,
      ...(registrationOf ? { registered } : {}),
      suppressions: suppressions.map(({ covers: _covers, ...one }, i) => ({ one, covered: covered[i]! })),
    }),
  };
}

/** The server that was kept. Its functions throw a `CacheMiss` for what they were not asked before. */
export function loadedFrom({ loaded, server, located, registered, suppressions }: Kept): Loaded {
  const items = <T>(all: readonly Plain<unknown>[]): Item<T>[] =>
    all.map(({ data, address }) => itemAt(data as T, address));
  const told = <T>(answers: ReadonlyMap<string, T>, key: string): T => {
    if (!answers.has(key)) throw new CacheMiss();
    return answers.get(key)!;
  };
  return {
    ...loaded,
    server: {
      ...server,
      tools: items(server.tools),
      prompts: items(server.prompts),
      resources: items(server.resources),
      at: (...path) => serverAddress(server.id, ...path),
    },
    locate: (at, part) => told(located, partKey(at, part)),
    ...(registered ? { registrationOf: (at: Address, part: Part) => told(registered, partKey(at, part)) } : {}),
    suppressions: suppressions.map(({ one, covered }) => ({
      ...one,
      covers: (at, place, rule) => told(covered, coverKey(at, place, rule)),
    })),
  };
}
