import type { Address, Item } from './address.ts';
import type { CodeFacts } from './code.ts';
import type { JsonSchema } from './schema.ts';
import type { WireFacts } from './wire.ts';

/**
 * A tool as listed. Each typed field is set only when the value sent has that type; `raw` is the whole entry as sent,
 * for rules about its shape. A tool without a usable name has the name `""`.
 */
export interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema?: JsonSchema;
  readonly outputSchema?: JsonSchema;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A prompt, or a resource or resource template; `raw` as sent. */
export interface Offer {
  readonly name: string;
  readonly description?: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Something an input noticed that is no part of the value itself. */
export type Quirk = { readonly at: Address } & (
  | { readonly what: 'opaque'; readonly reason: string } // could not be read: nothing that rests on it is judged
  | { readonly what: 'duplicate-key' }
  | { readonly what: 'conditional'; readonly test: string } // a whole item is listed only if so; a part is another if so
  | { readonly what: 'not-an-object' }
  | Drift
  | SinceLock
);

/** Whether a whole tool is listed only where a test holds that running decides. */
export const isConditionalTool = (quirk: Quirk): quirk is Extract<Quirk, { what: 'conditional' }> =>
  quirk.what === 'conditional' && quirk.at.kind === 'tool' && quirk.at.pointer === '';

/**
 * A server that was asked says something else than its source. At a part: both values, cut to an excerpt around the first
 * difference, one of them left out where that side has none. At a whole tool: its names; one of them is left out where the
 * tool is only in the source or only listed, both are there when it was recognised under another name.
 */
export interface Drift {
  readonly what: 'drift';
  readonly source?: string;
  readonly listed?: string;
}

/** Something is not as it was when the list was locked. */
export interface SinceLock {
  readonly what: 'since-lock';
  /** A text that a model reads, or anything else of the list. */
  readonly change: 'text' | 'list';
  /** In a clause: "search: the description changed". */
  readonly says: string;
  /** The words that came and went, with `…` between those that stand apart. */
  readonly came?: string;
  readonly gone?: string;
  /** The rules that find what came to steer the model. */
  readonly steers?: readonly string[];
}

/** A file with the tools that are written in it; its name as places have it. */
export interface Module {
  readonly file: string;
  readonly tools: readonly Address[];
}

/** One server: what every input produces and every rule sees. */
export interface ToolServer {
  readonly id: string;
  /** `observed`: this is what a client receives. `declared`: this is what the source says. */
  readonly fidelity: 'observed' | 'declared';
  /** False when the tool list was cut short; rules about the whole list are then silent. */
  readonly complete: boolean;
  /** Protocol revisions the server serves; empty when unknown. */
  readonly revisions: readonly string[];
  readonly info?: { readonly name: string; readonly version?: string; readonly raw: Readonly<Record<string, unknown>> };
  readonly instructions?: string;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly tools: readonly Item<Tool>[];
  readonly prompts: readonly Item<Offer>[];
  readonly resources: readonly Item<Offer>[];
  readonly wire?: WireFacts;
  /** Set where the source behind the tools was read. */
  readonly code?: CodeFacts;
  /** The files that the tools stand in, where the source was read: in the order of the first tool of each. */
  readonly modules?: readonly Module[];
  readonly quirks: readonly Quirk[];
  /** The address of the server itself or of a part of it: `at('instructions')`, `at('tools')` for the list as a whole. */
  at(...path: readonly (string | number)[]): Address;
}
