import type { Address } from './address.ts';

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
}

/** One way out of a handler, its helpers' included. */
export interface ReturnFact {
  readonly at: Address;
  readonly where: 'success' | 'catch' | 'error-branch';
  readonly shape: Shape;
}

/** What a returned expression is. */
export interface Shape {
  /** `result`: an object with `content`. `empty`: `[]`, `{}`, `''`, `null`, `undefined`, or an object of only such. */
  readonly kind: 'result' | 'empty' | 'value' | 'unknown';
  readonly isError: 'yes' | 'no' | 'unknown';
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
}

export interface WriteFact extends CodeFact {
  /** The callee as written: `console.log`. */
  readonly by: string;
  /** Reached when the program starts over stdio, or by a call of a tool. */
  readonly reached: 'start' | 'handler';
}
