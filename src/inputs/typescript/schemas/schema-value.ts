import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';
import type { Value } from '../values.ts';

/** Which JSON Schema the program asked for: `input` and `output` differ in defaults and transforms. */
export type Io = 'input' | 'output';

/** How the running server would turn a schema into JSON Schema; `raw` when it is JSON Schema already. */
export type Publisher = 'sdk-v1' | 'sdk-v2' | 'raw';

/** The libraries whose schemas differ in kind. */
export type Family = 'zod3' | 'zod4' | 'typebox' | 'valibot' | 'arktype';

/**
 * What is known of one object of a schema library beside the object itself: where its own level was written. What is
 * inside it has marks of its own, so that `extend`, `pick` or `partial` need no bookkeeping.
 */
export interface Mark {
  readonly spot: Spot | undefined;
  /** Set when the object stands in for something unread. A clause that follows "not read:". */
  readonly opaque?: string | undefined;
  /** JSON Schema keywords by the arguments that set them. */
  readonly parts: ReadonlyMap<string, Trail>;
  /** Property names of an object schema as written. */
  readonly keys: ReadonlyMap<string, Trail>;
  /** Members of an enum as written. */
  readonly values: ReadonlyMap<unknown, Trail>;
  /** Set when a callback of the program, or an expression nothing stops, takes part in parsing, which is then not tried. */
  readonly inert: boolean;
}

export const bareMark = (spot?: Spot): Mark => ({
  spot,
  parts: new Map(),
  keys: new Map(),
  values: new Map(),
  inert: false,
});

/** What a `HostValue` that stands for a schema, or for a check or action that goes into one, keeps in `data`. */
export class SchemaData {
  readonly family: Family;
  /** The library it was made by, in the names of `World.library`. */
  readonly library: string;
  /** The real object of our copy of that library. */
  readonly schema: unknown;
  readonly mark: Mark;

  constructor(family: Family, library: string, schema: unknown, mark: Mark) {
    this.family = family;
    this.library = library;
    this.schema = schema;
    this.mark = mark;
  }

  /** The mark as a trail: the level itself, without what is inside. */
  get trail(): Trail {
    return { spot: this.mark.spot, parts: this.mark.parts };
  }
}

/** What a `HostValue` keeps that wraps plain JSON Schema for an SDK: `fromJsonSchema` of the second one. */
export class RawJsonSchema {
  readonly schema: Value | undefined;
  constructor(schema: Value | undefined) {
    this.schema = schema;
  }
}

const marks = new WeakMap<object, Mark>();

/** What is known of a real object met inside another: a field of a shape, an option of a union. */
export const markOf = (schema: unknown): Mark | undefined =>
  (typeof schema === 'object' && schema !== null) || typeof schema === 'function' ? marks.get(schema) : undefined;

/** Remembers where an object was made. ArkType hands out one object for equal definitions, so its marks stay outside. */
export function remember(family: Family, schema: unknown, mark: Mark): void {
  if (family !== 'arktype' && typeof schema === 'object' && schema !== null && !marks.has(schema))
    marks.set(schema, mark);
}
