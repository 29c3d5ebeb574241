import { expect, it } from 'vitest';

import { Refusal } from './answer.ts';
import { pageOf } from './pages.ts';
import { Turns } from './turns.ts';

const never = new AbortController().signal;
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
/** Work that ends when it is told to, or aborted. */
function work() {
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  const run = (signal: AbortSignal): Promise<void> =>
    Promise.race([
      done,
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
      ),
    ]);
  return { run, end: () => end() };
}

it('one call runs, the next waits, and one too many is told so', async () => {
  const turns = new Turns(never);
  const all = Array.from({ length: 17 }, work);
  const begun: number[] = [];
  const calls = all.map(({ run }, i) => turns.take(never, (signal) => (begun.push(i), run(signal))));
  expect(await codeOf(turns.take(never, () => Promise.resolve()))).toBe('busy');
  expect(begun).toEqual([0]);
  all[0]!.end();
  await calls[0];
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  for (const { end } of all) end();
  await Promise.all(calls);
  expect(begun).toEqual(Array.from({ length: 17 }, (_, i) => i));
  await turns.idle();
});

it('a call that is cancelled ends, and one that waits never begins', async () => {
  const turns = new Turns(never);
  const [first, second] = [work(), work()];
  const stop = new AbortController();
  const calls = [first, second].map(({ run }) => turns.take(stop.signal, run));
  let hasBegun = false;
  const waiting = turns.take(stop.signal, () => Promise.resolve((hasBegun = true)));
  stop.abort();
  expect(await Promise.all([...calls, waiting].map(codeOf))).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(hasBegun).toBe(false);
  expect(await codeOf(turns.take(never, () => Promise.resolve()))).toBe('answered');
});

it('the end of the session ends all calls', async () => {
  const over = new AbortController();
  const turns = new Turns(over.signal);
  const call = codeOf(turns.take(never, work().run));
  over.abort();
  expect(await call).toBe('cancelled');
  await turns.idle();
});

it('pages of one list are never joined with those of another', () => {
  const all = Array.from({ length: 5 }, (_, i) => i);
  const first = pageOf(all, 'a', 2, undefined);
  expect(first.items).toEqual([0, 1]);
  const second = pageOf(all, 'a', 2, first.nextCursor!);
  expect(second.items).toEqual([2, 3]);
  const last = pageOf(all, 'a', 2, second.nextCursor!);
  expect([last.items, last.nextCursor]).toEqual([[4], null]);
  expect(() => pageOf(all, 'b', 2, first.nextCursor!)).toThrow('has changed since the last page');
  expect(() => pageOf(all, 'a', 2, 'x')).toThrow('none that this tool gave');
  expect(pageOf([], 'a', 2, undefined)).toEqual({ items: [], nextCursor: null });
});
