import type { Address, Item } from './model/address.ts';
import type { Span } from './model/revisions.ts';
import type { SchemaNode } from './model/schema.ts';
import type { Tool, ToolServer } from './model/server.ts';
import type { Facts } from './facts/facts.ts';
import type { OptionValues, RuleOptions } from './options.ts';

export type Severity = 'error' | 'warning' | 'info';
export type Category = 'description' | 'naming' | 'schema' | 'safety' | 'errors' | 'operations' | 'budget';

/** One thing a rule can say. `{name}` is replaced by the report's `data.name`, made printable and set in backticks where the template has them. */
export interface Message {
  readonly text: string;
  /** When it differs from the rule's. */
  readonly severity?: Severity;
  /** When it differs from the rule's. */
  readonly hint?: string;
  /** When they differ from the rule's. */
  readonly points?: number;
  /**
   * The protocol revisions in which this is a defect; left out, it is one in all. A server that serves none of them is not
   * charged; one whose revisions are unknown is charged with `info` unless every revision in use agrees.
   */
  readonly revisions?: Span;
}

export interface RuleMeta<Id extends string = string, M extends string = string, O extends RuleOptions = RuleOptions> {
  readonly id: Id;
  /** The rule as a sentence a server author can agree with: "Every tool has a description." */
  readonly title: string;
  readonly category: Category;
  /** `error` only for near-certain harm; `warning` when right nine times in ten on real tools; else `info`. */
  readonly severity: Severity;
  /** What goes wrong in production, and who says so. */
  readonly why: string;
  /** What to do, paste-ready where possible. */
  readonly hint: string;
  /** The same in general words, for the page of the rule: needed where `hint` speaks of a finding by `{name}`. */
  readonly advice?: string;
  /** What a finding takes from the 100 points of its category in the score; by default 100 for an error, 25 for a warning, 5 for info. */
  readonly points?: number;
  readonly messages: Readonly<Record<M, string | Message>>;
  /** Specification sections and issues: URLs, or `owner/repo#number`. */
  readonly references: readonly string[];
  /** The URL of its page, where it is a rule of a plugin; ours have theirs in this repository. */
  readonly docs?: string;
  /** The real tool it fires on or the bug it reproduces. */
  readonly realCase: string;
  /** The version of mcp-audit that introduced it. */
  readonly since: string;
  /** Rules whose findings on the same tool, at or below the same address, are this defect again. */
  readonly entails?: readonly string[];
  /** What a server must come with for the rule to have anything to say: `wire`, it was asked; `source`, it was asked and its source read as well; `code`, what is behind its tools was read. */
  readonly needs?: 'wire' | 'source' | 'code';
  /** What a user may set, by name. The score is made with the defaults, whatever is set. */
  readonly options?: O;
}

/** A clause of ours with its own data, where what is said depends on what was found: its backticks count, those in the data do not. */
export interface Phrase {
  readonly say: string;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface Report<M extends string = string> {
  /** What is spoken of, even if it is absent: the locator climbs to the nearest thing that exists. */
  readonly at: Address;
  readonly part?: 'value' | 'key';
  readonly message: M;
  readonly data?: Readonly<Record<string, string | number | readonly string[] | Phrase>>;
  /** Tells apart two reports with the same rule, message and address; part of the fingerprint. */
  readonly key?: string;
  /** The addresses this rests on (default: `at`); if anything unread touches one, the report is dropped. */
  readonly because?: readonly Address[];
  /** How much of what the rule speaks of is concerned, above 0 and at most 1: the finding takes that share of its points. A list has one for each of `shared`. */
  readonly share?: number | readonly number[];
  /** The places that share this report, where each could have had one of its own: what a comment silences is taken out. */
  readonly parts?: readonly Address[];
  readonly related?: readonly { readonly at: Address; readonly note: string }[];
  /** The tools that lose points by it, where it is as much theirs as the one's it stands at: both of a pair. By default `at` and `parts`. */
  readonly shared?: readonly Address[];
}

/** A comment in a source that silences rules, and what came of it. */
export interface SuppressionFact {
  readonly at: Address;
  /** As written: `mcp-audit-disable-next-line`. */
  readonly directive: string;
  readonly reason: string | undefined;
  /** The rules it names; `*` stands for all. */
  readonly rules: readonly SilencedRule[];
}

export interface SilencedRule {
  readonly id: string;
  /** `unjudged`: the rule did not run, or what it would report may rest on something unread. */
  readonly outcome: 'used' | 'unused' | 'unknown' | 'unjudged';
  /** The rule that was probably meant, where there is none of that id. */
  readonly near?: string;
  /** The line of what the rule reports next below an unused comment, where that is close. */
  readonly below?: number;
}

export interface Context<O extends RuleOptions = RuleOptions> {
  readonly server: ToolServer;
  readonly facts: Facts;
  /** Of every option of the rule the value set, else its default. */
  readonly options: OptionValues<O>;
}

/** Pure generators: data in, reports out. No files, lines, severities or wording. */
export interface Checks<M extends string, O extends RuleOptions = RuleOptions> {
  server?(server: ToolServer, ctx: Context<O>): Iterable<Report<M>>;
  tool?(tool: Item<Tool>, ctx: Context<O>): Iterable<Report<M>>;
  /** Called for every subschema of every tool, input and output, parents first; with `on`, only for those that hold one of these keywords. */
  readonly on?: readonly string[];
  schema?(node: SchemaNode, ctx: Context<O>): Iterable<Report<M>>;
  /** Called last, for every comment that silences rules. What is reported here no comment silences. */
  suppression?(comment: SuppressionFact, ctx: Context<O>): Iterable<Report<M>>;
}

export interface Rule<Id extends string = string, M extends string = string, O extends RuleOptions = RuleOptions> {
  readonly meta: RuleMeta<Id, M, O>;
  readonly checks: Checks<M, O>;
}

/** Declares a rule; message ids are checked against `meta.messages` at compile time, and options typed by `meta.options`. */
export const defineRule = <
  const Id extends string,
  const M extends string,
  const O extends RuleOptions = Record<never, never>,
>(
  meta: RuleMeta<Id, M, O>,
  checks: Checks<NoInfer<M>, NoInfer<O>>,
): Rule<Id, M, O> => ({ meta, checks });

// What a rule may use, so that a rule imports this module and its own folder alone.
export type { OptionValue, OptionValues, RuleOption, RuleOptions } from './options.ts';
export { touches } from './model/address.ts';
export { answersPath } from './model/answers.ts';
export type { Address, Item } from './model/address.ts';
export { atHandler, byMaker, chargedAt, coverageAt, together } from './model/charged.ts';
export type {
  CallFact,
  CodeFact,
  CodeFacts,
  FailureEnd,
  FailureFact,
  HandlerFact,
  LoopFact,
  ReturnFact,
  Shape,
  StateFact,
  TextFact,
  ThrowFact,
  WriteFact,
} from './model/code.ts';
export type { ProbeFact, ProcessFact, RouteFact, TransportFact } from './model/operations.ts';
export { groupBy } from './model/group.ts';
export { answersHealth, routeOf } from './model/health.ts';
export { iconBearers, iconSources } from './model/icons.ts';
export type { Bearer } from './model/icons.ts';
export { metaKeys, splitKey } from './model/meta.ts';
export { pagesOf } from './model/pages.ts';
export { segments } from './model/pointer.ts';
export { MODERN } from './model/revisions.ts';
export { isObject, isSchema, pathOf, typesOf } from './model/schema.ts';
export type { JsonSchema, SchemaNode, SchemaObject } from './model/schema.ts';
export type { Offer, Tool, ToolServer } from './model/server.ts';
export { calledTools } from './model/calls.ts';
export type { CutCall, ProbedCall } from './model/calls.ts';
export type { ChangedPart, HealthFact, ListFact, PageFact, UnknownToolFact } from './model/wire.ts';
export { oneByOne, spread } from './model/spread.ts';
export { unreadAt } from './model/unread.ts';
export { HINTS, hintsOf, statesHints } from './facts/annotations.ts';
export type { Hint } from './facts/annotations.ts';
export { clashingBounds, isOfStatedType, nullableProblem } from './facts/contradictions.ts';
export type {
  Concept,
  Effect,
  EffectStatement,
  ErrorResult,
  Facts,
  Naming,
  Pair,
  Subject,
  Workflow,
} from './facts/facts.ts';
export { expandAbbreviation, unclearAbbreviation } from './language/abbreviations.ts';
export { CHANGES, COPIES, MAKES, REMOVES, RUNS, STARTS } from './language/deeds.ts';
export { singularOf } from './language/nouns.ts';
export { versionMark } from './language/same-words.ts';
export { parameterSentence } from './facts/parameter-sentence.ts';
export { saysNothingNew, unstatedForms } from './facts/parameter-words.ts';
export type { Parameter } from './facts/parameters.ts';
export { isCoded, opensAsFailure, tellsFailure, tellsNext, tellsNothing } from './language/failures.ts';
export { invisibleOf } from './facts/invisible.ts';
export type { Invisible } from './facts/invisible.ts';
export { isPlaceholder } from './language/placeholder.ts';
export { cut } from './text/cut.ts';
export { OFFICIAL_SERVERS, VERIFIED_ON } from './profiles/official-servers.ts';
export type { OfficialServer } from './profiles/official-servers.ts';
export { textGrounds } from './facts/grounds.ts';
export { unsaid } from './facts/unsaid.ts';
export { few, nameOf } from './text/few.ts';
export { kindOf } from './text/kind.ts';
export { nearest } from './text/nearest.ts';
export { grouped } from './text/numbers.ts';
