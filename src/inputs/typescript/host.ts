import { ObjectValue, type Element } from './containers.ts';
import type { Machine } from './machine/machine.ts';
import type { Spot } from './syntax.ts';
import type { Opaque, Value } from './values.ts';

/** One call of a host function. */
export interface Call {
  readonly machine: Machine;
  readonly args: readonly Value[];
  /** What stands before the dot, when called as a member. */
  readonly self?: Value | undefined;
  /** The call expression. */
  readonly spot: Spot;
  /** Set when made with `new`: the class named, which may extend the host. */
  readonly constructed?: Value | undefined;
}

export interface Traits {
  /** A member; `undefined` when the host has none of that name (the program then sees `undefined` or something opaque, by `closed`). */
  get?(key: string, machine: Machine, self: HostValue, spot: Spot): Value | undefined;
  /** An assignment to a member; without it the assignment is kept in `HostValue.own`. */
  set?(key: string, value: Value, machine: Machine, self: HostValue): void;
  call?(call: Call): Value;
  construct?(call: Call): Value;
  /** `key in host`, where that is not told by its members. */
  has?(key: string, machine: Machine, spot: Spot): Value | undefined;
  /** Members in order, for spreads, `Object.entries`, `for … in`, `export *`. */
  keys?(): readonly string[];
  /** Set when `keys` or `iterate` do not give all there may be. */
  open?(spot: Spot): Opaque | undefined;
  /** `value instanceof host`; `undefined` when that cannot be said. */
  instance?(value: Value): boolean | undefined;
  /** The elements, for spreads and `for … of`. */
  iterate?(machine: Machine): readonly Element[] | undefined;
}

/** Something that is modelled instead of read: a builtin, a member of the MCP SDK, a zod schema. */
export class HostValue {
  readonly kind = 'host';
  /** What it is, in the words of the program: `z.string`, `McpServer`. For messages and debugging. */
  readonly label: string;
  readonly traits: Traits;
  /** What the model keeps; hosts recognise their own by `instanceof` on this. */
  readonly data: unknown;
  readonly spot: Spot | undefined;
  /** Members the program assigned. */
  readonly own = new ObjectValue();

  constructor(label: string, traits: Traits, data?: unknown, spot?: Spot) {
    this.label = label;
    this.traits = traits;
    this.data = data;
    this.spot = spot;
  }
}
