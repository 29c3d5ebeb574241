import type { Spot } from '../syntax.ts';
import type { Condition, Value } from '../values.ts';
import type { Machine } from './machine.ts';

/** Something a program does while it starts that is seen from outside, or that ends it. */
export interface Deed {
  /** `stdio`: it puts itself on that transport; `package`: it calls code that is not read. */
  readonly what: 'print' | 'exit' | 'stdio' | 'listener' | 'package';
  /** `console.log`; the name of the package. */
  readonly name: string;
  readonly spot: Spot;
  readonly args: readonly Value[];
  /** The undecided tests it is done under, outermost first. */
  readonly conditions: readonly Condition[];
  /** The file the program was started with. */
  readonly entry: string;
  /** The file whose code, as it is loaded, comes to it: whoever imports that file comes to it, too. */
  readonly loads: string | undefined;
}

/** Packages that print, or that are made to: calls of others are nobody's concern here. */
const LOUD = /^(?:dotenv|pino|winston|bunyan|log4js|consola|signale|tslog)(?:\/config)?$/;

/** More than any program does before it waits for its client. */
const MOST = 2_000;

/** What a program does between its start and the end of its own code: nothing of what runs some other time. */
export class Witness {
  readonly deeds: Deed[] = [];
  /** The files that the start of a program leads to by imports alone, as far as somebody looked. */
  readonly loadedBy = new Map<string, ReadonlySet<string>>();
  /** Tests around what is loaded by a call of `import`. */
  #around: readonly Condition[] = [];
  #isOn = false;
  /** Files that are being loaded, each for another. */
  readonly #loading: string[] = [];
  /** Set while something is loaded by a callback, which nobody knows when. */
  #isLater = false;

  /** Runs the start of a program. */
  start(action: () => void): void {
    this.#isOn = true;
    try {
      action();
    } finally {
      this.#isOn = false;
    }
  }

  /** Runs the code of a file as it is loaded. */
  file(path: string, action: () => void): void {
    this.#loading.push(path);
    try {
      action();
    } finally {
      this.#loading.pop();
    }
  }

  /** Runs what is loaded where it is asked for. */
  asked<T>(m: Machine, action: () => T): T {
    const [around, isLater] = [this.#around, this.#isLater];
    this.#around = [...around, ...m.flow.conditions].slice(0, 50);
    this.#isLater ||= m.work.inCallback;
    try {
      return action();
    } finally {
      this.#around = around;
      this.#isLater = isLater;
    }
  }

  note(m: Machine, what: Deed['what'], name: string, spot: Spot, args: readonly Value[] = []): void {
    if (this.#isLater || this.deeds.length >= MOST) return;
    const loads = this.#loading.at(-1);
    if (loads === undefined && (!this.#isOn || m.work.inCallback)) return;
    if (what === 'package' && !LOUD.test(name)) return;
    const conditions = [...this.#around, ...m.flow.conditions];
    this.deeds.push({ what, name, spot, args, conditions, entry: m.entry, loads });
  }
}
