import type { ts } from '../syntax.ts';
import type { Machine } from './machine.ts';

/** Steps spent on one function before it is left alone. */
const MOST_IDLE = 100_000;
/** With more servers than this, finding out whether a call registered anything costs too much. */
const MOST_SERVERS = 50;

/**
 * Knows functions that are followed in callbacks and never have to do with a server: every handler of a program may call
 * its telemetry, and following that again and again teaches nothing.
 */
export class Idle {
  /** Steps in calls that registered nothing; below zero once one did. */
  readonly #spent = new Map<ts.Node, number>();
  /** Calls under way of functions that registered something before: what these call may be what they register. */
  #working = 0;
  /** What was registered when the outermost call under way began. */
  #before: number | undefined;

  isKnown(m: Machine, node: ts.Node): boolean {
    if ((this.#spent.get(node) ?? 0) <= MOST_IDLE) return false;
    return this.#working === 0 && (this.#before === undefined || this.#before === entriesOf(m));
  }

  /** Follows one call. */
  watch<T>(m: Machine, node: ts.Node, call: () => T): T {
    const spent = this.#spent.get(node) ?? 0;
    if (!m.work.inCallback || m.servers.length > MOST_SERVERS) return call();
    if (spent < 0) return this.#work(call);
    const [steps, entries, before] = [m.work.steps, entriesOf(m), this.#before];
    this.#before ??= entries;
    try {
      return call();
    } finally {
      this.#before = before;
      const sum = (this.#spent.get(node) ?? 0) + m.work.steps - steps; // a recursion counts more than once
      this.#spent.set(node, entriesOf(m) === entries ? sum : -Infinity);
    }
  }

  #work<T>(call: () => T): T {
    this.#working++;
    try {
      return call();
    } finally {
      this.#working--;
    }
  }
}

const entriesOf = ({ servers }: Machine): number =>
  servers.reduce(
    (sum, { tools, prompts, resources, unread }) =>
      sum + 1 + tools.length + prompts.length + resources.length + unread.length,
    0,
  );
