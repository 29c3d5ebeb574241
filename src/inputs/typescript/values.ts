import type { Machine } from './machine/machine.ts';
import type { SourceFile, Spot, ts } from './syntax.ts';

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

let births = 0;
/** A number for what comes into being now: a branch need not take back what was born inside it. */
export const birth = (): number => births++;

/** Something that can change, and whose state a branch under an undecided test must be able to take back. */
export interface Mutable {
  /** From `birth()`, when it was made. */
  readonly born: number;
  /** A shallow copy of the state. */
  save(): unknown;
  restore(state: unknown): void;
  /**
   * Joins what the two sides of an undecided test left behind. `side` says which of them an empty environment takes.
   * What only one side added stays, marked with the condition.
   */
  merge(before: unknown, yes: unknown, no: unknown, test: Undecided): void;
}

/** An undecided test with the names of its two sides. */
export interface Undecided {
  readonly yes: Condition;
  readonly no: Condition;
  readonly preferred: 'yes' | 'no' | undefined;
}

export interface Property {
  readonly value: Value;
  /** The property's name as written: `limit` in `limit: z.number()`. */
  readonly key?: Spot | undefined;
  /** Set when the property is there only on one side of an undecided test. */
  readonly when?: Condition | undefined;
  /** Set on accessors; `value` is then undefined. */
  readonly get?: Value | undefined;
  readonly set?: Value | undefined;
  readonly hidden?: boolean | undefined;
}

/** A plain object, or an instance of a class. */
export class ObjectValue implements Mutable {
  readonly kind = 'object';
  readonly born = birth();
  readonly spot: Spot | undefined;
  properties: Map<string, Property>;
  /** The class it was made of. */
  readonly of: ClassValue | undefined;
  /** What stands behind an instance whose class extends a modelled one: unknown members are asked of it. */
  base: HostValue | undefined;
  /** Its prototype, when made by `Object.create` or by `new` on a plain function. */
  proto: Value | undefined;
  /** Set when a spread or a computed key could not be read: other properties may exist. */
  open: Opaque | undefined;

  constructor(spot?: Spot, of?: ClassValue) {
    this.spot = spot;
    this.of = of;
    this.properties = new Map();
  }

  save(): unknown {
    return { properties: new Map(this.properties), open: this.open };
  }

  restore(state: unknown): void {
    const saved = state as { properties: Map<string, Property>; open: Opaque | undefined };
    this.properties = new Map(saved.properties);
    this.open = saved.open;
  }

  merge(_before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    const a = yes as { properties: Map<string, Property>; open: Opaque | undefined };
    const b = no as { properties: Map<string, Property>; open: Opaque | undefined };
    this.open = a.open ?? b.open;
    this.properties = new Map();
    for (const [name, left] of a.properties) {
      const right = b.properties.get(name);
      this.properties.set(
        name,
        right === undefined
          ? { ...left, when: left.when ?? test.yes }
          : left === right
            ? left
            : { ...left, value: choose(left.value, right.value, test), when: left.when && right.when },
      );
    }
    for (const [name, right] of b.properties)
      if (!a.properties.has(name)) this.properties.set(name, { ...right, when: right.when ?? test.no });
  }
}

export interface Element {
  readonly value: Value;
  readonly when?: Condition | undefined;
}

export class ArrayValue implements Mutable {
  readonly kind = 'array';
  readonly born = birth();
  readonly spot: Spot | undefined;
  elements: Element[];
  /** Set when a spread could not be read: other elements may exist. */
  open: Opaque | undefined;
  /** Members that are no elements, such as `raw` of a template's strings. */
  own: ObjectValue | undefined;

  constructor(elements: readonly (Value | Element)[] = [], spot?: Spot) {
    this.elements = elements.map((each) => ('kind' in each ? { value: each } : each));
    this.spot = spot;
  }

  save(): unknown {
    return { elements: [...this.elements], open: this.open };
  }

  restore(state: unknown): void {
    const saved = state as { elements: Element[]; open: Opaque | undefined };
    this.elements = [...saved.elements];
    this.open = saved.open;
  }

  /** Elements both sides share stay as they are; those of one side follow, marked with its condition. */
  merge(_before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    const a = yes as { elements: Element[]; open: Opaque | undefined };
    const b = no as { elements: Element[]; open: Opaque | undefined };
    this.open = a.open ?? b.open;
    const right = new Set(b.elements);
    const left = new Set(a.elements);
    this.elements = [
      ...a.elements.map((each) => (right.has(each) ? each : { ...each, when: each.when ?? test.yes })),
      ...b.elements.filter((each) => !left.has(each)).map((each) => ({ ...each, when: each.when ?? test.no })),
    ];
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
  /** Members in order, for spreads, `Object.entries`, `for … in`, `export *`. */
  keys?(): readonly string[];
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

/** What an async function returns; `await` and `then` look through it. */
export class PromiseValue {
  readonly kind = 'promise';
  readonly value: Value;
  readonly spot: Spot | undefined;

  constructor(value: Value, spot?: Spot) {
    this.value = value;
    this.spot = spot;
  }
}

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

/** How many options a choice may have; beyond it nobody could read the answer. */
const MOST_OPTIONS = 12;

/** The value after an undecided test: the preferred side, marked as assumed, or a choice between both. */
export function choose(yes: Value, no: Value, test: Undecided): Value {
  if (yes === no || (yes.kind === 'primitive' && no.kind === 'primitive' && Object.is(yes.value, no.value))) return yes;
  if (test.preferred) {
    const taken = test.preferred === 'yes' ? yes : no;
    return taken.kind === 'primitive' ? new Primitive(taken.value, taken.spot, test[test.preferred].text) : taken;
  }
  const optionsOf = (value: Value, when: Condition): Choice['options'] =>
    value.kind === 'choice' ? value.options : [{ when, value }];
  const options = [...optionsOf(yes, test.yes), ...optionsOf(no, test.no)];
  return options.length > MOST_OPTIONS
    ? new Opaque(`it depends on \`${test.yes.text}\``, test.yes.spot)
    : new Choice(options, yes.spot ?? no.spot);
}

export const UNDEFINED = new Primitive(undefined);
export const isString = (value: Value | undefined): value is Primitive & { readonly value: string } =>
  value?.kind === 'primitive' && typeof value.value === 'string';
export const isNullish = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'primitive' && (value.value === undefined || value.value === null));

/** A variable: its own cell, shared by closures. `undefined` before its declaration ran. */
export class Cell implements Mutable {
  readonly born = birth();
  value: Value | undefined;
  /** An imported name: read from the other module each time. */
  link: (() => Value) | undefined;

  constructor(value?: Value) {
    this.value = value;
  }

  save(): unknown {
    return this.value;
  }

  restore(state: unknown): void {
    this.value = state as Value | undefined;
  }

  merge(before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    const [a, b] = [yes ?? before, no ?? before] as [Value | undefined, Value | undefined];
    this.value = a && b ? choose(a, b, test) : (a ?? b);
  }
}

/** Names in sight. A module's top scope resolves imports lazily through `Cell`s with a getter. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly cells = new Map<string, Cell>();
  /** `this` of a function, class or module scope; arrow functions and blocks look outwards. */
  self: Value | undefined;
  /** The class whose method runs here, for `super`. */
  home: ClassValue | undefined;
  readonly module: ModuleScope;
  /** Where `var` declares: the nearest function or module scope. */
  vars: Scope;

  constructor(parent: Scope | undefined, module?: ModuleScope) {
    this.parent = parent;
    this.module = module ?? parent!.module;
    this.vars = parent?.vars ?? this;
  }

  find(name: string): Cell | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const cell = scope.cells.get(name);
      if (cell) return cell;
    }
    return undefined;
  }
}

/** What a scope must know of its module. */
export interface ModuleScope {
  readonly file: SourceFile;
}
