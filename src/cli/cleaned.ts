import type { Loaded } from '../inputs/input.ts';
import { toTool } from '../inputs/build.ts';
import { redactor } from '../inputs/live/redact.ts';
import { GONE } from '../inputs/live/secrets.ts';
import { itemAt, type Item } from '../model/address.ts';
import { isObject } from '../model/schema.ts';
import type { Target } from './target.ts';

/** Names that say that a value is nobody's business; of others a value has to look like a key. */
const SECRET_NAME = /token|secret|passw(?:or)?d|api[-_]?key|auth|credential|private[-_]?key|cookie|key$/i;
const isKeyLike = (value: string): boolean =>
  value.length >= 14 && /\d/.test(value) && /[a-z]/i.test(value) && !/\s/.test(value);

/** The values that were passed to a target and must stand in no file: those of headers, variables, arguments and its address. */
function secretsOf(target: Target): readonly string[] {
  const named = (all: Readonly<Record<string, string>> = {}): string[] =>
    Object.entries(all).flatMap(([name, value]) =>
      [value, ...value.split(/[\s,;=]+/)].filter(
        (each) => each.length >= (SECRET_NAME.test(name) ? 6 : 14) && (SECRET_NAME.test(name) || isKeyLike(each)),
      ),
    );
  const own = target.secrets?.filter((each) => each.length >= 6) ?? [];
  if (target.kind === 'stdio') return [...own, ...named(target.env)];
  if (target.kind !== 'http') return own;
  return [
    ...own,
    ...named(target.headers),
    ...named(target.otherHeaders),
    ...named(Object.fromEntries(new URL(target.url).searchParams)),
    ...new URL(target.url).pathname.split('/').filter((part) => part.length >= 20 && isKeyLike(part)),
  ];
}

/** The same server without the values that were passed along: a server may say them in its texts, and a lock is committed. */
export function withoutGiven(loaded: Loaded, target: Target): Loaded {
  const secrets = [...new Set(secretsOf(target))].toSorted((a, b) => b.length - a.length);
  const ofCommand =
    target.kind === 'stdio'
      ? redactor({ transport: 'stdio', command: target.command, args: target.args, protocol: 'auto', timeoutMs: 0 }, {})
      : (text: string) => text;
  const clean = (text: string): string =>
    ofCommand(secrets.reduce((rest, secret) => rest.replaceAll(secret, GONE), text));
  const value = (each: unknown, depth = 0): unknown => {
    if (typeof each === 'string') return clean(each);
    if (depth > 200) return each;
    if (Array.isArray(each)) return each.map((one) => value(one, depth + 1));
    if (!isObject(each)) return each;
    return Object.fromEntries(Object.entries(each).map(([key, one]) => [key, value(one, depth + 1)]));
  };
  if (secrets.length === 0 && target.kind !== 'stdio') return loaded;
  const { server } = loaded;
  const raw = (each: Readonly<Record<string, unknown>>) => value(each) as Readonly<Record<string, unknown>>;
  const offers = <T extends { readonly raw: Readonly<Record<string, unknown>>; readonly description?: string }>(
    list: readonly Item<T>[],
  ): Item<T>[] =>
    list.map(({ data, address }) =>
      itemAt(
        {
          ...data,
          raw: raw(data.raw),
          ...(data.description === undefined ? {} : { description: clean(data.description) }),
        },
        address,
      ),
    );
  return {
    ...loaded,
    server: {
      ...server,
      ...(server.instructions === undefined ? {} : { instructions: clean(server.instructions) }),
      // a name is kept: addresses are made of it
      tools: server.tools.map(({ data, address }) => itemAt({ ...toTool(raw(data.raw)), name: data.name }, address)),
      prompts: offers(server.prompts),
      resources: offers(server.resources),
    },
  };
}
