import { setImmediate as turn } from 'node:timers/promises';
import vm from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const script = new vm.Script('run()');

/**
 * Runs what may take seconds without a pause, so that Ctrl-C ends it at once: Node delivers signals between turns of its
 * loop, and there is none in between. Rejects with the reason of `signal` when that is how it ended.
 */
export async function interruptible<T>(run: () => T, signal: AbortSignal): Promise<T> {
  await turn(); // what came in since the last one
  signal.throwIfAborted();
  if (!isMainThread) return run();
  try {
    return script.runInContext(vm.createContext({ run }), { breakOnSigint: true }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') throw error;
    process.kill(process.pid, 'SIGINT'); // it was meant for the process
    await turn();
    signal.throwIfAborted();
    throw error;
  }
}
