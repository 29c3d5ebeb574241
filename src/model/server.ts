import type { Address, Item } from './address.ts';
import type { CodeFacts } from './code.ts';
import type { JsonSchema } from './schema.ts';

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

export type ListMethod = 'tools/list' | 'prompts/list' | 'resources/list' | 'resources/templates/list';

/** One page of one list, in the order read. */
export interface PageFact {
  readonly method: ListMethod;
  /** The cursor sent for this page; absent on the first. */
  readonly cursor?: string;
  /** Every field of the result but the items, as received: `nextCursor`, `ttlMs`, `cacheScope`, `resultType`, `_meta`. */
  readonly result: Readonly<Record<string, unknown>>;
  /** How many entries the page held. */
  readonly items: number;
}

/** How one list ended. */
export interface ListFact {
  readonly method: ListMethod;
  /** Whether the server declared the capability that promises this list. */
  readonly declared: boolean;
  readonly outcome: 'complete' | 'cut' | 'rejected';
  /** Why it was cut, or what the server answered. */
  readonly reason?: string;
  readonly code?: number;
}

/** One HTTP exchange worth a rule. No header values are kept. */
export interface HttpFact {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** What was seen on the wire beside the lists themselves. */
export interface WireFacts {
  readonly transport?: 'stdio' | 'http' | 'sse';
  readonly era?: 'legacy' | 'modern';
  readonly pages: readonly PageFact[];
  readonly lists: readonly ListFact[];
  /** Lines on stdout that are no protocol message, each cut to 200 characters, at most 50. */
  readonly stdout: readonly string[];
  readonly http: readonly HttpFact[];
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
  readonly quirks: readonly Quirk[];
  /** The address of the server itself or of a part of it: `at('instructions')`, `at('tools')` for the list as a whole. */
  at(...path: readonly (string | number)[]): Address;
}
