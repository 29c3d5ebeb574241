import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that is gone when this process ends, in whatever way it still notices. */
export interface TemporaryFolder {
  /** Absolute, with links followed. */
  readonly path: string;
  remove(): void;
}

const living = new Set<TemporaryFolder>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function temporaryFolder(): TemporaryFolder {
  const folder: TemporaryFolder = {
    path: realpathSync.native(mkdtempSync(path.join(tmpdir(), 'mcp-audit-npm-'))),
    remove() {
      rmSync(folder.path, { recursive: true, force: true, maxRetries: 3 });
      living.delete(folder);
      if (living.size === 0) unhook();
    },
  };
  if (living.size === 0) hook();
  living.add(folder);
  return folder;
}

function hook(): void {
  process.on('exit', removeAll);
  for (const name of SIGNALS) process.on(name, passOn);
}

function unhook(): void {
  process.off('exit', removeAll);
  for (const name of SIGNALS) process.off(name, passOn);
}

function removeAll(): void {
  for (const folder of living) folder.remove();
}

/** Later than the other listeners, which end the programs that write into the folders; then the signal does what it does without us. */
function passOn(name: NodeJS.Signals): void {
  setImmediate(() => {
    removeAll();
    if (process.listenerCount(name) === 0) process.kill(process.pid, name);
  });
}
