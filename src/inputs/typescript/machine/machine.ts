import { globalValue } from '../builtins/globals.ts';
import type { ServerRecord } from '../records.ts';
import type { ts } from '../syntax.ts';
import { type SourceFile, type Spot } from '../syntax.ts';
import {
  birth,
  Opaque,
  type ClassValue,
  type Condition,
  type Mutable,
  type Primitive,
  type Scope,
  type Undecided,
  type Value,
} from '../values.ts';
import { callValue, constructValue } from './calls.ts';
import { Flow } from './flow.ts';
import { importFile, importModule, requireModule } from './imports.ts';
import { entriesOf, iterate, type Entries, type Iterated } from './iteration.ts';
import { setMember } from './assignment.ts';
import { getMember } from './members.ts';
import { ensure, Module } from './modules.ts';
import { keyValue, stringOf, testOf } from './tests.ts';
import { Work } from './work.ts';
import { undeclared } from './undeclared.ts';
import { Witness } from './witness.ts';
import type { World } from './world.ts';

/**
 * Evaluates a program without running it: walks syntax trees, knows values with their places, and treats what it cannot
 * know as unknown. It reads files through `World` and does nothing else: no effect of the program happens.
 */
export class Machine {
  readonly world: World;
  /** Every server made so far, in order. */
  readonly servers: ServerRecord[] = [];
  readonly flow = new Flow(birth);
  /** Functions of the program that were called at least once. */
  readonly visited = new Set<ts.Node>();
  /** How often each stands on the stack. */
  readonly active = new Map<ts.Node, number>();
  calls = 0;
  depth = 0;
  /** The class made last, for `export default class {}`. */
  lastClass: ClassValue | undefined;
  /** Set when the program has ended itself, and to let it go on where it would. */
  exited = false;
  staysAlive = false;
  /** The file the program was started with. */
  entry = '';
  readonly modules = new Map<string, Module>();
  /** Unread packages that were given a server or a transport, and those of which anything was called, with where first. */
  readonly handed = new Map<string, Spot>();
  readonly called = new Map<string, Spot>();
  readonly work = new Work();
  readonly witness = new Witness();
  readonly #globals = new Map<string, Value | undefined>();

  constructor(world: World) {
    this.world = world;
  }

  /** The innermost undecided test the machine runs under. */
  get condition(): Condition | undefined {
    return this.flow.conditions.at(-1);
  }

  /** Counts work; throws `Exhausted` when the budget is spent. Call it in every loop over program data. */
  step(units = 1): void {
    this.work.step(units);
  }

  /** Runs `action` with a budget of its own, inside that of the whole run. */
  task<T>(units: number, action: () => T): T {
    return this.work.task(units, action);
  }

  /** For recursion along what the program built: prototypes, nested values. */
  deeper<T>(action: () => T, spot: Spot): T | Opaque {
    if (this.depth > 400) return new Opaque('nested too deep', spot);
    this.depth++;
    try {
      return action();
    } finally {
      this.depth--;
    }
  }

  lookup(name: string, scope: Scope, spot: Spot): Value {
    const cell = scope.find(name);
    if (cell) return cell.value ?? cell.link?.() ?? new Opaque(`\`${name}\` is used before it is set`, spot);
    return this.global(name) ?? undeclared(name, scope, spot);
  }

  /** What a name means that no scope declares: set by an assignment, or known to every program. */
  global(name: string): Value | undefined {
    if (!this.#globals.has(name)) this.#globals.set(name, globalValue(name, this));
    return this.#globals.get(name);
  }

  setGlobal(name: string, value: Value): void {
    this.#globals.set(name, value);
  }

  /** A member as the program would read it: own, inherited, getter, host, builtin. Never throws. */
  get(target: Value, key: string, spot: Spot): Value {
    return getMember(this, target, key, spot);
  }

  set(target: Value, key: string, value: Value, spot: Spot): void {
    setMember(this, target, key, value, spot);
  }

  /** The elements a spread or `for … of` would see; `open` says that more may exist. */
  iterate(value: Value, spot: Spot): Iterated {
    return iterate(this, value, spot);
  }

  /** Own enumerable members in order: `Object.entries`, object spread, `for … in`. */
  entries(value: Value, spot: Spot): Entries {
    return entriesOf(this, value, spot);
  }

  /** Must be called before a `Mutable` is changed, so that a branch can be taken back. */
  touch(target: Mutable): void {
    this.step(this.flow.touch(target));
  }

  /** Calls a function of the program or a host. An opaque callee gives an opaque result and keeps the functions among `args` for later. */
  call(callee: Value, args: readonly Value[], spot: Spot, target?: Value): Value {
    return callValue(this, callee, args, spot, target);
  }

  construct(callee: Value, args: readonly Value[], spot: Spot): Value {
    return constructValue(this, callee, args, spot);
  }

  /** Calls a function when everything else has run; without `args` its arguments are unknown. */
  later(callee: Value, args: readonly Value[] | undefined, spot: Spot, order: 'soon' | 'last' = 'soon'): void {
    this.work.later(callee, args, spot, order);
  }

  /** Calls what was kept for later, and what that keeps. */
  drain(argumentsFor: (callee: Value) => readonly Value[]): void {
    for (const { callee, args, spot } of this.work.waiting())
      this.attempt(() => this.call(callee, args ?? argumentsFor(callee), spot), spot);
  }

  /** Runs something on its own: what goes wrong in it ends it, and only it. */
  attempt(action: () => void, spot?: Spot): void {
    this.work.attempt(() => this.flow.outside(action), spot);
  }

  /** JavaScript's truth of a value, or the undecided test. */
  test(value: Value, spot: Spot): boolean | Undecided {
    return testOf(value, spot);
  }

  /** A test whose one side is a condition already known, and whose other side does nothing. */
  only(when: Condition): Undecided {
    return { yes: when, no: { text: '', spot: when.spot }, preferred: when.unlikely && 'no' };
  }

  /** Runs both sides of an undecided test and joins what they did. */
  branch(test: Undecided, yes: () => Value, no: () => Value): Value {
    return this.flow.value(test, yes, no);
  }

  either(value: Value, spot: Spot, yes: () => Value, no: () => Value): Value {
    const truth = testOf(value, spot);
    return typeof truth === 'boolean' ? (truth ? yes() : no()) : this.flow.value(truth, yes, no);
  }

  /** The name a value gives as a key of an object. */
  key(value: Value, spot: Spot): string | Opaque {
    return keyValue(value, spot);
  }

  string(value: Value, spot: Spot): Opaque | (Primitive & { readonly value: string }) {
    return stringOf(this, value, spot);
  }

  /** The namespace of a module, by its specifier as written in an import. With `run` it is run now, not when first asked. */
  import(specifier: string, from: Spot, when: 'run' | 'asked' = 'asked'): Value {
    return importModule(this, specifier, from, when);
  }

  /** The namespace of the file at an absolute path. */
  importFile(path: string, from: Spot, when: 'run' | 'asked' = 'asked'): Value {
    return importFile(this, path, from, when);
  }

  /** What `require` gives: `module.exports`, or the namespace of a module that is none of CommonJS. */
  require(specifier: string, from: Spot): Value {
    return requireModule(this, specifier, from);
  }

  module(file: SourceFile): Module {
    let module = this.modules.get(file.path);
    if (!module) this.modules.set(file.path, (module = new Module(file, this)));
    return module;
  }

  /** Runs a file as the program's start, unless something has run it before. */
  run(file: SourceFile): Module {
    this.entry = file.path;
    this.witness.start(() => ensure(this, this.module(file)));
    return this.module(file);
  }
}
