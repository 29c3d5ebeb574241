import type { ts } from '../../syntax.ts';
import { Opaque, type Scope, type Value } from '../../values.ts';

/** An expression in the scope it stands in. */
export interface Placed<N extends ts.Node = ts.Expression> {
  readonly node: N;
  readonly scope: Scope;
}

/** What a name of a function stands for that nobody runs. */
export interface Binding {
  /** `given`: an argument that nobody knows; `error`: what a `catch` is given. */
  readonly what: 'value' | 'given' | 'error';
  readonly name: string;
  /** What it is first set to. */
  readonly of?: Placed | undefined;
  /** The members taken of that by a pattern. */
  readonly path: readonly string[];
  readonly type?: ts.TypeNode | undefined;
  /** Of a parameter of a unit, or a part of one: which argument it is. */
  readonly place?: number | undefined;
  /** What is assigned to it later, and to its members. */
  readonly later: Placed[];
  readonly members: Map<string, Placed[]>;
}

/** Where the value of a name comes from. */
export interface Source {
  readonly what: Binding['what'];
  readonly of?: Placed | undefined;
  readonly value?: Value | undefined;
  readonly place?: number | undefined;
}

export const GIVEN: Source = { what: 'given' };

export const UNKNOWN = {
  argument: new Opaque('an argument given at run time'),
  error: new Opaque('an error'),
  unset: new Opaque('a variable that is set later'),
  cycle: new Opaque('a variable made of itself'),
  spent: new Opaque('more work than is done here without running the program'),
};

/** What a promise holds; everything else is itself. */
export function settled(value: Value): Value {
  let at = value;
  for (let deep = 0; at.kind === 'promise' && deep < 8; deep++) at = at.value;
  return at;
}

/** Asked once; what asks for itself on the way is not known. */
export function once(ask: () => Value): () => Value {
  let known: Value | undefined;
  let isAsking = false;
  return () => {
    if (known) return known;
    if (isAsking) return UNKNOWN.cycle;
    isAsking = true;
    try {
      return (known = ask());
    } finally {
      isAsking = false;
    }
  };
}
