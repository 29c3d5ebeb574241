import type { Machine } from '../machine/machine.ts';
import {
  birth,
  type Call,
  choose,
  type Condition,
  type Mutable,
  type Opaque,
  openAfter,
  UNDEFINED,
  Unset,
  type Undecided,
  type Value,
} from '../values.ts';
import { TOO_MANY } from './array-self.ts';
import { both, chosen, LONGEST_ARRAY, negate, testing } from './operands.ts';

interface Entry {
  readonly key: Value;
  readonly value: Value;
  readonly when?: Condition | undefined;
}

interface State {
  readonly entries: Map<unknown, Entry>;
  readonly open: Opaque | undefined;
}

/** What a `Map` or `Set` holds: by the value of a primitive, by the identity of anything else. */
export class Collection implements Mutable {
  readonly born = birth();
  entries = new Map<unknown, Entry>();
  /** Set when a key could not be read: other entries may exist. */
  open: Opaque | undefined;

  get weight(): number {
    return this.entries.size >> 2;
  }

  save(): State {
    return { entries: new Map(this.entries), open: this.open };
  }

  restore(state: unknown): void {
    const saved = state as State;
    this.entries = new Map(saved.entries);
    this.open = saved.open;
  }

  /** Entries of one side stay, marked with its condition. */
  merge(_before: unknown, yes: unknown, no: unknown, test: Undecided): void {
    const [a, b] = [yes as State, no as State];
    this.open = openAfter(a.open, b.open, test);
    this.entries = new Map();
    for (const [id, left] of a.entries) {
      const right = b.entries.get(id);
      if (!right) this.entries.set(id, { ...left, when: left.when ?? test.yes });
      else if (left === right) this.entries.set(id, left);
      else
        this.entries.set(id, { ...left, value: choose(left.value, right.value, test), when: left.when && right.when });
    }
    for (const [id, right] of b.entries)
      if (!a.entries.has(id)) this.entries.set(id, { ...right, when: right.when ?? test.no });
  }

  put(key: Value, value: Value, machine: Machine, when?: Condition): void {
    machine.touch(this);
    if (key.kind === 'opaque') this.open ??= key;
    else if (key.kind === 'choice')
      for (const option of key.options) this.put(option.value, value, machine, both(when, option.when));
    else if (this.entries.size >= LONGEST_ARRAY) this.open ??= TOO_MANY;
    else this.entries.set(idOf(key), { key, value, when });
  }
}

/** -0 is 0 and NaN is itself, as a `Map` of ours has it too. */
export const idOf = (key: Value): unknown => (key.kind === 'primitive' ? key.value : key);

export const collectionOf = (value: Value | undefined): Collection | undefined => {
  const host = value?.kind === 'object' ? value.base : value;
  return host?.kind === 'host' && host.data instanceof Collection ? host.data : undefined;
};

/** The answer about one entry: `found` of it, under its condition, or `none`. */
export function ask(call: Call, found: (entry: Entry) => Value, none: (assumed?: string) => Value): Value {
  const collection = collectionOf(call.self);
  const [key = UNDEFINED] = call.args;
  if (!collection || key.kind === 'opaque') return key.kind === 'opaque' ? key : none();
  if (key.kind === 'choice')
    return chosen(
      key.options.map(({ when, value }) => ({ when, value: ask({ ...call, args: [value] }, found, none) })),
      call.spot,
    );
  const entry = collection.entries.get(idOf(key));
  const when = testing(entry?.when);
  const { open } = collection;
  if (!entry && open instanceof Unset) return none(open.reason);
  if (!entry) return open ?? none(key.kind === 'primitive' ? key.assumed : undefined);
  return when
    ? chosen(
        [
          { when, value: found(entry) },
          { when: negate(when), value: none() },
        ],
        call.spot,
      )
    : found(entry);
}
