import type { ConfigVariant, ReadConfig } from '../config/config.ts';
import { UserError } from '../user-error.ts';
import type { Fleeted } from './fleet.ts';
import { commonOf, httpTarget, stdioTarget, type LiveFlags, type Target } from './target.ts';

const KEY = 'variants';
type Running = Extract<Target, { kind: 'stdio' | 'http' }>;

/** The ways to start one server, beside the target that they vary. Throws a `UserError` where there is nothing to vary. */
export function variantTargets(
  variants: Readonly<Record<string, ConfigVariant>>,
  targets: readonly Target[],
  flags: LiveFlags,
  place: ReadConfig['place'],
): Fleeted {
  const running = targets.filter((target): target is Running => target.kind === 'stdio' || target.kind === 'http');
  const base = running.length === 1 ? running[0]! : undefined;
  const made = Object.entries(variants).map(([name, variant]) => {
    const refuse = (message: string, hint: string): never => {
      const where = place?.(['variants', name], 'key');
      throw new UserError(message, { hints: [hint], ...(where ? { place: where } : {}) });
    };
    return { ...vary(variant, base, flags, refuse), label: name, entries: [{ group: KEY, name }] };
  });
  const first = base === undefined ? undefined : nameOf(base, variants);
  return {
    targets: [
      ...targets.map((target) =>
        target === base ? { ...target, label: first!, entries: [{ group: KEY, name: first! }] } : target,
      ),
      ...made,
    ],
    plan: {
      groups: [
        {
          key: KEY,
          client: 'variants',
          title: 'variants',
          files: [],
          members: [...(first === undefined ? [] : [first]), ...Object.keys(variants)].map((name) => ({ name })),
        },
      ],
    },
  };
}

/** What the configuration calls the target, else `default`, which may be the name of a variant. */
function nameOf({ label, kind, ...target }: Running, variants: Readonly<Record<string, unknown>>): string {
  const isOwn = 'command' in target ? !label.startsWith(target.command) : kind === 'http' && !label.includes('://');
  return [isOwn ? label : 'default', 'as configured'].find((name) => !Object.hasOwn(variants, name)) ?? label;
}

function vary(
  { command, args = [], env = {}, cwd, url, headers = {} }: ConfigVariant,
  base: Running | undefined,
  flags: LiveFlags,
  refuse: (message: string, hint: string) => never,
): Target {
  const isCommand = command !== undefined || args.length > 0 || Object.keys(env).length > 0 || cwd !== undefined;
  const isUrl = url !== undefined || Object.keys(headers).length > 0;
  if (isCommand && isUrl) refuse('it is a command and a URL at once', 'make it two variants');
  if (isUrl) {
    const own = base?.kind === 'http' ? base : undefined;
    const address = url ?? own?.url;
    if (address === undefined) return refuse('it has headers, and no target is a URL', 'name the `url` in it');
    return httpTarget(address, {
      ...flags,
      headers: { ...(own?.headers ?? flags.headers), ...headers },
      ...commonOf(own ?? flags),
    });
  }
  const own = base?.kind === 'stdio' ? base : undefined;
  const [program, ...rest] = command ?? (own ? [own.command, ...own.args] : []);
  if (program === undefined)
    return refuse('it varies a command, and not exactly one target is one', 'name the whole `command` in it');
  const folder = cwd ?? own?.cwd ?? flags.cwd;
  return stdioTarget(program, [...rest, ...args], {
    env: { ...(own?.env ?? flags.env), ...env },
    ...(folder === undefined ? {} : { cwd: folder }),
    ...commonOf(own ?? flags),
  });
}
