import { Machine } from '../../src/inputs/typescript/machine/machine.ts';
import { LibraryWanted } from '../../src/inputs/typescript/machine/world.ts';
import { memoryDisk } from '../../src/inputs/typescript/project/memory-disk.ts';
import { Resolver } from '../../src/inputs/typescript/project/resolve.ts';
import { Versions } from '../../src/inputs/typescript/project/versions.ts';
import { loadLibrary } from '../../src/inputs/typescript/schemas/libraries.ts';
import { toJson } from '../../src/inputs/typescript/schemas/to-json.ts';
import { SourceFile } from '../../src/inputs/typescript/syntax.ts';
import type { Value } from '../../src/inputs/typescript/values.ts';

export interface Evaluated {
  readonly machine: Machine;
  readonly value: Value;
  /** The value as JSON; where something is opaque, its pointer and reason are in `opaque`. */
  readonly json: unknown;
  readonly opaque: readonly string[];
}

/** Evaluates the default export of `/p/main.ts` in a program of the given files. */
export async function evaluateProgram(
  files: Readonly<Record<string, string>>,
  entry = '/p/main.ts',
): Promise<Evaluated> {
  const disk = memoryDisk({ '/p/package.json': '{"name":"p","type":"module"}', ...files });
  const libraries = new Map<string, unknown>();
  const sources = new Map<string, SourceFile | undefined>();
  for (;;) {
    const machine = new Machine({
      disk,
      resolver: new Resolver(disk),
      versions: new Versions(disk, '/p'),
      follows: () => false,
      source(path) {
        const text = disk.read(path);
        if (!sources.has(path)) sources.set(path, text === undefined ? undefined : new SourceFile(path, text));
        return sources.get(path);
      },
      library(name) {
        if (!libraries.has(name)) throw new LibraryWanted(name);
        return libraries.get(name) as never;
      },
    });
    try {
      const file = machine.world.source(entry)!;
      const module = machine.run(file);
      const value = machine.get(module.namespace, 'default', { file, node: file.tree });
      const { json, trail } = toJson(value, machine);
      return { machine, value, json, opaque: opaqueParts(trail, '') };
    } catch (error) {
      if (!(error instanceof LibraryWanted)) throw error;
      libraries.set(error.library, await loadLibrary(error.library));
    }
  }
}

type Trail = ReturnType<typeof toJson>['trail'];

function opaqueParts({ opaque, parts }: Trail, pointer: string): string[] {
  return [
    ...(opaque === undefined ? [] : [`${pointer}: ${opaque}`]),
    ...[...(parts ?? [])].flatMap(([name, part]) => opaqueParts(part, `${pointer}/${name}`)),
  ];
}
