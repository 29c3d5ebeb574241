import type { Machine } from '../machine/machine.ts';
import { ServerRecord, type Declared, type Dispatcher, type Unread } from '../records.ts';
import { toJson } from '../schemas/to-json.ts';
import type { Spot, ts } from '../syntax.ts';
import { isNullish, type Condition, type Value } from '../values.ts';
import { Assembly, member, perhaps } from './parts.ts';
import type { Sdk } from './sdk.ts';

export type ListName = 'tools' | 'prompts' | 'resources';

/** What is registered under a name, and may be changed through the handle the registration gave back. */
export interface Entry {
  /** The registration. */
  readonly spot: Spot;
  readonly name: string | undefined;
  readonly enabled: boolean;
  readonly declared: readonly Declared[];
}

/** A handler of `tools/list` and its like, which replaces what was registered. */
interface Handler {
  readonly spot: Spot;
  readonly when: Condition | undefined;
}

/**
 * One server of the program while the machine runs. It keeps what was registered apart from what a list handler gave,
 * and writes the outcome into its `ServerRecord` after every change, so that the record is right whenever the run ends.
 */
export class ServerModel {
  readonly record: ServerRecord;
  readonly sdk: Sdk;
  readonly #entries: Record<ListName, Entry[]> = { tools: [], prompts: [], resources: [] };
  readonly #handlers: Record<ListName, Handler[]> = { tools: [], prompts: [], resources: [] };
  readonly #listed: Record<ListName, Declared[]> = { tools: [], prompts: [], resources: [] };
  /** Registrations by call expression, then by list, name and condition. */
  readonly #seen = new Map<ts.Node, Map<string, Entry>>();
  #known: boolean;

  /** A server that is `known` is one the program makes; the others count once something is registered on them. */
  constructor(machine: Machine, spot: Spot, framework: string, sdk: Sdk, known = true) {
    this.record = new ServerRecord(spot, framework);
    this.record.when = machine.condition;
    this.sdk = sdk;
    this.#known = known;
    if (known) machine.servers.push(this.record);
  }

  #notice(machine: Machine): void {
    if (this.#known) return;
    this.#known = true;
    machine.servers.push(this.record);
  }

  /** `serverInfo` of frameworks that have it among their options. */
  name(options: Value, machine: Machine, spot: Spot): void {
    if (isNullish(options)) return;
    const info = new Assembly();
    for (const key of ['name', 'title', 'version']) info.value(key, member(options, key, machine, spot), machine);
    this.record.info = info.done(options.spot);
  }

  /** `serverInfo`, and the options beside it. */
  describe(info: Value | undefined, options: Value | undefined, machine: Machine, spot: Spot): void {
    if (info && !isNullish(info)) this.record.info = toJson(info, machine);
    if (!options || isNullish(options)) return;
    const instructions = perhaps(options, 'instructions', machine, spot);
    if (instructions) this.record.instructions = toJson(instructions.value, machine);
    const capabilities = member(options, 'capabilities', machine, spot);
    if (capabilities) this.record.capabilities = toJson(capabilities.value, machine);
  }

  /** Adds a registration; a second one of the same name from the same place is one that the machine met twice. */
  register(list: ListName, entry: Entry, machine: Machine): void {
    this.#notice(machine);
    const seen = this.#seen.get(entry.spot.node) ?? new Map<string, Entry>();
    this.#seen.set(entry.spot.node, seen);
    const key = `${list} ${entry.name} ${entry.declared[0]?.when?.text}`;
    const again = seen.get(key);
    seen.set(key, entry);
    if (again) return this.replace(list, again, entry, machine);
    this.#entries[list].push(entry);
    if (entry.enabled && !this.#overridden(list)) this.record[list].push(...entry.declared);
  }

  /** Takes back what is registered under a name. */
  drop(list: ListName, name: string, machine: Machine): void {
    const entries = this.#entries[list];
    machine.step(1 + (entries.length >> 4));
    const index = entries.findIndex((each) => each.name === name);
    if (index < 0) return;
    entries.splice(index, 1);
    this.#publish(list);
  }

  /** Puts a changed registration in place of what it was. */
  replace(list: ListName, before: Entry, after: Entry, machine: Machine): void {
    const entries = this.#entries[list];
    const index = entries.indexOf(before);
    if (index < 0) return;
    machine.step(entries.length);
    // under another name it goes to the end, as a new key of an object does
    if (after.name === before.name) entries[index] = after;
    else {
      entries.splice(index, 1);
      entries.push(after);
    }
    this.#publish(list);
  }

  /** Adds what could not be read. One registration in a loop over a list that nobody read may be many. */
  unread(machine: Machine, { spot, reason, extent: said }: Unread): void {
    this.#notice(machine);
    const extent = machine.work.repetition.isUnderWay ? 'list' : said;
    const known = this.record.unread.some((each) => each.spot.node === spot.node && each.extent === extent);
    if (!known) this.record.unread.push({ spot, reason, extent });
  }

  /** A handler of the list itself. Under an undecided test it stands beside what is there, else it replaces it. */
  handle(list: ListName, spot: Spot, machine: Machine): Handler {
    this.#notice(machine);
    const handler = { spot, when: machine.condition };
    if (handler.when) this.#handlers[list].push(handler);
    else this.#handlers[list] = [handler];
    return handler;
  }

  /** A handler of `tools/call`. The machine may meet the same one several times. */
  dispatch(dispatcher: Dispatcher): void {
    const { calls } = this.record;
    const same = calls.findIndex(({ spot }) => spot.node === dispatcher.spot.node);
    if (same < 0) calls.push(dispatcher);
    else calls[same] = dispatcher;
    if (this.#listed.tools.length > 0) this.#publish('tools');
  }

  isHandled(list: ListName, handler: Handler): boolean {
    return this.#handlers[list].includes(handler);
  }

  unhandle(list: ListName): void {
    this.#handlers[list] = [];
    this.#publish(list);
  }

  /** What a list handler gave. */
  list(list: ListName, declared: readonly Declared[]): void {
    for (const each of declared) this.#listed[list].push(each);
    this.#publish(list);
  }

  #overridden(list: ListName): boolean {
    return this.#listed[list].length > 0 && this.#handlers[list].some((each) => each.when === undefined);
  }

  #publish(list: ListName): void {
    const target = this.record[list];
    target.length = 0;
    if (!this.#overridden(list))
      for (const { enabled, declared } of this.#entries[list]) if (enabled) target.push(...declared);
    const behind = list === 'tools' ? this.#callbacks() : undefined;
    for (const each of this.#listed[list]) {
      const handlers = each.handlers ?? behind?.get(String(each.json['name']));
      target.push(handlers ? { ...each, handlers } : each);
    }
  }

  /** What is called for the tools of a list of one's own: without an answer of one's own to `tools/call`, what is registered. */
  #callbacks(): ReadonlyMap<string, Declared['handlers']> {
    if (this.record.calls.length > 0) return new Map();
    return new Map(
      this.#entries.tools.flatMap(({ name, declared: [first] }) => (name ? [[name, first?.handlers]] : [])),
    );
  }
}
