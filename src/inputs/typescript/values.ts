import { ObjectValue, type ArrayValue, type Element } from './containers.ts';
import type { HostValue } from './host.ts';
import type { Scope } from './scope.ts';
import type { Spot, ts } from './syntax.ts';

export { choose } from './choose.ts';
export { HostValue, type Call, type Traits } from './host.ts';
export {
  ArrayValue,
  birth,
  LONGEST_CHAIN,
  ObjectValue,
  type Element,
  type Mutable,
  type Property,
} from './containers.ts';
export { Cell, Scope, type ModuleScope } from './scope.ts';

/**
 * What an expression of the program evaluates to. Every value knows the spot it was written at, so that a value and its
 * place come from one walk; what cannot be known is `Opaque`, never a guess.
 */
export type Value =
  | Primitive
  | ObjectValue
  | ArrayValue
  | FunctionValue
  | ClassValue
  | HostValue
  | PromiseValue
  | Opaque
  | Choice;

/**
 * A test the evaluator could not decide. `preferred` is the side an environment that sets nothing takes (`process.env.X`
 * is unset); without it both sides are equally possible.
 */
export interface Condition {
  /** The test as written, cut to one line, with `not ` before it on the other side. */
  readonly text: string;
  readonly spot: Spot;
  /** Set on the side that an environment which sets nothing does not take. */
  readonly unlikely?: true | undefined;
  /** What is assumed of the environment, on both sides, where that makes one of them the likely one. */
  readonly assumed?: string | undefined;
}

/** An undecided test with the names of its two sides. */
export interface Undecided {
  readonly yes: Condition;
  readonly no: Condition;
  readonly preferred: 'yes' | 'no' | undefined;
}

export class Primitive {
  readonly kind = 'primitive';
  readonly value: string | number | boolean | bigint | symbol | null | undefined;
  readonly spot: Spot | undefined;
  /** Set when the value rests on an assumption: what was assumed, such as `process.env.MODE is not set`. */
  readonly assumed: string | undefined;

  constructor(value: Primitive['value'], spot?: Spot, assumed?: string) {
    this.value = value;
    this.spot = spot;
    this.assumed = assumed;
  }
}

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration;

/** A function of the program, with the scope it closes over. */
export class FunctionValue {
  readonly kind = 'function';
  readonly spot: Spot;
  readonly node: FunctionNode;
  readonly scope: Scope;
  /** The class a method belongs to, for `super`. */
  readonly home: ClassValue | undefined;
  /** Set by `bind`. */
  readonly bound: Value | undefined;
  /** Static members put on a function: `tool.meta = …`. */
  readonly members = new ObjectValue();

  constructor(node: FunctionNode, spot: Spot, scope: Scope, home?: ClassValue, bound?: Value) {
    this.node = node;
    this.spot = spot;
    this.scope = scope;
    this.home = home;
    this.bound = bound;
  }
}

export class ClassValue {
  readonly kind = 'class';
  readonly spot: Spot;
  readonly node: ts.ClassLikeDeclaration;
  readonly scope: Scope;
  readonly name: string;
  /** The class it extends, a modelled class, or something unread. */
  readonly parent: Value | undefined;
  /** Static members. */
  readonly members = new ObjectValue();
  /** Methods and accessors; its `of` is this class, so that a decorator given the prototype finds the class. */
  readonly prototype: ObjectValue = new ObjectValue(undefined, this);
  /** Where modelled frameworks keep what decorators said; by member name, `''` for the class itself. */
  readonly decorations = new Map<string, { readonly decorator: HostValue; readonly data: unknown }[]>();

  constructor(node: ts.ClassLikeDeclaration, spot: Spot, scope: Scope, name: string, parent: Value | undefined) {
    this.node = node;
    this.spot = spot;
    this.scope = scope;
    this.name = name;
    this.parent = parent;
  }
}

/** What an async function returns; `await` and `then` look through it. */
export class PromiseValue {
  readonly kind = 'promise';
  readonly value: Value;
  readonly spot: Spot | undefined;
  /** What it was rejected with; `value` is then opaque. */
  readonly reason: Value | undefined;

  constructor(value: Value, spot?: Spot, reason?: Value) {
    this.value = value;
    this.spot = spot;
    this.reason = reason;
  }
}

export const rejected = (reason: Value, spot?: Spot): PromiseValue =>
  new PromiseValue(new Opaque('a promise that fails', spot), spot, reason);

/** Something that could not be read, and why. What is done with it is opaque for the same reason. */
export class Opaque {
  readonly kind = 'opaque';
  /** A clause that follows "not read:", such as `a call of \`fetch\``. */
  readonly reason: string;
  readonly spot: Spot | undefined;
  /** The package it comes from, when that package was not read. */
  readonly from: string | undefined;

  constructor(reason: string, spot?: Spot, from?: string) {
    this.reason = reason;
    this.spot = spot;
    this.from = from;
  }
}

/** The reason something may hold more than it shows, when what is missing is assumed not to be there: the command line. */
export class Unset extends Opaque {}

/** Whether more may exist after an undecided test; what an empty environment does not add is assumed not to be there. */
export function openAfter(yes: Opaque | undefined, no: Opaque | undefined, test: Undecided): Opaque | undefined {
  if (yes && no) return yes instanceof Unset ? no : yes;
  const open = yes ?? no;
  if (!open || !test.preferred || open instanceof Unset) return open;
  const isLikely = test.preferred === (yes ? 'yes' : 'no');
  return isLikely ? open : new Unset(open.reason, open.spot, open.from);
}

/** One of several values, by tests nobody could decide. */
export class Choice {
  readonly kind = 'choice';
  readonly options: readonly { readonly when: Condition; readonly value: Value }[];
  readonly spot: Spot | undefined;

  constructor(options: Choice['options'], spot?: Spot) {
    this.options = options;
    this.spot = spot;
  }
}

export const UNDEFINED = new Primitive(undefined);
/** Undefined as far as anybody knows: what a model, a caller outside or a later assignment may have given. */
class Untold extends Primitive {}
export const UNTOLD: Primitive = new Untold(undefined);
/** What `a?.b.c` is where `a` is not there: what follows in the chain is passed over. */
export const ENDED = new Primitive(undefined);
/** What stands where an array has nothing. */
export const HOLE: Element = { value: UNDEFINED, hole: true };
export const isString = (value: Value | undefined): value is Primitive & { readonly value: string } =>
  value?.kind === 'primitive' && typeof value.value === 'string';
export const isNullish = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'primitive' && (value.value === undefined || value.value === null));
/** Whether a member's name is that of an element of a list, or of a character. */
export const isIndex = (key: string): boolean => /^(?:0|[1-9]\d{0,8})$/.test(key);
