import type { Spot } from './syntax.ts';

/**
 * Where the parts of a JSON value were written: the tree of the value itself, made in the same walk. A part without a
 * trail of its own stands where its parent does.
 */
export interface Trail {
  /** The value. */
  readonly spot?: Spot | undefined;
  /** The property name before it. */
  readonly key?: Spot | undefined;
  /** Members by name, elements by index. */
  readonly parts?: ReadonlyMap<string, Trail> | undefined;
  /** Set where the value could not be read: the JSON holds a stand-in. A clause that follows "not read:". */
  readonly opaque?: string | undefined;
  /** Set where the value rests on an assumption, such as "`process.env.MAX` is not set"; the JSON may then lack it. */
  readonly assumed?: string | undefined;
}

/** A JSON value and its trail. */
export interface Traced<T = unknown> {
  readonly json: T;
  readonly trail: Trail;
}
