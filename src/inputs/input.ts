import type { Address } from '../model/address.ts';
import type { ToolServer } from '../model/server.ts';
import type { Position } from '../text/lines.ts';

/** A range in a file; the end is exclusive. */
export interface Place {
  /** As the user would write it: relative to the working directory where it lies inside it. POSIX separators. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** `exact`: the thing itself. `enclosing`: the nearest thing that exists. `anchor`: a line named for a server without a file. */
  readonly precision: 'exact' | 'enclosing' | 'anchor';
}

/** A comment or setting that silences rules in a range of lines; made by inputs, applied by the engine. */
export interface Suppression {
  readonly by: 'comment' | 'config' | 'baseline';
  /** Rule ids, or `*`. */
  readonly rules: readonly string[];
  readonly reason?: string;
  readonly until?: string;
  /** The comment itself, which `locate` knows; left out where nothing is to be said about it. */
  readonly at?: Address;
  covers(at: Address, place: Place | undefined, rule: string): boolean;
}

export type InputKind = 'json' | 'live' | 'typescript' | 'npm';
export type Part = 'value' | 'key';

/** A library of the audited project that decides what its server lists. */
export interface Library {
  readonly name: string;
  /** `sdk`: lists the tools. `schema`: makes their schemas. */
  readonly role: 'sdk' | 'schema';
  readonly version: string;
  /** How the version is known: the copy installed, a lock file, the lowest version of the range declared, or, with nothing of these, what is in use today. */
  readonly basis: 'installed' | 'lock file' | 'declared range' | 'assumed';
}

/** What is known of a server's source beside its places. */
export interface SourceFacts {
  /** The SDK or framework first. */
  readonly libraries: readonly Library[];
  /** Files of its package that make and start other servers, to which its program does not lead; on the first server of a package. */
  readonly beside?: readonly string[];
  /** Servers in other languages beside it, which were not read: the file that tells, and how each is audited while it runs. */
  readonly foreign?: readonly { readonly language: string; readonly file: string; readonly command: string }[];
}

export interface Loaded {
  readonly input: InputKind;
  /** What the call or the configuration names it by; set by who called. */
  readonly target?: string;
  readonly server: ToolServer;
  /** Why the list is not complete; set exactly when `server.complete` is false. */
  readonly partial?: string;
  locate(at: Address, part: Part): Place | undefined;
  /** Where the item that holds this address is registered, when the part itself was written elsewhere: a shared fragment. */
  registrationOf?(at: Address, part: Part): Place | undefined;
  /** File texts by the name used in places, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
  readonly suppressions: readonly Suppression[];
  /** The files the server was read from. */
  readonly files: readonly string[];
  /** Set when its source was read, alone or beside what runs. */
  readonly source?: SourceFacts;
  /** What a server wrote to stderr, its last 8 kB; for messages. */
  readonly stderr?: string;
  /** The entries of client configurations that start it. */
  readonly entries?: readonly Entry[];
}

/** An entry of a configuration that starts a server: the key of what is started together, and the entry's name there. */
export interface Entry {
  readonly group: string;
  readonly name: string;
}

/** A target that gave no server. */
export interface Failed {
  readonly id: string;
  readonly input: InputKind;
  /** What the call or the configuration names it by; set by who called. */
  readonly target?: string;
  /** One sentence: what went wrong. */
  readonly reason: string;
  /** More lines, such as the stderr tail. */
  readonly detail?: string;
  /** What to do next. */
  readonly hint?: string;
  readonly place?: Place;
  readonly entries?: readonly Entry[];
}

export interface Env {
  /** The working directory, absolute. */
  readonly root: string;
  readonly signal: AbortSignal;
}

export const isFailed = (result: Loaded | Failed): result is Failed => !('server' in result);
