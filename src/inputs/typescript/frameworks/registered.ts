import type { Machine } from '../machine/machine.ts';
import type { Spot } from '../syntax.ts';
import { HostValue, Primitive, UNDEFINED, type Value } from '../values.ts';
import type { Declared } from '../records.ts';
import { method } from './host.ts';
import { member, type Part } from './parts.ts';
import type { Entry, ListName, ServerModel } from './server-model.ts';
import { otherSide } from './tool-entry.ts';

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

  constructor(model: ServerModel, kind: Kind, entry: Entry, parts: ReadonlyMap<string, Part>) {
    this.#model = model;
    this.#kind = kind;
    this.#entry = entry;
    this.#parts = parts;
  }

  /** The program's view of it. */
  host(label: string, spot: Spot): HostValue {
    const update = (key: string, value: Value) =>
      method(`${label}.${key}`, ({ machine }) => {
        this.#show(value.kind === 'primitive' && value.value === true, machine);
        return UNDEFINED;
      });
    const methods = new Map<string, Value>([
      ['enable', update('enable', new Primitive(true))],
      ['disable', update('disable', new Primitive(false))],
      ['remove', update('remove', new Primitive(false))],
      [
        'update',
        method(`${label}.update`, ({ machine, args, spot: at }) => {
          if (args[0]) this.#update(args[0], machine, at);
          return UNDEFINED;
        }),
      ],
    ]);
    return new HostValue(
      label,
      {
        get: (key) =>
          methods.get(key) ??
          this.#parts.get(key)?.value ??
          (key === 'enabled' ? new Primitive(this.#entry.enabled) : undefined),
      },
      this,
      spot,
    );
  }

  #update(updates: Value, machine: Machine, spot: Spot): void {
    const parts = new Map(this.#parts);
    for (const key of this.#kind.updates) {
      const part = member(updates, key, machine, spot);
      if (part) parts.set(this.#kind.renamed.get(key) ?? key, part);
    }
    const identity = parts.get(this.#kind.identity)?.value;
    if (identity?.kind === 'primitive' && !identity.value) return this.#show(false, machine);
    this.#parts = parts;
    const declared = this.#kind.declare(parts, machine);
    const name = declared[0]?.json[this.#kind.identity];
    this.#become({ ...this.#entry, name: typeof name === 'string' ? name : undefined, declared }, machine);
    const enabled = member(updates, 'enabled', machine, spot);
    if (enabled?.value.kind === 'primitive') this.#show(enabled.value.value === true, machine);
  }

  /** Under an undecided test the entry is there on one side only. */
  #show(enabled: boolean, machine: Machine): void {
    const { condition } = machine;
    if (!condition) return this.#become({ ...this.#entry, enabled }, machine);
    if (enabled === this.#entry.enabled) return;
    const when = enabled ? condition : otherSide(condition);
    const declared = this.#entry.declared.map((each) => ({ ...each, when: each.when ?? when }));
    this.#become({ ...this.#entry, enabled: true, declared }, machine);
  }

  #become(entry: Entry, machine: Machine): void {
    this.#model.replace(this.#kind.list, this.#entry, entry, machine);
    this.#entry = entry;
  }
}
