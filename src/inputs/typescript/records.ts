import type { Traced } from './trail.ts';
import type { Spot, ts } from './syntax.ts';
import type { Condition, Value } from './values.ts';

/** A tool, prompt or resource as one registration declares it; `json` is the entry as `tools/list` would send it. */
export interface Declared extends Traced<Readonly<Record<string, unknown>>> {
  /** The registration: the call, or the entry of a literal list. */
  readonly spot: Spot;
  /** Set when it is registered only on one side of an undecided test. */
  readonly when?: Condition | undefined;
  /** What is called for it, where it is a tool: a function, several by an undecided test, an object of functions. */
  readonly handlers?: readonly Value[] | undefined;
}

/** A registration, or a whole list, of which not even the names can be known. */
export interface Unread {
  readonly spot: Spot;
  /** A clause that follows "not read:". */
  readonly reason: string;
  /** `one`: one tool of unknown name. `list`: any number of tools. */
  readonly extent: 'one' | 'list';
}

/** A handler of `tools/call`. */
export interface Dispatcher {
  readonly handler: Value;
  /** What it is given: the request, or only its parameters. */
  readonly takes: 'request' | 'params';
  readonly spot: Spot;
}

/** What the program says about one server: filled by the modelled frameworks while the machine runs. */
export class ServerRecord {
  /** Where it is made. */
  readonly spot: Spot;
  /** Which library makes it, for the report: `@modelcontextprotocol/sdk`, `fastmcp`. */
  readonly framework: string;
  /** Set when it is made only on one side of an undecided test: what is registered under the same test depends on nothing more. */
  when: Condition | undefined;
  /** `serverInfo`, as sent. */
  info: Traced | undefined;
  instructions: Traced | undefined;
  capabilities: Traced | undefined;
  /** The file its program was started with, where that is known. */
  start: string | undefined;
  /** Whether the program puts it on a transport; one that it does not may only be made to look at. */
  connected = false;
  readonly tools: Declared[] = [];
  readonly prompts: Declared[] = [];
  readonly resources: Declared[] = [];
  readonly unread: Unread[] = [];
  /** What answers `tools/call` for all of them, where the program does that itself. */
  readonly calls: Dispatcher[] = [];
  /** Calls of unread code that is given the server and is likely to put tools on it. */
  readonly given = new Map<ts.Node, Unread>();

  constructor(spot: Spot, framework: string) {
    this.spot = spot;
    this.framework = framework;
  }
}
