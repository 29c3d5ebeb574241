import type { ClientId } from '../../profiles/clients.ts';
import type { Position } from '../../text/lines.ts';

/** Whose configuration a file is: of the user alone in this project (`local`), of all who work in it, of the user everywhere. */
export type Scope = 'local' | 'project' | 'user';

/** A file that configures servers for one client. */
export interface ClientFile {
  readonly client: ClientId;
  readonly scope: Scope;
  /** Absolute. */
  readonly file: string;
  /** As messages show it. */
  readonly shown: string;
  /** As places in reports name it. */
  readonly place: string;
  /** The folder the client is opened in, absolute. */
  readonly workspace: string;
}

/** How a configured server is reached. Values hold secrets. */
export type Reach =
  | {
      readonly transport: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
    }
  | { readonly transport: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> };

/** One entry of a client's configuration. */
export interface ConfiguredServer {
  /** The key it stands under. Untrusted. */
  readonly name: string;
  readonly source: ClientFile;
  readonly scope: Scope;
  readonly at: Position;
  /** Why the client does not start it: "disabled in the file". */
  readonly off?: string;
  /** Why it cannot be started here, as one sentence, and what to do. */
  readonly problem?: { readonly reason: string; readonly hint?: string };
  /** Absent where it is off or has a problem. */
  readonly reach?: Reach;
  /** The command or the address before variables were filled in, without secrets. */
  readonly shown: string;
  /** Names alone of what it is given: variables, headers, inputs. */
  readonly given: readonly string[];
  /** Values from outside the file that must not be shown. */
  readonly secrets: readonly string[];
  readonly tools: ToolFilter;
}

/** Which of a server's tools the client lets through, by the names the server gives them. */
export interface ToolFilter {
  readonly only?: readonly string[];
  readonly without?: readonly string[];
}

export const lets = ({ only, without }: ToolFilter, name: string): boolean =>
  (only === undefined || only.includes(name)) && !(without?.includes(name) ?? false);
