import type { Address } from './address.ts';
import type { CodeFact } from './code.ts';

export interface TransportFact extends CodeFact {
  /** `serverless`: made anew for each request by a platform, or on one that keeps no process. */
  readonly kind: 'stdio' | 'http' | 'sse' | 'serverless';
  /** What makes it, as written: `new StreamableHTTPServerTransport`. */
  readonly by: string;
  /** Where sessions live: `none`, the transport has none; `platform`, the framework keeps them. */
  readonly sessions: 'none' | 'memory' | 'store' | 'platform' | 'unknown';
  /** What it listens on: `0.0.0.0`; `*` where nothing is said and that is everywhere; left out where it is not known. */
  readonly host?: string;
  readonly origin: 'checked' | 'unchecked' | 'unknown';
  /** Of a request body: a limit is set, is the default of the framework, or there is none. */
  readonly bodyLimit: 'set' | 'default' | 'none' | 'unknown';
  /** Whether who calls is asked before the endpoint. */
  readonly auth: 'checked' | 'none' | 'unknown';
  /** Whether calls are counted and turned away. */
  readonly rateLimit: 'set' | 'none' | 'unknown';
  /** What makes the app that it is put on. */
  readonly app?: Address;
  /** The call that begins to listen, and where the host is written. */
  readonly listens?: Address;
  readonly bound?: Address;
  /** The table that sessions are kept in. */
  readonly store?: Address;
  /** What reads a request's body by hand and never stops. */
  readonly reader?: Address;
}

export interface RouteFact extends CodeFact {
  /** `GET`, `POST`; `*` for all. */
  readonly method: string;
  /** As the framework is given it, parameters included: `/health`, `/files/:id`. */
  readonly path: string;
  /** The framework: `express`, `hono`, `node:http`, `next`, `worker`, `fastmcp`. */
  readonly app: string;
  readonly role: 'mcp' | 'liveness' | 'readiness' | 'other';
  /** Whether something that asks who calls stands before it, or at its start. */
  readonly auth: 'before' | 'none' | 'unknown';
  /** The outbound calls that its answer depends on, by their callees as written. */
  readonly asks: readonly string[];
  /** Every function behind it was followed to its end. */
  readonly complete: boolean;
  /** Its answer is the same whatever is the case: nothing is tested on the way to it. */
  readonly constant: boolean;
  /** What its answer tells that is nobody's business. */
  readonly leaks: readonly ('environment' | 'stack' | 'headers')[];
}

export interface ProcessFact extends CodeFact {
  readonly what:
    | 'signal'
    | 'metrics'
    | 'tracing'
    | 'logger'
    | 'deprecated'
    | 'dotenv'
    | 'retired'
    | 'package'
    | 'selection';
  /**
   * `SIGTERM`; the library; the name of what is deprecated: `server.tool`, `createMessage`; of the package itself; of the
   * variable, flag or parameter that seems to select tools: `--toolsets`.
   */
  readonly name: string;
  /**
   * Where it writes, of a logger: `stdout`, `stderr`, `file`; whether it is silent, of dotenv: `quiet`; of the package, its
   * repository: `owner/name`.
   */
  readonly mode?: string;
  /** Of the library, where a lock file or what is installed says it. */
  readonly version?: string;
  /** Of what is there when the program starts over stdio: whether no test decides about it. */
  readonly stdio?: 'certain' | 'possible';
}

export interface ProbeFact extends CodeFact {
  readonly from: 'docker' | 'compose' | 'kubernetes';
  readonly kind: 'http' | 'exec' | 'tcp';
  /** What is asked for, of `http`, or of the command of `exec`; left out where it is not written out. */
  readonly path?: string;
  readonly port?: number;
  /** Of Kubernetes: what it decides. */
  readonly decides?: 'liveness' | 'readiness' | 'startup';
}
