import type { Config } from '../config/config.generated.ts';
import type { Severity } from '../rule.ts';
import { kindOf } from '../text/kind.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { FAIL_ON, PROTOCOLS, SEVERITIES } from '../cli/values.ts';
import type { Target } from './target.ts';

/** How targets are reached; every option has the meaning and the default of the flag of its name. */
export interface ReachOptions {
  /** What is read. Left out: the targets of the configuration, else the source in `cwd`. */
  readonly targets?: readonly Target[];
  /** The folder that paths start from and where the configuration is looked for. By default `process.cwd()`. */
  readonly cwd?: string;
  /**
   * A configuration file, a configuration itself, or `false` for none. Left out, the one in `cwd` is read as the command reads it,
   * which runs one that is code.
   */
  readonly config?: string | Config | false;
  /** `auto`, `legacy` (`initialize`) or `modern` (2026-07-28). */
  readonly protocol?: 'auto' | 'legacy' | 'modern';
  /** Milliseconds: one deadline for each server, for start, handshake, lists and checks. By default 30,000, and 120,000 for getting a package. */
  readonly timeout?: number;
  /** `false`: ask running servers nothing but their lists. */
  readonly wireChecks?: boolean;
  /** Ends servers that were started, and the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** What `audit` takes beside targets. */
export interface AuditOptions extends ReachOptions {
  /** The level of single rules; wins over the configuration. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** The least severe finding that makes `exitCode` 1. By default that of the configuration, else `error`. */
  readonly failOn?: Severity | 'never';
  /** `exitCode` 1 when there are more warnings than this. By default as the configuration says. */
  readonly maxWarnings?: number;
  /** A file of findings that are known and do not count, or `false` for none. By default that of the configuration, else `mcp-audit.baseline.txt` in `cwd` if it is there. */
  readonly baseline?: string | false;
  /** `exitCode` 2 when a part could not be judged, or a tool is listed only sometimes. */
  readonly failOnUnchecked?: boolean;
  /** A server that lists fewer tools is not evaluated. By default 1. */
  readonly minTools?: number;
  /** Judge by this protocol revision, such as `2025-11-25`, instead of those the server serves. */
  readonly spec?: string;
  /** Call the tools of running servers that surely only read, and judge how they answer. By default nothing is called. */
  readonly probe?: boolean;
  /** Start commands again without a network, and see whether their reads fail or lie. */
  readonly breakEgress?: boolean;
}

type Check = readonly [what: string, (value: unknown) => boolean];
const oneOf = (words: readonly string[]): Check => [
  words.map((word) => `\`'${word}'\``).join(', '),
  (value) => (words as readonly unknown[]).includes(value),
];
const wholeFrom = (least: number, what: string): Check => [
  what,
  (value) => Number.isSafeInteger(value) && (value as number) >= least,
];
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const YES_OR_NO: Check = ['`true` or `false`', (value) => typeof value === 'boolean'];
const TEXT: Check = ['a string that is not empty', (value) => typeof value === 'string' && value !== ''];

const REACH: Readonly<Record<keyof ReachOptions, Check>> = {
  targets: ['an array of at least one target', (value) => Array.isArray(value) && value.length > 0],
  cwd: TEXT,
  config: ['a file name, a configuration or `false`', (value) => value === false || TEXT[1](value) || isRecord(value)],
  protocol: oneOf(PROTOCOLS),
  timeout: wholeFrom(1, 'a positive whole number of milliseconds'),
  wireChecks: YES_OR_NO,
  signal: ['an AbortSignal', (value) => value instanceof AbortSignal],
};
const AUDIT: Readonly<Record<keyof AuditOptions, Check>> = {
  ...REACH,
  rules: [`an object from rule ids to 'off', ${SEVERITIES.join(', ')}`, isRecord],
  failOn: oneOf(FAIL_ON),
  maxWarnings: wholeFrom(0, 'a whole number of at least 0'),
  baseline: ['a file name or `false`', (value) => value === false || TEXT[1](value)],
  failOnUnchecked: YES_OR_NO,
  minTools: wholeFrom(0, 'a whole number of at least 0'),
  spec: TEXT,
  probe: YES_OR_NO,
  breakEgress: YES_OR_NO,
};

/** The first argument of `audit`, whatever its form, as options. Throws a `UserError`. */
export const auditOptions = (what: unknown): AuditOptions => checked('audit', what, AUDIT);

/** The same of `snapshot`. */
export const reachOptions = (what: unknown): ReachOptions => checked('snapshot', what, REACH);

function checked<O extends ReachOptions>(call: string, what: unknown, checks: Readonly<Record<keyof O, Check>>): O {
  const given =
    typeof what === 'string' ? { targets: [what] } : Array.isArray(what) ? { targets: what as unknown[] } : what;
  if (given === undefined) return {} as O;
  if (!isRecord(given))
    throw new UserError(`\`${call}\` takes a target, an array of targets or options, not ${kindOf(given)}`, {
      hints: [`for example \`${call}('src')\` or \`${call}({ targets: ['src'] })\``],
    });
  for (const [key, value] of Object.entries(given as object)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(checks, key)) throw unknownOption(call, key, Object.keys(checks));
    const [wanted, fits] = checks[key as keyof O];
    if (!fits(value))
      throw new UserError(`\`${key}\` must be ${wanted}, but it is ${shown(value)}`, {
        hints: key === 'targets' ? ["for example `targets: ['src']`; left out, those of the configuration"] : [],
      });
  }
  return Object.fromEntries(Object.entries(given as object).filter(([, value]) => value !== undefined)) as unknown as O;
}

const TARGET_KEYS = new Set(['command', 'url', 'json', 'source', 'tools']);

function unknownOption(call: string, key: string, known: readonly string[]): UserError {
  const named = printable(key, 80).replaceAll('`', "'");
  const close = nearest(key, known);
  return new UserError(`\`${call}\` has no option \`${named}\``, {
    hints: TARGET_KEYS.has(key)
      ? [`a target that is an object goes into a list: \`${call}([{ ${key}: … }])\``]
      : [close ? `did you mean \`${close}\`?` : `known are ${known.map((each) => `\`${each}\``).join(', ')}`],
  });
}

/** What stands there instead; texts may be secrets that went astray. */
const shown = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean'
    ? `\`${value}\``
    : value === ''
      ? 'an empty string'
      : kindOf(value);
