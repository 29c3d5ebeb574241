import { birth, type Mutable } from './containers.ts';
import type { SourceFile } from './syntax.ts';
import { choose, type ClassValue, type Undecided, type Value } from './values.ts';

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
    const own = this.cells.get(name);
    if (own) return own;
    for (let { parent } = this; parent; { parent } = parent) {
      const cell = parent.cells.get(name);
      if (cell) return cell;
    }
    return undefined;
  }
}

/** What a scope must know of its module. */
export interface ModuleScope {
  readonly file: SourceFile;
  /** Modules imported for what they do, which may set globals. */
  readonly effects: readonly unknown[];
}
