import { printable } from '../text/printable.ts';
import type { Io } from './io.ts';

/** One line on stderr that is rewritten while servers start; nothing at all when stderr is no terminal. */
export function progress({ stderr }: Io): { say(message: string): void; clear(): void } {
  if (!stderr.isTTY) return { say: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    say(message) {
      stderr.write(`\r\u001B[K${printable(message, (stderr.columns ?? 80) - 1)}`);
      shown = true;
    },
    clear() {
      if (shown) stderr.write('\r\u001B[K');
    },
  };
}
