import { printable } from '../../text/printable.ts';
import { longestFirst, writtenAs, type Boundary } from './boundary.ts';
import { handedOver, handedTo } from './handed.ts';
import type { Message } from './message.ts';
import { GONE, withoutSecrets } from './secrets.ts';
import type { LiveSpec } from './spec.ts';

const SECRET_NAME = /token|secret|passw(?:or)?d|api[-_]?key|authorization|credential|private[-_]?key|cookie/i;
/** Shorter values stand in too many other places to be taken out everywhere. */
const SHORTEST = { named: 3, other: 6, inherited: 8 };
/** Far more of a text than is ever shown: a secret that begins before a cut and ends behind it must not survive in part. */
const READ = 64 << 10;
const LINE = 600;
const STRING = 160;

export type Redact = (text: string) => string;

/**
 * Takes out every value that the user passed along and that may be secret: headers, variables, parts of the URL. Of the
 * environment that a started server inherits, those are meant whose names say so.
 */
export function redactor(spec: LiveSpec, inherited: NodeJS.ProcessEnv = process.env): Redact {
  const secrets = longestFirst([
    ...writtenAs(handedTo(spec)),
    ...secretsOf(spec),
    ...(spec.secrets ?? []).flatMap((each) => longEnough('', each)),
    ...(spec.transport === 'stdio' ? secretVariables(inherited) : []),
  ]);
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, GONE), text);
}

const secretVariables = (variables: NodeJS.ProcessEnv): string[] =>
  Object.entries(variables).flatMap(([name, value = '']) =>
    SECRET_NAME.test(name) && value.length >= SHORTEST.inherited ? [value] : [],
  );

function secretsOf(spec: LiveSpec): string[] {
  if (spec.transport === 'stdio') {
    const given = Object.entries(spec.env ?? {}).flatMap(([name, value]) =>
      [value, ...value.split('\n')].flatMap((each) => longEnough(name, each.trim())),
    );
    return [...given, ...secretArguments(spec.args), ...handedOver({ args: spec.args })];
  }
  const url = URL.canParse(spec.url) ? new URL(spec.url) : undefined;
  const health = spec.healthUrl !== undefined && URL.canParse(spec.healthUrl) ? new URL(spec.healthUrl) : undefined;
  const queried = [...(url?.searchParams ?? []), ...(health?.searchParams ?? [])].flatMap(([name, value]) =>
    [value, encodeURIComponent(value)].flatMap((each) => longEnough(name, each)),
  );
  // Some hosted servers put the key into the path.
  const keys = `${url?.pathname ?? ''}/${health?.pathname ?? ''}`
    .split('/')
    .filter((part) => part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part));
  const headers = [spec.headers, spec.otherHeaders]
    .flatMap((set) => Object.entries(set ?? {}))
    .flatMap(([name, value]) => [value, ...value.split(/[\s,;=]+/)].flatMap((each) => longEnough(name, each.trim())));
  return [...queried, ...keys, ...headers, ...handedOver({ url: spec.url })];
}

/** A command line as it may be shown. */
export const shownCommand = (command: string, args: readonly string[]): string =>
  longestFirst([...secretArguments(args), ...handedOver({ args })]).reduce(
    (rest, secret) => rest.replaceAll(secret, GONE),
    [command, ...args].join(' '),
  );

/** `--token=abc`, `--token abc` and `Authorization: Bearer abc`. */
function secretArguments(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    const [, name = '', value = args[i + 1] ?? ''] = /^(?:--?)?([\w.-]{1,80})(?:\s*[=:]\s*(.+))?$/s.exec(arg) ?? [];
    return SECRET_NAME.test(name) && (arg.startsWith('-') || value !== args[i + 1])
      ? value.split(/\s+/).flatMap((each) => longEnough(name, each))
      : [];
  });
}

function longEnough(name: string, value: string): string[] {
  if (/^(?:bearer|basic|token|application\/json|text\/event-stream)$/i.test(value)) return [];
  return value.length >= (SECRET_NAME.test(name) ? SHORTEST.named : SHORTEST.other) ? [value] : [];
}

/** Where one connection writes down what passes. */
export interface Trace {
  /** For text of the server that ends up in a reason or a report, before it is cut to size: what was passed along, and what looks like a secret. */
  readonly redact: Redact;
  /** For all that becomes part of the model: only what was handed to this server. */
  readonly clean: Boundary;
  message(direction: '→' | '←', message: Message): void;
  /** Anything else worth a line. */
  note(line: string): void;
}

export function tracer(write: ((line: string) => void) | undefined, known: Redact, clean: Boundary): Trace {
  const redact: Redact = (text) => withoutSecrets(known(text.slice(0, READ)));
  if (!write) return { redact, clean, message: () => undefined, note: () => undefined };
  return {
    redact,
    clean,
    message: (direction, message) => write(`${direction} ${traceMessage(message, known, redact)}`),
    note: (line) => write(`  ${printable(redact(line), LINE)}`),
  };
}

/** One line for one message, for people: long texts cut, values under telling names and whatever was passed along taken out. */
function traceMessage(message: Message, known: Redact, redact: Redact): string {
  let text: string;
  try {
    text = JSON.stringify(message, (key, value: unknown) =>
      typeof value === 'string' ? traceString(key, value, redact) : value,
    );
  } catch {
    text = '(nested too deeply to show)';
  }
  return printable(known(text), LINE);
}

function traceString(key: string, value: string, redact: Redact): string {
  if (SECRET_NAME.test(key)) return GONE;
  const kept = redact(value);
  return kept.length > STRING ? `${kept.slice(0, STRING)}… (${value.length} characters)` : kept;
}
