import type { Disk } from '../project/disk.ts';
import type { Resolver } from '../project/resolve.ts';
import type { Versions } from '../project/versions.ts';
import type { SourceFile } from '../syntax.ts';

/** What the machine may know of the outside. Nothing here runs anything of the project. */
export interface World {
  readonly disk: Disk;
  readonly resolver: Resolver;
  readonly versions: Versions;
  /** Reads and keeps a source file; `undefined` when it is missing or too large. `from`: the file that asks for it. */
  source(path: string, from?: SourceFile): SourceFile | undefined;
  /** Whether the code of an installed package is read. The loader says so after a first run met it where a tool is made. */
  follows(name: string): boolean;
  /**
   * One of our own copies of a library (`zod/v3`, `zod/v4`, `zod/mini`, `zod-to-json-schema`, `typebox`, `valibot`, `arktype` …).
   * Libraries load asynchronously and the machine does not: the first demand throws `LibraryWanted`, the loader imports it and starts again.
   */
  library<T = unknown>(name: string): T;
}

/** Thrown by `World.library`; passes through the whole machine, caught by the loader only. */
export class LibraryWanted extends Error {
  readonly library: string;
  constructor(library: string) {
    super(`library wanted: ${library}`);
    this.library = library;
  }
}
