import { isObject } from '../../model/schema.ts';

/** How to reach one running server. */
export type LiveSpec = (
  | {
      readonly transport: 'stdio';
      readonly command: string;
      /** Passed on as they are: never split, never read by a shell. */
      readonly args: readonly string[];
      /** Added to the environment of this process; never echoed. */
      readonly env?: Readonly<Record<string, string>>;
      readonly cwd?: string;
    }
  | {
      readonly transport: 'http';
      readonly url: string;
      /** Sent with every request; never echoed. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Those of a second user, whose list is compared; never echoed. */
      readonly otherHeaders?: Readonly<Record<string, string>>;
      /** What tells how the server is, of any origin; asked without headers. */
      readonly healthUrl?: string;
    }
) & {
  readonly protocol: 'auto' | 'legacy' | 'modern';
  /** One deadline in milliseconds for start, handshake, all lists and what is asked beside them. */
  readonly timeoutMs: number;
  /** Further values that must never be echoed: what stood for variables in arguments or in the address. */
  readonly secrets?: readonly string[];
  /** How many pages of one list are read; 100 by default. */
  readonly maxPages?: number;
  /** Whether it is asked more than its lists: how it answers what is wrong, and how it is. */
  readonly checks?: boolean;
  /** The place that findings carry, because a running server has no file. `line` is 1-based. */
  readonly anchor?: { readonly file: string; readonly line?: number };
};

export type StdioSpec = Extract<LiveSpec, { transport: 'stdio' }>;
export type HttpSpec = Extract<LiveSpec, { transport: 'http' }>;

/** Programs that run another one: the server is what they are given. */
const LAUNCHERS = new Set([
  'npx',
  'npm',
  'pnpm',
  'pnpx',
  'yarn',
  'bun',
  'bunx',
  'node',
  'deno',
  'tsx',
  'uv',
  'uvx',
  'pipx',
  'python',
  'python3',
  'docker',
  'podman',
  'sh',
  'bash',
  'env',
]);
const LAUNCHER_WORDS = new Set(['run', 'exec', 'dlx', 'tool', 'x']);

/** What a server is called by: the name it gives itself, else the stem of its command or the host of its URL. */
export function nameOf(spec: LiveSpec, info?: unknown): string {
  const own = isObject(info) ? info['name'] : undefined;
  if (typeof own === 'string' && own !== '') return own;
  if (spec.transport === 'http') return URL.canParse(spec.url) ? new URL(spec.url).host : 'server';
  const stem = stemOf(spec.command);
  if (!LAUNCHERS.has(stem)) return stem;
  const launched = spec.args.find((arg) => !arg.startsWith('-') && !LAUNCHER_WORDS.has(arg) && !/[\s=]/.test(arg)); // `KEY=value` may be a secret
  return launched === undefined ? stem : (packageOf(launched) ?? stemOf(launched));
}

const stemOf = (path: string): string =>
  path
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.(?:exe|cmd|bat|[cm]?[jt]s|py)$/i, '') || 'server';

/** `@scope/name@1.2` is the package `@scope/name`. */
const packageOf = (argument: string): string | undefined => /^(@[\w.-]+\/[\w.-]+)(?:@[\w.^~-]*)?$/.exec(argument)?.[1];

/** A URL as it may be shown: without user, password, query and fragment, which may hold a key. */
export function shownUrl(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
