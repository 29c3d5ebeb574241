import { LiveProblem } from './problem.ts';

/** Why a wait ended early; the `reason` of a limit's signal. */
export class Stop extends Error {
  readonly cancelled: boolean;
  private readonly span: string;

  constructor(span: string, cancelled: boolean) {
    super(cancelled ? 'cancelled' : `not within ${span}`);
    this.cancelled = cancelled;
    this.span = span;
  }

  /** The sentence for a wait for `what`, such as "answer `tools/list`". */
  while(what: string): LiveProblem {
    if (this.cancelled) return new LiveProblem('the audit was cancelled');
    return new LiveProblem(`the server did not ${what} within ${this.span}`, {
      hint: 'If it only starts slowly, allow more time: `--timeout 60s`.',
    });
  }
}

/** A span of time that ends by itself, when a wider limit ends, or when `end` is called; then no timer is left. */
export interface Limit {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  left(): number;
  /** Throws when it has ended already. */
  check(): void;
  end(): void;
}

/** Timers beyond this fire at once. */
const LONGEST = 2 ** 31 - 1;

export function startLimit(milliseconds: number, wider: AbortSignal): Limit {
  const controller = new AbortController();
  const until = performance.now() + milliseconds;
  const widerEnds = (): void => controller.abort(wider.reason instanceof Stop ? wider.reason : new Stop('', true));
  const timer = setTimeout(
    () => controller.abort(new Stop(printSpan(milliseconds), false)),
    Math.min(milliseconds, LONGEST),
  );
  if (wider.aborted) widerEnds();
  else wider.addEventListener('abort', widerEnds, { once: true });
  return {
    signal: controller.signal,
    left: () => Math.max(0, until - performance.now()),
    check() {
      if (controller.signal.aborted) throw (controller.signal.reason as Stop).while('start');
    },
    end() {
      clearTimeout(timer);
      wider.removeEventListener('abort', widerEnds);
    },
  };
}

/** `30s`, `1.5s`, `500ms`. */
const printSpan = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)}ms` : `${Number((milliseconds / 1000).toFixed(1))}s`;

/** Settles as `work` does, or rejects with the limit's `Stop` as soon as it ends. `work` is never left unhandled. */
export async function within<T>(work: Promise<T>, { signal }: Pick<Limit, 'signal'>): Promise<T> {
  work.catch(() => undefined);
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Stop);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** Resolves after a time, or earlier when `work` settles; leaves no timer. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work.catch(() => undefined), waited]).finally(() => clearTimeout(timer));
}
