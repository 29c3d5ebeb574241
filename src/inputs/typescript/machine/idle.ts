import type { ts } from '../syntax.ts';
import type { Value } from '../values.ts';
import type { Machine } from './machine.ts';

/** Steps spent on a function that never had to do with a server before it is left alone. */
const MOST_IDLE = 20_000;
/** With more servers than this, finding out whether a call registered anything costs too much. */
const MOST_SERVERS = 50;

interface Idleness {
  /** Steps in calls that came to nothing; `undefined` once one came to something. */
  spent: number | undefined;
  last: Value | undefined;
}

/**
 * Knows functions whose calls come to nothing: they register nothing, change nothing that was there before, and what they
 * give is unknown. A program calls its telemetry from everywhere, and following that again and again teaches nothing.
 */
export class Idle {
  readonly #functions = new Map<ts.Node, Idleness>();

  /** What an idle function gave last, when it has been followed often enough. */
  skip(node: ts.Node): Value | undefined {
    const known = this.#functions.get(node);
    return known?.spent !== undefined && known.spent > MOST_IDLE ? known.last : undefined;
  }

  /** Follows one call. */
  watch(m: Machine, node: ts.Node, call: () => Value): Value {
    const known = this.#functions.get(node) ?? { spent: 0, last: undefined };
    this.#functions.set(node, known);
    if (known.spent === undefined || m.servers.length > MOST_SERVERS) return call();
    const { flow, work } = m;
    const outer = flow.oldest;
    const [steps, entries, born] = [work.steps, entriesOf(m), flow.frame.born];
    flow.oldest = Infinity;
    let result: Value | undefined;
    try {
      return (result = call());
    } finally {
      if (flow.oldest < born || entriesOf(m) !== entries || (result && !isUnknown(result))) known.spent = undefined;
      else known.spent += work.steps - steps;
      known.last = result ?? known.last;
      flow.oldest = Math.min(outer, flow.oldest);
    }
  }
}

const entriesOf = ({ servers }: Machine): number =>
  servers.reduce(
    (sum, { tools, prompts, resources, unread }) =>
      sum + 1 + tools.length + prompts.length + resources.length + unread.length,
    0,
  );

function isUnknown(value: Value): boolean {
  switch (value.kind) {
    case 'opaque':
      return true;
    case 'primitive':
      return value.value === undefined;
    case 'promise':
      return isUnknown(value.value);
    case 'choice':
      return value.options.every((option) => isUnknown(option.value));
    default:
      return false;
  }
}
