import { negate } from '../builtins/operands.ts';
import type { Machine } from '../machine/machine.ts';
import type { Spot, ts } from '../syntax.ts';
import { HostValue, Primitive, UNDEFINED, type Call, type Value } from '../values.ts';
import type { Declared } from '../records.ts';
import { method } from './host.ts';
import { member, type Part } from './parts.ts';
import type { Entry, ListName, ServerModel } from './server-model.ts';

/** What a callback of the server's life waits for. */
const CALLED = 'a callback has run';

function running(machine: Machine): ts.Node[] {
  machine.step(1 + (machine.active.size >> 4));
  return [...machine.active].flatMap(([node, times]) => (times > 0 ? [node] : []));
}

/** How one kind of registration is made anew after its parts changed. */
export interface Kind {
  readonly list: ListName;
  /** The member `update` changes the identity with: `null` removes the registration. */
  readonly identity: 'name' | 'uri';
  /** Members of `update` that have another name in the registration. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly updates: readonly string[];
  declare(parts: ReadonlyMap<string, Part>, machine: Machine): readonly Declared[];
}

/** The handle that a registration gives back: `update`, `remove`, `enable`, `disable`. */
export class Registered {
  #entry: Entry;
  #parts: ReadonlyMap<string, Part>;
  readonly #model: ServerModel;
  readonly #kind: Kind;
  /** The functions that ran when it was registered. */
  readonly #within: readonly ts.Node[];

  constructor(model: ServerModel, kind: Kind, entry: Entry, parts: ReadonlyMap<string, Part>, machine: Machine) {
    this.#model = model;
    this.#kind = kind;
    this.#entry = entry;
    this.#parts = parts;
    this.#within = running(machine);
  }

  /** The program's view of it. */
  host(label: string, spot: Spot): HostValue {
    const on = (name: string, action: (call: Call) => void): [string, Value] => [
      name,
      method(`${label}.${name}`, (call) => {
        action(call);
        return UNDEFINED;
      }),
    ];
    const methods = new Map([
      on('enable', (call) => this.#show(true, call)),
      on('disable', (call) => this.#show(false, call)),
      on('remove', (call) => this.#show(false, call)),
      on('update', (call) => this.#update(call.args[0] ?? UNDEFINED, call)),
    ]);
    const get = (key: string): Value | undefined =>
      methods.get(key) ??
      this.#parts.get(key)?.value ??
      (key === 'enabled' ? new Primitive(this.#entry.enabled) : undefined);
    return new HostValue(label, { get }, this, spot);
  }

  #update(updates: Value, call: Call): void {
    const { machine, spot } = call;
    const parts = new Map(this.#parts);
    for (const key of this.#kind.updates) {
      const part = member(updates, key, machine, spot);
      if (part) parts.set(this.#kind.renamed.get(key) ?? key, part);
    }
    const identity = parts.get(this.#kind.identity)?.value;
    if (identity?.kind === 'primitive' && !identity.value) return this.#show(false, call);
    this.#parts = parts;
    const declared = this.#kind.declare(parts, machine);
    const name = declared[0]?.json[this.#kind.identity];
    this.#become({ ...this.#entry, name: typeof name === 'string' ? name : undefined, declared }, machine);
    const enabled = member(updates, 'enabled', machine, spot);
    if (enabled?.value.kind === 'primitive') this.#show(enabled.value.value === true, call);
  }

  /** What happens under an undecided test, or in a callback that may never run, leaves the entry there on one side. */
  #show(enabled: boolean, { machine, spot }: Call): void {
    const happens = machine.condition ?? (this.#isSameTurn(machine) ? undefined : { text: CALLED, spot });
    if (!happens) return this.#become({ ...this.#entry, enabled }, machine);
    if (enabled === this.#entry.enabled) return;
    const when = enabled ? happens : negate(happens);
    const declared = this.#entry.declared.map((each) => ({ ...each, when: each.when ?? when }));
    this.#become({ ...this.#entry, enabled: true, declared }, machine);
  }

  /** Whether the functions that registered it still run: then nothing but the program's own order decides. */
  #isSameTurn(machine: Machine): boolean {
    const now = running(machine);
    return this.#within.length === 0 ? now.length === 0 : this.#within.every((node) => now.includes(node));
  }

  #become(entry: Entry, machine: Machine): void {
    this.#model.replace(this.#kind.list, this.#entry, entry, machine);
    this.#entry = entry;
  }
}
