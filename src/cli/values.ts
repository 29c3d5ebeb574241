import type { FailOn } from '../engine/audit.ts';
import { isRevision, REVISIONS, type Revision } from '../model/revisions.ts';
import type { Severity } from '../rule.ts';
import { nearest } from '../text/nearest.ts';
import { UserError } from '../user-error.ts';

export const SEVERITIES = ['info', 'warning', 'error'] as const satisfies readonly Severity[];
const LEVELS = ['off', ...SEVERITIES] as const;
export const FAIL_ON = [...SEVERITIES, 'never'] as const satisfies readonly FailOn[];
export const PROTOCOLS = ['auto', 'legacy', 'modern'] as const;

const didYouMean = (word: string, candidates: readonly string[]): string[] => {
  const close = nearest(word, candidates);
  return close === undefined ? [] : [`did you mean \`${close}\`?`];
};

/** One of a fixed set of words. */
export function oneOf<const T extends string>(flag: string, words: readonly T[], text: string): T {
  if ((words as readonly string[]).includes(text)) return text as T;
  throw new UserError(`${flag} takes ${words.map((word) => `\`${word}\``).join(', ')}, not \`${text}\``, {
    hints: didYouMean(text, words),
  });
}

/** A whole number of at least `least`. */
export function wholeNumber(flag: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UserError(`${flag} takes a whole number of at least ${least}, not \`${text}\``);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** `500ms`, `5s`, `1.5m` in milliseconds, at most an hour; a bare number is refused because its unit would be a guess. */
export function duration(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text);
  const ms = match ? Number(match[1]) * UNITS[match[2]!]! : Number.NaN;
  if (ms >= 1 && ms <= 3_600_000) return Math.round(ms);
  const hints = /^\d+$/.test(text) ? [`say the unit: \`${text}s\` or \`${text}ms\``] : ['write `500ms`, `30s` or `2m`'];
  throw new UserError(`${flag} takes a duration between 1ms and 60m, not \`${text}\``, { hints });
}

/** `id=level`, checked against the rules that exist. */
export function ruleLevel(text: string, ids: readonly string[]): [string, Severity | 'off'] {
  const cut = text.indexOf('=');
  if (cut < 1)
    throw new UserError(`--rule takes RULE=LEVEL, not \`${text}\``, {
      hints: [`for example \`--rule ${ids.includes(text) ? text : 'annotations-missing'}=off\``],
    });
  const id = text.slice(0, cut);
  knownRule(id, ids);
  return [id, oneOf(`--rule ${id}`, LEVELS, text.slice(cut + 1))];
}

export function knownRule(id: string, ids: readonly string[]): void {
  if (!ids.includes(id))
    throw new UserError(`no rule is called \`${id}\``, {
      hints: [...didYouMean(id, ids), '`mcp-audit rules` lists all of them'],
    });
}

export function revision(flag: string, text: string): Revision {
  if (isRevision(text)) return text;
  throw new UserError(`${flag} takes a protocol revision, not \`${text}\``, {
    hints: [`published revisions: ${REVISIONS.join(', ')}`],
  });
}

/** `NAME=VALUE` of `--env`, and the like of `--input`; the value is never repeated in a message. */
export function assignment(flag: string, text: string): [string, string] {
  const cut = text.indexOf('=');
  if (cut < 1)
    throw new UserError(`${flag} takes NAME=VALUE`, { hints: [`the value may be empty: \`${flag} NAME=\``] });
  return [text.slice(0, cut), text.slice(cut + 1)];
}

/** The sets of headers of two users, whose lists are compared. */
export type HeaderSet = 'A' | 'B';

/** `Name: value` of `--header`, or `A/Name: value` for one of two users; a slash stands in no header's name. */
export function headerOf(text: string): { readonly set?: HeaderSet; readonly header: [string, string] } {
  const [, set, rest] = /^\s*([AB])\/(.*)$/s.exec(text) ?? [];
  return set === undefined ? { header: header(text) } : { set: set as HeaderSet, header: header(rest!) };
}

/** `Name: value`; the value is never repeated in a message. */
function header(text: string): [string, string] {
  const cut = text.indexOf(':');
  const name = text.slice(0, Math.max(cut, 0)).trim();
  const value = text.slice(cut + 1).trim();
  if (cut < 1 || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw new UserError("--header takes 'Name: value'", {
      hints: [
        "for example `--header 'Authorization: Bearer …'`",
        "for one of two users: `--header 'A/Authorization: …' --header 'B/Authorization: …'`",
      ],
    });
  // oxlint-disable-next-line no-control-regex -- what HTTP forbids in a field value
  if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value))
    throw new UserError(`the value of --header \`${name}\` has a control character`, {
      hints: ['a line break at the end of a token file is the usual cause'],
    });
  return [name, value];
}

/** The URL of `--health-url`; what may be a key in it is never repeated. */
export function healthUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url.href;
  throw new UserError(
    url?.username || url?.password
      ? '--health-url has a user name or a password in it, and is asked without credentials'
      : '--health-url takes an http:// or https:// URL',
    { hints: ['for example `--health-url http://127.0.0.1:3000/healthz`'] },
  );
}

/** `FILE` or `FILE:LINE`. */
export function anchor(text: string): { file: string; line: number } {
  const match = /^(.+?)(?::(\d+))?$/.exec(text);
  const line = match?.[2] === undefined ? 1 : Number(match[2]);
  if (!match?.[1] || line < 1) throw new UserError(`--anchor takes FILE or FILE:LINE, not \`${text}\``);
  return { file: match[1], line };
}

/** The folder or file of `--source`. */
export function sourcePath(text: string): string {
  if (text === '' || /^(?:npm:|[a-z][a-z0-9+.-]+:\/\/)/i.test(text))
    throw new UserError('--source takes the folder or file where the source stands', {
      hints: ['for example `mcp-audit --source src -- node dist/server.js`'],
    });
  return text;
}
