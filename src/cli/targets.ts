import { existsSync } from 'node:fs';
import path from 'node:path';

import type { ConfigTarget } from '../config/config.ts';
import { displayPath } from '../inputs/json/load.ts';
import { shownCommand } from '../inputs/live/redact.ts';
import { nearest } from '../text/nearest.ts';
import { UserError } from '../user-error.ts';
import { anchor as readAnchor } from './values.ts';

/** One thing to audit, as the user named it. */
export type Target = { readonly label: string; readonly anchor?: Anchor } & (
  | { readonly kind: 'json'; readonly path: string }
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
      readonly cwd?: string;
    }
  | { readonly kind: 'http'; readonly url: string; readonly headers?: Readonly<Record<string, string>> }
);

export interface Anchor {
  readonly file: string;
  readonly line: number;
}

/** What the live flags say about every live target of the call. */
export interface LiveFlags {
  readonly headers: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly anchor?: Anchor;
}

const COMMANDS = ['snapshot', 'rules', 'explain', 'help'];

/** Splits `a.json URL -- node server.js --flag` at the first `--`: everything after it is one command, untouched. */
export function splitCommand(argv: readonly string[]): {
  own: readonly string[];
  command: readonly string[] | undefined;
} {
  const cut = argv.indexOf('--');
  return cut < 0 ? { own: argv, command: undefined } : { own: argv.slice(0, cut), command: argv.slice(cut + 1) };
}

export function targetsOf(
  words: readonly string[],
  command: readonly string[] | undefined,
  flags: LiveFlags,
  cwd: string,
): Target[] {
  const named = [...new Set(words)].map((word) => targetOf(word, flags, cwd));
  if (command === undefined) return named;
  const [program, ...args] = command;
  if (program === undefined || program === '')
    throw new UserError('nothing stands after `--`', {
      hints: ['write the command that starts the server: `mcp-audit -- node server.js`'],
    });
  return [...named, stdioTarget(program, args, flags)];
}

function stdioTarget(
  command: string,
  args: readonly string[],
  { env, cwd, anchor }: Pick<LiveFlags, 'env' | 'cwd' | 'anchor'>,
): Target {
  return {
    kind: 'stdio',
    label: shownCommand(command, args),
    command,
    args,
    ...(Object.keys(env).length > 0 ? { env } : {}),
    ...(cwd === undefined ? {} : { cwd }),
    ...(anchor ? { anchor } : {}),
  };
}

function httpTarget(text: string, headers: LiveFlags['headers'], anchor: Anchor | undefined): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new UserError(`\`${withoutSecrets(text)}\` is not a URL`);
  if (url.username || url.password)
    throw new UserError('a URL with a user name or password in it', {
      hints: ["pass them as `--header 'Authorization: …'`: URLs end up in logs"],
    });
  return {
    kind: 'http',
    label: `${url.origin}${url.pathname}`,
    url: url.href,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(anchor ? { anchor } : {}),
  };
}

/** A flag that reaches no target is a mistake, and a header or variable that is not sent a silent one. */
export function refuseIdleFlags(targets: readonly Target[], { headers, env, cwd }: LiveFlags): void {
  const has = (kind: Target['kind']): boolean => targets.some((target) => target.kind === kind);
  if (Object.keys(headers).length > 0 && !has('http'))
    throw new UserError('--header is given, and no target is a URL', {
      hints: ['to pass a secret to a command use `--env NAME=VALUE`'],
    });
  for (const [flag, given] of [
    ['--env', Object.keys(env).length > 0],
    ['--cwd', cwd !== undefined],
  ] as const)
    if (given && !has('stdio'))
      throw new UserError(`${flag} is given, and no target is a command`, {
        hints: ['name the command that starts the server: `mcp-audit -- node server.js`'],
      });
}

/** The targets of a configuration; what it says about one target wins over flags, which speak of all. */
export function configTargets(targets: readonly ConfigTarget[], flags: LiveFlags, cwd: string): Target[] {
  return targets.map((target): Target => {
    if (typeof target === 'string') return targetOf(target, flags, cwd);
    const anchor = 'anchor' in target && target.anchor !== undefined ? readAnchor(target.anchor) : flags.anchor;
    const spot = anchor ? { anchor } : {};
    const label = target.name === undefined ? {} : { label: target.name };
    if ('json' in target) return { ...targetOf(target.json, flags, cwd), ...label };
    if ('url' in target)
      return { ...httpTarget(target.url, { ...flags.headers, ...target.headers }, anchor), ...label };
    const [command, ...args] = target.command;
    const { cwd: folder = flags.cwd } = target;
    if (command === undefined) throw new UserError('a target has an empty `command`'); // the schema demands one
    return {
      ...stdioTarget(command, args, {
        env: { ...flags.env, ...target.env },
        ...(folder === undefined ? {} : { cwd: folder }),
        ...spot,
      }),
      ...label,
    };
  });
}

function targetOf(word: string, { headers, anchor }: LiveFlags, cwd: string): Target {
  if (word === '') throw new UserError('a target is empty', { hints: ['a variable in the call may not be set'] });
  if (/^https?:\/\//i.test(word)) return httpTarget(word, headers, anchor);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(word))
    throw new UserError(`\`${withoutSecrets(word)}\` is no address this command knows`, {
      hints: ['name a server by an http:// or https:// URL'],
    });
  if (word !== '-' && !existsSync(path.resolve(cwd, word)) && !/[./\\]/.test(word)) {
    const close = nearest(word, COMMANDS);
    if (close)
      throw new UserError(`\`${word}\` is neither a file nor a command`, {
        hints: [`did you mean \`mcp-audit ${close}\`?`, '`mcp-audit --help` lists the commands'],
      });
  }
  return {
    kind: 'json',
    label: word === '-' ? '<stdin>' : displayPath(word, cwd),
    path: word,
    ...(anchor ? { anchor } : {}),
  };
}

/** A URL up to its path: user names, passwords and query strings hold secrets. */
const withoutSecrets = (url: string): string => url.replace(/\/\/[^/@]*@/, '//').replace(/[?#].*$/, '');
