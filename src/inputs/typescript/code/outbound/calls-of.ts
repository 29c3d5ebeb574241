import type { ts } from '../../syntax.ts';
import type { Outbound, OutboundCalls } from './outbound.ts';
import type { CallSite, Unit } from '../follow/unit.ts';

/** The calls that go out of each function, read once. */
export class CallsOf {
  readonly #calls: OutboundCalls;
  readonly #known = new Map<Unit, readonly Outbound[]>();
  readonly #timeouts = new Map<Unit, ReadonlyMap<ts.Node, number>>();

  constructor(calls: OutboundCalls) {
    this.#calls = calls;
  }

  in(unit: Unit): readonly Outbound[] {
    const known = this.#known.get(unit) ?? this.#calls.in(unit);
    this.#known.set(unit, known);
    return known;
  }

  /** The milliseconds that a call has, where they are known. */
  timeoutOf(unit: Unit, { node }: CallSite): number | undefined {
    return this.timeoutsIn(unit).get(node);
  }

  timeoutsIn(unit: Unit): ReadonlyMap<ts.Node, number> {
    const known =
      this.#timeouts.get(unit) ??
      new Map(
        this.in(unit).flatMap(({ site, timeout }) => (typeof timeout === 'number' ? [[site.node, timeout]] : [])),
      );
    this.#timeouts.set(unit, known);
    return known;
  }
}
