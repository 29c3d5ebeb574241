import type { ts } from '../../syntax.ts';
import { isIn } from '../follow/unit.ts';

/** A declaration of a name. */
interface Declared {
  readonly node: ts.Node;
  /** Where the name is known: a function, a block, the file. */
  readonly within: ts.Node;
}

const MOST_OF_ONE_NAME = 100;

/** What the names of a file are declared as, and what is assigned to them. */
export class Declarations {
  readonly #declared = new Map<string, Declared[]>();
  /** By name; of a field by `this.name`. */
  readonly assigned = new Map<string, ts.Expression[]>();

  /** The innermost one that is known at a node. */
  of(name: string, from: ts.Node): ts.Node | undefined {
    let best: Declared | undefined;
    for (const each of this.#declared.get(name) ?? [])
      if (isIn(from, each.within) && (!best || isIn(each.within, best.within))) best = each;
    return best?.node;
  }

  declare(name: string, node: ts.Node, within: ts.Node): void {
    const known = this.#declared.get(name) ?? [];
    if (known.length < MOST_OF_ONE_NAME) known.push({ node, within });
    this.#declared.set(name, known);
  }

  assign(name: string, right: ts.Expression): void {
    const known = this.assigned.get(name) ?? [];
    if (known.length < MOST_OF_ONE_NAME) known.push(right);
    this.assigned.set(name, known);
  }
}
