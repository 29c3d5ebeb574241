import { createHash } from 'node:crypto';

import type { Disk } from '../inputs/typescript/project/disk.ts';

/** What a reading of source asked a file system, and a digest of the answer. Names that were not there are asked for too. */
export type Step = readonly [ask: keyof Disk, path: string, answer: string];

/** A disk that notes all that is asked of it. */
export function traced(disk: Disk): { readonly disk: Disk; steps(): readonly Step[] } {
  const steps = new Map<string, Step>();
  const noted =
    <K extends keyof Disk>(ask: K): ((path: string) => ReturnType<Disk[K]>) =>
    (path) => {
      const answer = disk[ask](path) as ReturnType<Disk[K]>;
      const key = `${ask} ${path}`;
      if (!steps.has(key)) steps.set(key, [ask, path, digest(answer)]);
      return answer;
    };
  return {
    disk: {
      read: noted('read'),
      size: noted('size'),
      isDirectory: noted('isDirectory'),
      list: noted('list'),
      real: noted('real'),
    },
    steps: () => [...steps.values()],
  };
}

/** Whether a disk would answer all of it as it did: then what was read from it would be the same. */
export const holds = (steps: readonly Step[], disk: Disk): boolean =>
  steps.every(([ask, path, answer]) => digest(disk[ask](path)) === answer);

/** Contents as a hash; what is short as it is. */
function digest(answer: ReturnType<Disk[keyof Disk]>): string {
  if (typeof answer === 'string' || Array.isArray(answer))
    return createHash('sha256').update(JSON.stringify(answer)).digest('base64');
  return String(answer);
}
