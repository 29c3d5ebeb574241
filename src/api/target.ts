/**
 * What is audited: a string as on the command line (a source folder or file, a tool list as a JSON file, a server URL, a
 * package as `npm:NAME`), or an object as in a configuration, or a tool list in memory. Paths are relative to `cwd`.
 */
export type Target = string | CommandTarget | UrlTarget | FileTarget | SourceTarget | ToolListTarget;

/** A server that is started and asked over stdio; it is ended before the report is made. */
export interface CommandTarget {
  /** The program, then each of its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** Added to the environment of this process; never shown. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it runs in. */
  readonly cwd?: string;
  /** Where its source stands: findings get its lines, and its comments apply. */
  readonly source?: string;
  /** The file its findings belong to, where no source says it: `FILE` or `FILE:LINE`. */
  readonly anchor?: string;
  /** What reports call it. */
  readonly name?: string;
}

/** A server that runs already, asked over streamable HTTP. */
export interface UrlTarget {
  /** `http://` or `https://`, without a user name or password. */
  readonly url: string;
  /** Sent with every request; never shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What tells how the server is, asked without headers; by default the usual paths beside `url`. */
  readonly healthUrl?: string;
  /** Where its source stands: findings get its lines, and its comments apply. */
  readonly source?: string;
  /** The file its findings belong to, where no source says it: `FILE` or `FILE:LINE`. */
  readonly anchor?: string;
  /** What reports call it. */
  readonly name?: string;
}

/** A tool list in a JSON file: `{ "tools": [...] }`, an array, a JSON-RPC answer, or what `snapshot` wrote. */
export interface FileTarget {
  readonly json: string;
  /** Where the source of the server stands. */
  readonly source?: string;
  /** What reports call it. */
  readonly name?: string;
}

/** The TypeScript or JavaScript of a server, read and not run. */
export interface SourceTarget {
  /** A folder or a file. */
  readonly source: string;
  /** What reports call it. */
  readonly name?: string;
}

/** A tool list in memory, as `tools/list` answers, or the parsed text of a snapshot. It stands in no file, so its findings have an address and no location. */
export interface ToolListTarget {
  readonly tools: readonly unknown[];
  /** What the server says of itself. */
  readonly instructions?: string;
  /** Its `serverInfo`. */
  readonly server?: { readonly name: string; readonly version?: string };
  /** The protocol revisions it serves; left out, they are unknown. */
  readonly revisions?: readonly string[];
  /** What reports call it; by default what `server` says, else `tools`. */
  readonly name?: string;
  /** What else a snapshot holds. */
  readonly [key: string]: unknown;
}
