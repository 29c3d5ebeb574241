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

export interface Limits {
  readonly failOn: FailOn;
  /** Upper limit on `model` + `instructions` tokens of each server. */
  readonly maxTokens?: number;
  /** A server that lists fewer tools is not evaluated. */
  readonly minTools: number;
  /** Whether what was not checked, and a tool that is listed only sometimes, count as not audited. */
  readonly failOnUnchecked?: boolean;
}

/** One limit that was exceeded; it turns exit code 0 into 1. */
export interface Exceeded {
  readonly server: string;
  readonly limit: 'max-tokens';
  readonly allowed: number;
  readonly actual: number;
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
  /** Milliseconds by rule, when asked for. */
  readonly timings?: ReadonlyMap<string, number>;
}

export type { Loaded, Place };
