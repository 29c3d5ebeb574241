import type { Address } from '../../../../model/address.ts';
import { ts } from '../../syntax.ts';
import { isOfErrors } from './branches.ts';
import type { Failure } from './failures.ts';
import { addressOf, type Reading } from '../merge.ts';
import type { Out } from '../follow/made.ts';
import { isIn, type Unit } from '../follow/unit.ts';

const DEEPEST = 4;

/** What makes the results of failures, and nothing else: a result that is wrong is mended there. */
export class Makers {
  readonly #reading: Reading;
  readonly #byNode = new Map<ts.Node, Unit[]>();
  readonly #known = new Map<ts.Node, boolean>();

  constructor(reading: Reading) {
    this.#reading = reading;
    for (const unit of reading.follower.units) {
      const { node } = unit.fn;
      const same = this.#byNode.get(node);
      if (same) same.push(unit);
      else this.#byNode.set(node, [unit]);
    }
  }

  /** Where it is written, if only failures come to it. */
  ofFailure(by: Out | undefined): Address | undefined {
    return by && this.#isOfFailures(by.unit.fn.node, 0) ? this.of(by) : undefined;
  }

  of({ unit, site }: Out): Address {
    return addressOf(this.#reading, 'return', statementOf(this.#reading, site.node), unit, site.owner);
  }

  #isOfFailures(node: ts.Node, deep: number): boolean {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (deep > DEEPEST) return false;
    this.#known.set(node, false); // what calls itself
    const calls = (this.#byNode.get(node) ?? []).flatMap(({ calledAt }) => calledAt);
    const is =
      calls.length > 0 &&
      calls.every(({ unit, site }) => isOfErrors(site.node) || this.#isCaught(unit, site.node, deep));
    this.#known.set(node, is);
    return is;
  }

  #isCaught(unit: Unit, node: ts.Node, deep: number): boolean {
    const around = (this.#reading.failures.get(unit) ?? []).some((failure) => isWithin(failure, node));
    return around || this.#isOfFailures(unit.fn.node, deep + 1);
  }
}

/** In the clause, or in what a branch gives. */
export const isWithin = ({ form, node, ends }: Failure, inner: ts.Node): boolean =>
  form === 'branch' ? ends.some((end) => isIn(inner, end.node)) : isIn(inner, node);

/** The statement rather than its value, so that its first line is shown. */
export function statementOf({ follower }: Pick<Reading, 'follower'>, node: ts.Node): ts.Node {
  const parent = follower.parents.get(node);
  return parent?.kind === ts.SyntaxKind.ReturnStatement ? parent : node;
}
