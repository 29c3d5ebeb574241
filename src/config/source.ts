import type { Document } from '../inputs/json/read.ts';
import { reach, repeatedKeys } from '../inputs/json/spots.ts';
import { join, segments } from '../model/pointer.ts';
import { isObject } from '../model/schema.ts';
import { positionAt } from '../text/lines.ts';
import type { UserError } from '../user-error.ts';

export type Path = readonly (string | number)[];
export type ConfigPlace = NonNullable<UserError['place']>;

/** A configuration as written, and where its parts stand. */
export interface Source {
  readonly value: unknown;
  /** Paths of the keys that stand more than once in one object. */
  readonly repeated: readonly Path[];
  /** The line and column of a part or its key, or of the nearest thing above it; the file alone where it is code. */
  place(path: Path, part: 'key' | 'value'): ConfigPlace;
}

/** The configuration in a JSON or YAML document: all of it, or what stands under a key. */
export function documentSource({ value, root, lines, repeats }: Document, file: string, key?: string): Source {
  const from = key === undefined ? root : reach(root, join('', key)).spot;
  return {
    value: key === undefined ? value : isObject(value) ? value[key] : undefined,
    repeated: repeats
      ? repeatedKeys(from).map((pointer) =>
          segments(pointer).map((token) => (/^\d+$/.test(token) ? Number(token) : token)),
        )
      : [],
    place(path, part) {
      const { spot, exact } = reach(from, join('', ...path));
      const { start } = (part === 'key' || !exact ? spot.key : undefined) ?? spot;
      return { file, ...positionAt(lines, start) };
    },
  };
}

/** The configuration that a program made: nobody knows on which line. */
export const codeSource = (value: unknown, file: string): Source => ({ value, repeated: [], place: () => ({ file }) });
