import { GONE } from '../inputs/live/secrets.ts';
import { namedSecrets } from '../inputs/live/redact.ts';
import type { Target } from './target.ts';

/** A value that looks like a key, whatever its name. */
const isKeyLike = (value: string): boolean =>
  value.length >= 14 && /\d/.test(value) && /[a-z]/i.test(value) && !/[\s/\\]/.test(value);

/** `postgres://user:password@host`: all of it, and what can be told from a word. */
const WITH_PASSWORD = /[\w+.-]{1,40}:\/\/[^\s/:@]{0,100}:([^\s/@]{1,200})@[^\s"'`<>]{0,500}/g;

/** The values that were passed to a target and must be shown nowhere: those of headers, variables, arguments and its address. */
export function secretsOf(target: Target): readonly string[] {
  const of = (all: Readonly<Record<string, string>> = {}, args: readonly string[] = []): readonly string[] => [
    ...namedSecrets({ ...all }, args),
    ...Object.values(all).flatMap((value) => [value, ...value.split(/[\s,;=]+/)].filter(isKeyLike)),
    ...[...Object.values(all), ...args].flatMap((value) =>
      [...value.matchAll(WITH_PASSWORD)].flatMap(([whole, password = '']) => [
        whole,
        ...(password.length >= 8 && /[^a-z]/.test(password) ? [password] : []),
      ]),
    ),
  ];
  const own = target.secrets?.filter((each) => each.length >= 6) ?? [];
  if (target.kind === 'stdio') return [...own, ...of(target.env, target.args)];
  if (target.kind !== 'http' || !URL.canParse(target.url)) return own;
  const { searchParams, pathname } = new URL(target.url);
  return [
    ...own,
    ...of(target.headers),
    ...of(target.otherHeaders),
    ...of(Object.fromEntries(searchParams)),
    ...pathname.split('/').filter((part) => part.length >= 20 && isKeyLike(part)),
  ];
}

/**
 * Takes out of a finished report what was handed to a server as a secret: a server may say it again in its tools, and what it
 * says is quoted, escaped, broken into lines and cut. Text of ours never has it.
 */
export function withoutHandedOver(targets: readonly Target[]): (text: string) => string {
  const secrets = [...new Set(targets.flatMap(secretsOf))];
  const written = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]));
  const longest = [...written].sort((a, b) => b.length - a.length);
  const shapes = longest.map((secret) => (secret.length > LONGEST ? secret : shapeOf(secret)));
  return (text) =>
    secrets.length === 0
      ? text
      : withoutPieces(
          shapes.reduce<string>((rest, shape) => rest.replaceAll(shape, GONE), text),
          longest,
        );
}

/** Longer secrets are looked for as they are. */
const LONGEST = 500;
/** The end of a line in a report, and what the next begins with. */
const BREAK = String.raw`(?:(?:\x1b\[[\d;]*m)*\n(?:[ │]|\x1b\[[\d;]*m)*)?`;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&(?:amp;)?',
  '<': '(?:<|&lt;)',
  '>': '(?:>|&gt;)',
  '"': '(?:"|&quot;|&#34;)',
  "'": "(?:'|&#39;|&apos;)",
};

/** A secret as reports may write it. */
const shapeOf = (secret: string): RegExp =>
  new RegExp(
    [...secret]
      .map((char) => ENTITIES[char] ?? (/[a-z\d]/i.test(char) ? char : String.raw`\\?${exactly(char)}`))
      .join(BREAK),
    'g',
  );

const exactly = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/, String.raw`\$&`);

/** Fewer characters give nothing away. */
const LEAST = 4;

/** Beginnings of secrets before an ellipsis, and ends behind one. */
function withoutPieces(text: string, secrets: readonly string[]): string {
  const pieces = text.split('…');
  return pieces
    .map((piece, i) => {
      const head = i === 0 ? 0 : most(secrets, (secret) => endAt(piece, secret));
      const rest = piece.slice(head);
      const tail = i === pieces.length - 1 ? 0 : most(secrets, (secret) => startAt(rest, secret));
      return `${head > 0 ? GONE : ''}${rest.slice(0, rest.length - tail)}${tail > 0 ? GONE : ''}`;
    })
    .join('…');
}

const most = (secrets: readonly string[], of: (secret: string) => number): number =>
  secrets.reduce((max, secret) => Math.max(max, of(secret)), 0);

/** How many characters at the end of a text begin a secret. */
function startAt(text: string, secret: string): number {
  const end = text.slice(-secret.length);
  const first = secret.slice(0, LEAST);
  for (let at = end.indexOf(first); at >= 0; at = end.indexOf(first, at + 1))
    if (secret.startsWith(end.slice(at))) return end.length - at;
  return 0;
}

/** How many characters at the start of a text end a secret. */
function endAt(text: string, secret: string): number {
  const start = text.slice(0, secret.length);
  const last = secret.slice(-LEAST);
  for (let at = start.lastIndexOf(last); at >= 0; at = at === 0 ? -1 : start.lastIndexOf(last, at - 1))
    if (secret.endsWith(start.slice(0, at + LEAST))) return at + LEAST;
  return 0;
}
