/** What a text says of one parameter. Offsets are UTF-16 units into that text, end exclusive. */
export type Claim = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'default'; readonly value: Literal }
  /** The values it may have, all of them. */
  | {
      readonly kind: 'values';
      readonly values: readonly Literal[];
      /** Bare words behind "can be", which may as well say what the value is like: `relative or absolute`. */
      readonly loose?: true;
    }
  | { readonly kind: 'type'; readonly type: 'separated' | 'array' | 'json' }
  | { readonly kind: 'required'; readonly required: boolean }
  /** `of`: of the value itself, of its length in characters, of the number of elements, or not said. */
  | { readonly kind: 'bounds'; readonly low?: number; readonly high?: number; readonly of?: 'length' | 'count' }
  | { readonly kind: 'format'; readonly format: 'date' | 'date-time' | 'uuid' | 'email' | 'uri' }
);

/** A value as a text writes it. */
export interface Literal {
  readonly value: string | number | boolean;
  /** In quotes or backticks: surely meant as a value. A word without them may be prose. */
  readonly quoted: boolean;
}
