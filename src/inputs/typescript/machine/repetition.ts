import { ts, type Spot } from '../syntax.ts';
import type { Value } from '../values.ts';

/** Methods of lists that call their callback for each element. */
const PER_ELEMENT = new Set(['forEach', 'map', 'flatMap', 'filter', 'reduce']);

/** Tells whether code runs once where the program may run it many times: for what a list holds that nobody could read. */
export class Repetition {
  #depth = 0;
  readonly #callbacks = new WeakSet<ts.Node>();

  get isUnderWay(): boolean {
    return this.#depth > 0;
  }

  /** Runs `action`, which stands for as many rounds as there are elements. */
  run<T>(action: () => T): T {
    this.#depth++;
    try {
      return action();
    } finally {
      this.#depth--;
    }
  }

  /** Runs the body of a function. */
  within<T>(node: ts.Node, action: () => T): T {
    return this.#callbacks.has(node) ? this.run(action) : action();
  }

  /** Keeps in mind what is given to a method of an unread value at `spot`, when it is one that lists have. */
  expect(args: readonly Value[], { node }: Spot): void {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    if (!PER_ELEMENT.has(node.expression.name.text)) return;
    for (const arg of args) if (arg.kind === 'function') this.#callbacks.add(arg.node);
  }
}
