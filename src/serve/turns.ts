import { Refusal } from './answer.ts';

/** Calls that are answered one after the other, and those that may wait: an audit takes a core and some hundred megabytes. */
const AT_ONCE = 1;
const WAITING = 16;
/** Milliseconds for one call, its wait included. */
const DEADLINE = 60_000;

/** Gives calls their turn, and each a signal that ends it: cancelled by the client, out of time, or the session over. */
export class Turns {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private quiet: (() => void) | undefined;
  private readonly over: AbortSignal;

  constructor(over: AbortSignal) {
    this.over = over;
  }

  /** Rejects with a `Refusal` where there are too many calls, or this one was ended. */
  async take<T>(cancelled: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.queue.length >= WAITING)
      throw new Refusal(
        'busy',
        `${WAITING} calls are waiting already`,
        'Wait for the answers to the calls you have made, then call again.',
      );
    const late = AbortSignal.timeout(DEADLINE);
    const signal = AbortSignal.any([cancelled, late, this.over]);
    try {
      signal.throwIfAborted();
      await this.turn(signal);
      try {
        signal.throwIfAborted();
        return await work(signal);
      } finally {
        this.handOn();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      throw late.aborted
        ? new Refusal(
            'timed_out',
            `not done in ${DEADLINE / 1_000} seconds`,
            'Name a smaller part: the folder of one package, or the file that makes the server.',
          )
        : new Refusal('cancelled', 'the call was cancelled', 'Call again if the answer is still wanted.');
    }
  }

  /** Resolves when no call is running. */
  async idle(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => (this.quiet = resolve));
  }

  private async turn(signal: AbortSignal): Promise<void> {
    if (this.running < AT_ONCE) return void this.running++;
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.queue.splice(this.queue.indexOf(go), 1);
        reject(signal.reason as Error);
      };
      this.queue.push(go);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** The place of a call that ended is that of the next, or free. */
  private handOn(): void {
    const next = this.queue.shift();
    if (next) return next();
    this.running--;
    if (this.running === 0) this.quiet?.();
  }
}
