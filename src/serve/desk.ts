import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

import type { Config } from '../config/config.ts';
import { Refusal, type Code } from './answer.ts';
import type { Room } from './room.ts';
import { work, type Job } from './work.ts';

/** What a thread begins with: the configuration as it stood when the session began. */
export interface Start {
  readonly root: string;
  readonly config: Config;
  readonly live: boolean;
}
export type Order = Job | 'stop';
export type Answer =
  | { readonly result: object }
  | { readonly refused: { readonly code: Code; readonly message: string; readonly nextStep: string } }
  | { readonly failed: string };

/** Beside the chunks of the built command; where we run from source there is none. */
const THREAD = new URL('../serve-thread.js', import.meta.url);
/** Megabytes that one audit may take. */
const MEMORY = 2_000;
/** Milliseconds in which a thread that is told to stop ends what it has started; then it is ended itself. */
const GRACE = 6_000;
/** The same where it can have started nothing. */
const SHORT = 500;

/**
 * Where jobs are done, one at a time: in a thread, so that a job can be ended whatever it is at, and the session answers
 * meanwhile. Rules of plugins are code that was loaded here, and are not loaded again: their sessions do without a thread.
 */
export class Desk {
  private readonly room: Room;
  private thread: Worker | undefined;

  constructor(room: Room) {
    this.room = room;
  }

  /** Rejects with a `Refusal`, and with the reason of the signal. */
  do(job: Job, signal: AbortSignal): Promise<object> {
    if (this.room.read.plugins.length > 0 || !existsSync(THREAD)) return work(job, this.room, signal);
    const thread = (this.thread ??= this.begun());
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const stop = (): void => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
        thread.postMessage('stop' satisfies Order);
        timer = setTimeout(() => void thread.terminate(), this.room.live ? GRACE : SHORT);
      };
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        thread.off('message', answered).off('error', failed).off('exit', gone);
        thread.unref();
        then();
      };
      const answered = (answer: Answer): void =>
        settle(() => ('result' in answer ? resolve(answer.result) : reject(errorOf(answer))));
      const failed = (error: NodeJS.ErrnoException): void => settle(() => reject(lost(error)));
      const gone = (): void => settle(() => reject(signal.reason as Error));
      thread.on('message', answered).on('error', failed).on('exit', gone);
      thread.ref();
      signal.addEventListener('abort', stop, { once: true });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      thread.postMessage(job satisfies Order);
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.thread?.terminate();
  }

  private begun(): Worker {
    const { root, live, read } = this.room;
    const thread = new Worker(THREAD, {
      workerData: { root, live, config: read.config } satisfies Start,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    const forget = (): void => {
      if (this.thread === thread) this.thread = undefined;
    };
    return thread.once('exit', forget).on('error', forget);
  }
}

const errorOf = (answer: Exclude<Answer, { readonly result: object }>): Error =>
  'refused' in answer
    ? new Refusal(answer.refused.code, answer.refused.message, answer.refused.nextStep)
    : new Error(answer.failed);

const lost = (error: NodeJS.ErrnoException): Error =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Refusal(
        'too_large',
        'more than an audit may take of memory',
        'Name a smaller part: the file that makes the server.',
      )
    : error;
