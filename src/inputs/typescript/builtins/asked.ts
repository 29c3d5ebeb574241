import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Call, Opaque, UNDEFINED, type Value } from '../values.ts';
import { isOwnFile, packageFolder, STARTS_HERE } from './files.ts';
import { lift } from './operands.ts';
import { hrefOf } from './urls.ts';

export interface Asked {
  readonly path: string;
  readonly assumed: string | undefined;
  readonly call: Call;
}

/** Answers about a file of the project; of any other path nothing is said unless `elsewhere` does. */
export const about =
  (answer: (asked: Asked) => Value, elsewhere?: (call: Call) => Value) =>
  (call: Call): Value => {
    const { machine, spot } = call;
    return lift([call.args[0] ?? UNDEFINED], spot, ([value]) => {
      const given = hrefOf(value!, machine, spot);
      // a path that cannot be known leads out of the project: to a home folder, a cache, what a user names
      if (given.kind === 'opaque') {
        if (elsewhere) return elsewhere(call);
        machine.flow.fails(spot);
        return given;
      }
      const assumed = given.assumed ?? (/^(?:\/|file:)/.test(given.value) ? undefined : STARTS_HERE);
      let path: string;
      try {
        path = given.value.startsWith('file:')
          ? fileURLToPath(given.value)
          : posix.resolve(packageFolder(spot.file.path, machine), given.value);
      } catch {
        return new Opaque('a file whose name is none', spot);
      }
      machine.step(10);
      if (isOwnFile(path, spot.file.path, machine)) return answer({ path, assumed, call });
      if (elsewhere) return elsewhere(call);
      machine.flow.fails(spot);
      return new Opaque('a file outside the project', spot);
    });
  };
