import type { EgressFact, ProbedCall } from './calls.ts';

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

/** What a GET without credentials of one path that is to tell how the server is was answered. Nothing of the body is kept. */
export interface HealthFact {
  /** Of the endpoint's own origin the path, else the URL, without query. */
  readonly path: string;
  /** Left out where no answer came in time, or none at all. */
  readonly status?: number;
  /** How long it took, to the tenth of a second, where that was more than one. */
  readonly ms?: number;
  /** What stands in the body and is nobody's business. */
  readonly shows: readonly ('secret' | 'sessions' | 'environment' | 'stack')[];
  /** Whether the body says that the server is well, where it says so in a form that programs read. */
  readonly says?: 'well' | 'ill';
  /** It leads to another origin, where nothing was asked. */
  readonly away?: boolean;
}

export interface HealthFacts {
  /** `named`: its URL was given; `usual`: the paths that platforms ask by convention were tried. */
  readonly by: 'named' | 'usual';
  /** How many paths were asked. */
  readonly asked: number;
  /** What a path that cannot exist was answered, if it was; a usual path with the same answer is not there. */
  readonly otherwise?: number;
  /** The one that was named, or the usual ones that are there. */
  readonly answers: readonly HealthFact[];
  /** A platform that starts the program for each request answers there, and nobody asks for its health. */
  readonly serverless?: boolean;
}

/** What a GET of the endpoint was answered, as clients open their event stream. */
export interface EndpointFact {
  /** Left out where no answer came in time. */
  readonly status?: number;
  /** The media type of the answer. */
  readonly type?: string;
}

/** What a call of a tool that cannot exist was answered. */
export interface UnknownToolFact {
  /** `error`: a JSON-RPC error; `result`; `refused`: HTTP without either; `silence`; `ended`: the server, or the connection. */
  readonly outcome: 'error' | 'result' | 'refused' | 'silence' | 'ended';
  readonly code?: number;
  /** Of a result. */
  readonly isError?: boolean;
  /** Of an HTTP answer that was no success, or was no message. */
  readonly status?: number;
}

/** A tool by its name in the first list, and which of that name. */
export interface NamedTool {
  readonly name: string;
  readonly nth: number;
}

/** Where two readings of one tool part: `order`, its keys stand in another order; a JSON Pointer in the first. */
export interface ChangedPart extends NamedTool {
  readonly pointer: string;
  readonly what: 'value' | 'order';
}

/** How another reading of the tool list differs from the first; at most 100 of each. */
export interface ListDifference {
  /** The tools of both stand in another order. */
  readonly moved: boolean;
  /** Only in the first. */
  readonly missing: readonly NamedTool[];
  /** Only in the other, by name. */
  readonly added: readonly string[];
  /** The first difference of each tool that is in both. */
  readonly changed: readonly ChangedPart[];
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
  // What was asked beside the lists; left out where nothing was, or where it could not be told.
  readonly health?: HealthFacts;
  readonly endpoint?: EndpointFact;
  readonly unknownTool?: UnknownToolFact;
  /** The tool list at the end of the session. */
  readonly again?: ListDifference;
  /** The tool list as the second of two users gets it, who are told apart by their headers. */
  readonly identity?: ListDifference;
  /** Calls of tools, made to see how they answer. */
  readonly calls?: readonly ProbedCall[];
  readonly egress?: EgressFact;
}
