import { statSync, type Stats } from 'node:fs';
import path from 'node:path';

import type { Entry, Failed, Loaded } from '../inputs/input.ts';
import { displayPath } from '../inputs/json/load.ts';
import { boundary } from '../inputs/live/boundary.ts';
import { handedTo, type Reached } from '../inputs/live/handed.ts';
import { shownCommand } from '../inputs/live/redact.ts';
import { npmSpec, type NpmSpec } from '../inputs/npm/spec.ts';
import { nearest } from '../text/nearest.ts';
import { UserError } from '../user-error.ts';

/** One thing to audit, as the user named it. */
export type Target = {
  readonly label: string;
  readonly anchor?: Anchor;
  /** Where the source of what runs stands, so that findings get its places. */
  readonly source?: string;
  /** What reports call it, whatever it calls itself: the name its configuration gives it. */
  readonly name?: string;
  /** The entries of client configurations that start it. */
  readonly entries?: readonly Entry[];
  /** Values that stand for variables in its arguments or address; never shown. */
  readonly secrets?: readonly string[];
} & (
  | { readonly kind: 'json'; readonly path: string }
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
      readonly cwd?: string;
    }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** Those of a second user, whose list is compared. */
      readonly otherHeaders?: Readonly<Record<string, string>>;
      readonly healthUrl?: string;
    }
  /** With `touchedBy` only the servers that these changed files touch. */
  | { readonly kind: 'source'; readonly path: string; readonly touchedBy?: readonly string[] }
  /** It is known beforehand that it cannot be started. */
  | { readonly kind: 'unstarted'; readonly failed: Failed }
  /** A tool list that a program has in hand. */
  | { readonly kind: 'loaded'; readonly results: readonly (Loaded | Failed)[] }
  | { readonly kind: 'npm'; readonly spec: NpmSpec }
);

export interface Anchor {
  readonly file: string;
  readonly line: number;
}

/** What the flags say about every target they can apply to. */
export interface LiveFlags {
  readonly headers: Readonly<Record<string, string>>;
  /** What two users send besides. */
  readonly users?: {
    readonly first: Readonly<Record<string, string>>;
    readonly second: Readonly<Record<string, string>>;
  };
  readonly healthUrl?: string;
  readonly wireChecks?: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly anchor?: Anchor;
  readonly source?: string;
}

/** What targets of several kinds have. */
type Common = Pick<Target, 'anchor' | 'source'>;

export const commonOf = ({ anchor, source }: Pick<LiveFlags, 'anchor' | 'source'>): Common => ({
  ...(anchor ? { anchor } : {}),
  ...(source === undefined ? {} : { source }),
});

export function stdioTarget(
  command: string,
  args: readonly string[],
  flags: Omit<LiveFlags, 'headers' | 'users'>,
): Target {
  const { env, cwd } = flags;
  return {
    kind: 'stdio',
    label: shown(shownCommand(command, args), { env, args }),
    command,
    args,
    ...(Object.keys(env).length > 0 ? { env } : {}),
    ...(cwd === undefined ? {} : { cwd }),
    ...commonOf(flags),
  };
}

export function httpTarget(
  text: string,
  flags: Pick<LiveFlags, 'headers' | 'users' | 'healthUrl' | 'anchor' | 'source'>,
): Target {
  const { users, healthUrl } = flags;
  const headers = withHeaders(flags.headers, users?.first);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new UserError(`\`${withoutSecrets(text)}\` is not a URL`);
  if (url.username || url.password)
    throw new UserError('a URL with a user name or password in it', {
      hints: ["pass them as `--header 'Authorization: …'`: URLs end up in logs"],
    });
  return {
    kind: 'http',
    label: shown(`${url.origin}${url.pathname}`, {
      url: url.href,
      headers,
      ...(users ? { otherHeaders: users.second } : {}),
    }),
    url: url.href,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(users ? { otherHeaders: withHeaders(flags.headers, users.second) } : {}),
    ...(healthUrl === undefined ? {} : { healthUrl }),
    ...commonOf(flags),
  };
}

/** What a target is called by, without what it is handed. */
const shown = (label: string, reached: Reached): string => boundary(handedTo(reached)).text(label);

/** The headers of one user beside those of everybody: his own win, however their names are written. */
function withHeaders(
  all: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const named = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(all).filter(([name]) => !named.has(name.toLowerCase()))), ...own };
}

export const jsonTarget = (word: string, flags: Common, cwd: string): Target => ({
  kind: 'json',
  label: word === '-' ? '<stdin>' : displayPath(word, cwd),
  path: word,
  ...commonOf(flags),
});

export const sourceTarget = (word: string, cwd: string): Target => ({
  kind: 'source',
  label: displayPath(word, cwd),
  path: word,
});

const COMMANDS = ['init', 'hook', 'merge', 'config', 'snapshot', 'diff', 'lock', 'serve', 'rules', 'explain', 'help'];
/** What is read from source, and what is answered with the command that audits it running. */
const SOURCE = /\.(?:[cm]?[jt]sx?|py|go|rb|php|rs|java|kt|cs|swift|exs?)$|(?:^|[/\\])package\.json$/i;

/** One word of the command line, or one string of a configuration. */
export function targetOf(word: string, flags: LiveFlags, cwd: string): Target {
  if (word === '') throw new UserError('a target is empty', { hints: ['a variable in the call may not be set'] });
  if (/^https?:\/\//i.test(word)) return httpTarget(word, flags);
  if (/^npm:/i.test(word)) return npmTarget(word);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(word))
    throw new UserError(`\`${withoutSecrets(word)}\` is no address this command knows`, {
      hints: ['name a server by an http:// or https:// URL'],
    });
  const found = word === '-' ? undefined : look(path.resolve(cwd, word));
  if (found?.isDirectory() || (SOURCE.test(word) && word !== '-') || (!found && /[/\\]$/.test(word)))
    return sourceTarget(word, cwd);
  if (word !== '-' && !found && !/[./\\]/.test(word)) {
    const close = nearest(word, COMMANDS);
    if (close)
      throw new UserError(`\`${word}\` is neither a file nor a command`, {
        hints: [`did you mean \`mcp-audit ${close}\`?`, '`mcp-audit --help` lists the commands'],
      });
  }
  return jsonTarget(word, flags, cwd);
}

function look(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // reading it will say why
  }
}

function npmTarget(word: string): Target {
  const spec = npmSpec(word);
  if (!spec)
    throw new UserError(`\`${withoutSecrets(word)}\` names no package of the registry`, {
      hints: [
        'write `npm:NAME`, `npm:@SCOPE/NAME` or `npm:NAME@VERSION`; a tag or a range such as `^1.2.0` is a version too',
        'a package from elsewhere is audited as a folder: `mcp-audit path/to/it`',
      ],
    });
  return { kind: 'npm', label: spec.label, spec };
}

/** A URL up to its path: user names, passwords and query strings hold secrets. */
const withoutSecrets = (url: string): string => url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/s, '');
