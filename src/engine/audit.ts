import type { Entry as BaselineEntry } from '../baseline/entry.ts';
import type { Budget } from '../budget/budget.ts';
import type { Spending } from '../budget/spending/spending.ts';
import type { Archetype, Description, Effect, Example, Limit } from '../facts/facts.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Entry, InputKind, Loaded, Place } from '../inputs/input.ts';
import type { Address } from '../model/address.ts';
import type { Grouping } from '../model/toolset.ts';
import type { Rule, Severity } from '../rule.ts';
import type { Score, ServerScore } from '../score/score.ts';

export type Status = 'audited' | 'partial' | 'not-evaluated';
export type FailOn = Severity | 'never';

/** A report, finished: everything a reporter prints. */
export interface Finding {
  readonly ruleId: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  /** Where the rule's page is. */
  readonly docs: string;
  readonly address: Address;
  readonly fingerprint: string;
  /** What tells it from others with the same message at the same address; part of the fingerprint. */
  readonly key?: string;
  readonly place: Place | undefined;
  readonly related: readonly { readonly address: Address; readonly place: Place | undefined; readonly note: string }[];
  /** False when `--min-severity` hides it from the terminal; JSON and SARIF have it all the same. */
  readonly shown: boolean;
  readonly suppressed:
    | { readonly by: 'comment' | 'config' | 'baseline'; readonly reason?: string; readonly until?: string }
    | undefined;
}

/** A part that could not be judged. */
export interface Unchecked {
  readonly address: Address;
  readonly reason: string;
  readonly place: Place | undefined;
  /** How many reports were dropped because they rest on it. */
  readonly dropped: number;
}

/** What stands in a description, with its place. */
export interface TextFacts extends Description {
  readonly limits: readonly Limit[];
  readonly examples: readonly Example[];
}

export interface ToolAudit {
  readonly name: string;
  readonly address: Address;
  readonly tokens: { readonly model: number; readonly listing: number };
  readonly effect: Effect['class'];
  readonly score: Score;
  /** What its description says; absent where that could not be read. Made when asked for, as the next: few reports need it. */
  readonly text?: () => TextFacts;
  /** How many parameters it has, at all depths, and how many of them say what they are; absent where the schema could not be read. */
  readonly parameters?: () => { readonly total: number; readonly described: number };
}

/** One target's outcome. */
export interface ServerAudit {
  readonly id: string;
  /** What the call or the configuration names it by, where `loaded` does not say so. */
  readonly target?: string;
  readonly input: InputKind;
  readonly status: Status;
  /** Why it is partial or not evaluated. */
  readonly reason: string | undefined;
  readonly detail?: string;
  readonly hint?: string;
  readonly place?: Place;
  /** Absent when the target gave no server. */
  readonly loaded?: Loaded;
  readonly budget?: Budget;
  /** Which tools belong together. Made when asked for, as the next: only some reports need it. */
  readonly toolsets?: () => Grouping;
  /** Where the tokens go and where some can be saved. */
  readonly spending?: () => Spending;
  /** By the default rules, whatever was configured, suppressed or filtered. */
  readonly score?: ServerScore;
  /** What kind of server it is in production; absent when the target gave none. */
  readonly archetype?: Archetype;
  readonly tools: readonly ToolAudit[];
  readonly unchecked: readonly Unchecked[];
  /** The entries of client configurations that start it. */
  readonly entries?: readonly Entry[];
}

/** Upper limits on tokens, in each server. A tool costs its `model` tokens, a toolset those of its tools. */
export interface BudgetLimits {
  /** Tools (`model`) and instructions together. */
  readonly tokens?: number;
  /** Each tool. */
  readonly tool?: number;
  readonly instructions?: number;
  /** Each toolset, or those that are named. */
  readonly toolset?: number | Readonly<Record<string, number>>;
}

export interface Limits {
  readonly failOn: FailOn;
  readonly budget?: BudgetLimits;
  /** More unsuppressed warnings than this exceed a limit. */
  readonly maxWarnings?: number;
  /** Which of the limits that have a flag are set by a configuration. */
  readonly configured?: readonly Exceeded['limit'][];
  /** A server that lists fewer tools is not evaluated. */
  readonly minTools: number;
  /** Whether what was not checked, and a tool that is listed only sometimes, count as not audited. */
  readonly failOnUnchecked?: boolean;
}

/** One limit that was exceeded; it turns exit code 0 into 1. */
export interface Exceeded {
  /** `max-tokens`: tools and instructions of a server; `tool-tokens`, `toolset-tokens`, `instructions-tokens`: a part of it; `max-warnings`: all servers. */
  readonly limit: 'max-tokens' | 'tool-tokens' | 'toolset-tokens' | 'instructions-tokens' | 'max-warnings';
  /** Absent for `max-warnings`. */
  readonly server?: string;
  /** The tool or the toolset that exceeds it. */
  readonly name?: string;
  readonly allowed: number;
  readonly actual: number;
  /** What set it, where there is a flag for it as well; absent where that is not known. */
  readonly by?: 'flag' | 'configuration';
}

/**
 * What is to be said about the configuration or the baseline, which is no finding on a server and fails nothing.
 * `override-unused`: it silences nothing, or nothing is what its globs say; `override-expired`: its last day has passed;
 * `baseline-fixed`: what it lists is found no more; `baseline-other-rules`: it was written by other rules than ran;
 * `baseline-unknown-rule`: it names rules that do not exist; `baseline-elsewhere`: it is for other servers than those audited;
 * `shard-missing`: what one shard was to audit is not in a merged report.
 */
export interface Notice {
  readonly what:
    | 'override-unused'
    | 'override-expired'
    | 'baseline-fixed'
    | 'baseline-other-rules'
    | 'baseline-unknown-rule'
    | 'baseline-elsewhere'
    | 'shard-missing';
  /** One sentence, printable, its names in backticks. */
  readonly message: string;
  readonly hint?: string;
  /** Of the configuration or the baseline, as far as that is known. */
  readonly place?: { readonly file: string; readonly line?: number; readonly column?: number };
}

export interface BaselineOutcome {
  readonly file: string;
  /** The findings it suppresses, whole. */
  readonly known: number;
  /** What it lists and is found no more, in servers that were fully read. */
  readonly fixed: readonly BaselineEntry[];
  /** What it lists of servers, parts and rules that nobody looked at; it stays. */
  readonly kept: readonly BaselineEntry[];
  /** How many lines come and go where it is written anew. */
  readonly added: number;
  readonly removed: number;
  /** All it is to list now, sorted; where it is to be written. */
  readonly next?: readonly BaselineEntry[];
  /** Hash over the rules there are, which it is written by. */
  readonly rules: string;
}

/** One of the parts that a list of targets was split into; the first is 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export interface Audit {
  readonly version: string;
  /** The worst of the servers. */
  readonly status: Status;
  readonly exitCode: 0 | 1 | 2;
  readonly servers: readonly ServerAudit[];
  /** Sorted once, by server, place and address; complete, whatever is shown. */
  readonly findings: readonly Finding[];
  readonly exceeded: readonly Exceeded[];
  readonly notices: readonly Notice[];
  /** What came of the baseline, where there is one. */
  readonly baseline?: BaselineOutcome;
  readonly limits: Limits;
  /** The rules that ran, in id order. */
  readonly rules: readonly Rule[];
  /** Hash over this version of mcp-audit and the ids of the rules that ran: with other rules, counts cannot be compared. */
  readonly ruleSet: string;
  /** The same over the default rules, which scores are made by: with other rules, or another formula, they cannot be compared. */
  readonly scoring: { readonly version: number; readonly ruleSet: string };
  /** The servers of client configurations, or the variants of one, side by side. */
  readonly fleet?: Fleet;
  /** Set where only what the tools cost was asked for: no rule ran. */
  readonly focus?: 'budget';
  /** Set where the targets are a part of a list. */
  readonly shard?: Shard;
  /** Milliseconds by rule, when asked for. */
  readonly timings?: ReadonlyMap<string, number>;
}

export type { Loaded, Place };
