import type { Address } from './address.ts';
import type { ProbeFact, ProcessFact, RouteFact, TransportFact } from './operations.ts';

/**
 * What was read in the source behind the tools, by kind. Plain data: a snapshot carries it, without places. All texts are by
 * strangers.
 */
export interface CodeFacts {
  /** What comes out of the function behind each tool. */
  readonly handlers: Family<HandlerFact>;
  /** What becomes of failures: catch clauses, `.catch()`, branches on an error. */
  readonly failures: Family<FailureFact>;
  /** Calls that leave the process: HTTP, databases, SDKs of services. */
  readonly outbound: Family<CallFact>;
  /** What is written to standard output. */
  readonly stdout: Family<WriteFact>;
  /** What is thrown out of a handler of `tools/call`, which no SDK catches. */
  readonly throws: Family<ThrowFact>;
  /** Loops that wait: polls and retries. */
  readonly loops: Family<LoopFact>;
  /** What handlers keep in the memory of the process between calls. */
  readonly state: Family<StateFact>;
  /** How the server can be reached; what stands before its endpoint. */
  readonly transports: Family<TransportFact>;
  /** What the server answers to over HTTP, its endpoint included. */
  readonly routes: Family<RouteFact>;
  /** What the program sets up around its tools: signals, metrics, traces, loggers, features that are deprecated. */
  readonly process: Family<ProcessFact>;
  /** What asks the server for its health: Dockerfile, compose, Kubernetes. */
  readonly probes: Family<ProbeFact>;
}

/** What was found of one kind. That something is absent counts only where it is `complete`. */
export interface Family<F> {
  readonly facts: readonly F[];
  readonly complete: boolean;
  readonly gaps: readonly Gap[];
}

/** Where following ended; at most 20 for a family. */
export interface Gap {
  readonly at: Address;
  /** What could not be read, as it follows "not read:". */
  readonly reason: string;
  /** The tools whose handlers lead there. */
  readonly tools: readonly Address[];
}

/** What every fact of the code has. A helper that several tools share is one fact. */
export interface CodeFact {
  /** Of kind `code`: the file, from the folder of the package, and what the statement is, whatever its line. */
  readonly at: Address;
  /** The tools whose handlers reach it, as listed. */
  readonly tools: readonly Address[];
}

export interface HandlerFact extends CodeFact {
  readonly tool: Address;
  /** The SDK catches what a `callback` throws; what a handler of `tools/call` throws leaves as a protocol error. */
  readonly by: 'callback' | 'dispatch';
  /** Every return of it was read. */
  readonly complete: boolean;
  readonly returns: readonly ReturnFact[];
  /** What becomes of the signal by which a client cancels: given on, not asked for, or nobody can say. */
  readonly signal: 'given' | 'ignored' | 'unknown';
  /** What is measured or logged of a call of it, by itself or by what is around it. */
  readonly observed: readonly ('name' | 'latency' | 'status' | 'code' | 'size')[];
  /** Milliseconds that its literals say a call may take: waits times rounds, and timeouts one after another. */
  readonly longest?: number;
  /** What of it is spent waiting for a timer. */
  readonly waits?: number;
  /** Something in it bounds how much it gives: a limit in a request, a page, a list that is cut. */
  readonly capped?: boolean;
}

/** One way out of a handler, its helpers' included. */
export interface ReturnFact {
  readonly at: Address;
  readonly where: 'success' | 'catch' | 'error-branch';
  readonly shape: Shape;
  /** The `return` that writes it, of a function that only puts into a form what it is told; of a failure, one that only failures come to. */
  readonly made?: Address;
  /** Of a catch clause that answers for some failures only, and throws others on. */
  readonly narrow?: boolean;
}

/** What a returned expression is. */
export interface Shape {
  /** `result`: an object with `content`. `empty`: `[]`, `{}`, `''`, `null`, `undefined`, or an object of only such. */
  readonly kind: 'result' | 'empty' | 'value' | 'unknown';
  /** `inside`: in an item of `content`, where nobody reads it. */
  readonly isError: 'yes' | 'no' | 'inside' | 'unknown';
  readonly structured: 'yes' | 'no' | 'unknown';
  /** What its text is made of. */
  readonly text: TextFact;
}

export interface TextFact {
  /** `message`: only what `error.message` says; `words`: words of the author; `unknown`: something not read. */
  readonly from: readonly (
    | 'message'
    | 'error'
    | 'stack'
    | 'headers'
    | 'environment'
    | 'body'
    | 'status'
    | 'words'
    | 'unknown'
  )[];
  /** Keys of JSON in the text or of `structuredContent`, to a depth of two; at most 40. */
  readonly fields: readonly string[];
  /** The words of the author, joined; at most 200 UTF-16 units. */
  readonly words: string;
}

export interface FailureFact extends CodeFact {
  readonly form: 'catch' | 'callback' | 'branch';
  /** Outbound calls and other throwing calls that it guards, by their names as written; empty for a parse or a cleanup. */
  readonly guards: readonly string[];
  /** Whether one of these leaves the process. */
  readonly outbound: boolean;
  /** It holds for some failures only (`instanceof`, a status, a code) and lets others go on. */
  readonly narrow: boolean;
  readonly ends: readonly FailureEnd[];
  /** What its value becomes: the tool's result, something a caller looks at, data beside others. */
  readonly reaches: 'result' | 'tested' | 'data' | 'nothing' | 'unknown';
  /** The error goes into what is returned or collected. */
  readonly kept: boolean;
}

export interface FailureEnd {
  readonly at: Address;
  readonly does: 'returns' | 'throws' | 'goes-on';
  readonly shape?: Shape;
  /** As in `ReturnFact`. */
  readonly made?: Address;
}

export interface CallFact extends CodeFact {
  /** The library: `fetch`, `axios`, `node:https`, `pg`. */
  readonly client: string;
  /** The callee as written, at most 80 UTF-16 units: `this.api.get`. */
  readonly callee: string;
  /** Whether it asks or changes, as far as the call says. */
  readonly method: 'read' | 'write' | 'unknown';
  /** Milliseconds; `set` for a value that is not known; `none` where the client waits for ever or for minutes. */
  readonly timeout: number | 'set' | 'none' | 'unknown';
  readonly signal: 'given' | 'none' | 'unknown';
  /** Whether an answer that is no success is told from one; `throws`: the client does it. */
  readonly status: 'checked' | 'unchecked' | 'throws' | 'unknown';
  /** Nobody waits for it: telemetry, a warm cache. */
  readonly background: boolean;
  /** Whether it is made again when it fails: by a loop or a wrapper of the program, or by the client itself; `refused`: only where the other side did not take it. */
  readonly retry: 'none' | 'refused' | 'loop' | 'client' | 'unknown';
  /** A second one of the same kind changes nothing: an idempotency key, a precondition, an identity chosen by the caller. */
  readonly idempotent: boolean;
  /** Whether `Retry-After` is read where an answer of 429 or 503 is told from others; `none`: they are not. */
  readonly retryAfter: 'read' | 'ignored' | 'none' | 'unknown';
  /** Where they are told apart. */
  readonly limited?: Address;
  /** Whose credential goes along: the one of the process, one of the request. */
  readonly credential: 'environment' | 'request' | 'none' | 'unknown';
  /** The host, where it is written out: `api.example.com`, `localhost`. */
  readonly host?: string;
}

export interface WriteFact extends CodeFact {
  /** The callee as written: `console.log`. */
  readonly by: string;
  /** Reached when the program starts over stdio, or by a call of a tool. */
  readonly reached: 'start' | 'handler';
  /** Of a start: no test decides whether it is come to. */
  readonly certain?: boolean;
  /** How what it writes begins, where that is written out; at most 80 UTF-16 units. */
  readonly text?: string;
}

export interface ThrowFact extends CodeFact {
  /** What is thrown: the class or the helper, as written. */
  readonly what: string;
  /** The code of a protocol error, where it says one: `InvalidParams`, `-32602`. */
  readonly code?: string;
  readonly about: 'input' | 'unknown-tool' | 'failure' | 'unknown';
}

export interface LoopFact extends CodeFact {
  readonly kind: 'poll' | 'retry';
  /** What ends it whatever the other side says; `optional`: only where the caller asks for it. */
  readonly bound: 'count' | 'time' | 'signal' | 'optional' | 'none' | 'unknown';
  /** The outbound calls it makes again, by their addresses. */
  readonly calls: readonly Address[];
  /** Milliseconds that it waits in a round, and the number of rounds, where literals say so. */
  readonly wait?: number;
  readonly rounds?: number;
}

export interface StateFact extends CodeFact {
  /** `session`: transports or what a session keeps; `result`: what a later call asks for; `cache`: what can be asked again. */
  readonly what: 'session' | 'result' | 'cache' | 'other';
  /** The variable or field. */
  readonly name: string;
  readonly scope: 'module' | 'instance';
  /** Something takes entries out again: a size, a time to live, a close. */
  readonly bounded: boolean;
  /** What entries are kept under, as written, at most 80 UTF-16 units. */
  readonly keyedBy?: string;
}
