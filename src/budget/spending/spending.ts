import type { Address } from '../../model/address.ts';
import type { Encoding } from '../count.ts';

export type { Encoding };

/**
 * Where the tokens of a server go and where some can be saved: made when a report asks for it. Counts are tokens of
 * `o200k_base` in the `model` view, unless another view is named.
 */
export interface Spending {
  /** What is sent, in the encodings that were asked for beside `o200k_base`. */
  readonly sent: readonly Sent[];
  /** The definitions as clients render them for their models. */
  readonly views: readonly ClientView[];
  /** What the `model` view and the instructions take of common context windows. */
  readonly windows: readonly WindowShare[];
  /** What they cost in money, by model of the price list. */
  readonly costs: readonly Cost[];
  /** What is said more than once. */
  readonly repeats: readonly Repeat[];
  /** The longest texts, ten at most. */
  readonly longest: readonly LongText[];
  /** What to do about it, the most worth first. */
  readonly savings: readonly Saving[];
}

/** Tokens of what is sent, in another encoding than `o200k_base`: see `Budget`. */
export interface Sent {
  readonly encoding: Encoding;
  readonly model: number;
  readonly listing: number;
  readonly instructions: number;
}

/** The tools as one client gives them to its model. */
export interface ClientView {
  /** `anthropic`, `claude-code`, `deferred`, `openai-json`, `openai-typescript`, `harmony`, `gemini`. */
  readonly id: string;
  /** What a reader sees: "OpenAI, TypeScript namespace". */
  readonly title: string;
  /** Where the rendering is documented. */
  readonly source: string;
  /** Tokens of that text in each encoding that was counted. */
  readonly tokens: Readonly<Partial<Record<Encoding, number>>>;
  /** For models whose tokenizer nobody has published: between these. */
  readonly estimates: readonly Estimate[];
  /** How many parts of descriptions and input schemas the rendering leaves out, outermost ones: `anyOf`, `$ref`, bounds … */
  readonly hidden: number;
  /** Set where definitions are loaded when they are searched for: what the first search brings into the context. */
  readonly firstSearch?: FirstSearch;
}

/** Tokens of `o200k_base` of as many definitions of average size. */
export interface FirstSearch {
  /** How many definitions a search gives back. */
  readonly tools: { readonly from: number; readonly to: number };
  readonly from: number;
  readonly to: number;
}

export interface Estimate {
  /** `Gemini`, `Claude Opus 4.7 and later, Sonnet 5, Fable`; when calibrated, the id of the model. */
  readonly models: string;
  readonly from: number;
  readonly to: number;
  /** What it rests on: "1.25 to 1.7 times o200k_base: …", or the calibration. */
  readonly basis: string;
}

export interface WindowShare {
  /** Tokens of the window: 128,000, 200,000 or 1,000,000. */
  readonly window: number;
  /** From 0 to 1, and above where it does not fit. */
  readonly share: number;
}

/** US dollars for 1,000 turns of a conversation, for the definitions alone. */
export interface Cost {
  readonly model: string;
  readonly uncached: { readonly from: number; readonly to: number };
  /** With prompt caching: one write, then reads. */
  readonly cached: { readonly from: number; readonly to: number };
  /** The day the price was read, `YYYY-MM-DD`. */
  readonly asOf: string;
}

export interface Repeat {
  /** The same `parameter` in many tools, a `sentence` that stands in many descriptions, `title`s that repeat the name, long lists of values in many places. */
  readonly kind: 'parameter' | 'sentence' | 'title' | 'enum';
  /** What is repeated, as sent. Untrusted. */
  readonly text: string;
  readonly at: readonly Address[];
  /** All of it, and all but one. */
  readonly tokens: number;
  readonly duplicate: number;
}

export interface LongText {
  readonly at: Address;
  readonly text: string;
  readonly tokens: number;
}

/** Whether what is saved is missed: `none`, nothing is lost; `low`, a client that shows it loses it; `some`, read it first. */
export type Risk = 'none' | 'low' | 'some';

export interface Saving {
  readonly kind: 'drop' | 'shorten' | 'move' | 'split' | 'merge';
  /** A sentence: "Drop the 84 `title`s that repeat the names of their properties." */
  readonly say: string;
  readonly risk: Risk;
  /** The places, the dearest first. */
  readonly at: readonly Address[];
  /** What is spent there. */
  readonly spent: number;
  /** What the edits save, counted on the lists before and after; absent where nothing mechanical can be done. */
  readonly saves?: number;
  /** The edits; set with `saves`. */
  readonly edits?: readonly Edit[];
}

/**
 * An edit of a listed tool or of the instructions: the member at `at` is taken away, ranges of the text there (UTF-16 units,
 * in order, apart) are, or text comes behind what is there. Edits of several savings go together in any order.
 */
export type Edit = { readonly at: Address } & (
  | { readonly drop: true }
  | { readonly cut: readonly (readonly [start: number, end: number])[] }
  | { readonly add: string }
);
