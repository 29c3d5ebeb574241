import type { ts } from '../../syntax.ts';
import type { Scope } from '../../values.ts';
import { bare } from './callee.ts';
import type { Follower } from './follow.ts';
import { empty, joined, NOTHING, UNKNOWN, value, type Made } from './made.ts';
import type { Placed } from './names.ts';
import { isFunction } from './signature.ts';
import { isIn, type CallSite } from './unit.ts';

/** Says what functions give that are written where they are passed. */
export class Callbacks {
  readonly #follower: Follower;
  readonly #of: (at: Placed, deep: number) => Made;

  constructor(follower: Follower, of: (at: Placed, deep: number) => Made) {
    this.#follower = follower;
    this.#of = of;
  }

  of(arg: ts.Expression, site: CallSite | undefined, deep: number): readonly Made[] {
    const fn = bare(arg);
    if (!isFunction(fn) || !site) return [UNKNOWN];
    const unit = this.#follower.unitOf(site);
    const own = unit?.returns.filter(({ owner }) => owner === fn) ?? [];
    return own.length > 0 ? own.map((each) => this.#of(each, deep + 1)) : [NOTHING];
  }

  /** `new Promise((resolve) => …)`: what is resolved. */
  promised(node: ts.NewExpression, scope: Scope, deep: number): Made {
    const [given] = node.arguments ?? [];
    const executor = given && bare(given);
    const site = this.#follower.siteOf(node, scope);
    const unit = site && this.#follower.unitOf(site);
    if (!executor || !isFunction(executor) || !unit || (node.expression as Partial<ts.Identifier>).text !== 'Promise')
      return value({ ...empty(), from: new Set(['unknown']) });
    const resolve = ((executor as ts.ArrowFunction).parameters[0]?.name as Partial<ts.Identifier> | undefined)?.text;
    const made = unit.calls.flatMap((call) => {
      const isResolve = (call.node.expression as Partial<ts.Identifier>).text === resolve && isIn(call.node, executor);
      const [of] = call.node.arguments ?? [];
      return isResolve ? [of ? this.#of({ node: of, scope: call.scope }, deep + 1) : NOTHING] : [];
    });
    return resolve !== undefined && made.length > 0 ? joined(made) : UNKNOWN;
  }
}
