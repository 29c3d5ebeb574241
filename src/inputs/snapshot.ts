import { itemKey, printAddress, type Item } from '../model/address.ts';
import type { Offer, Quirk, Tool, ToolServer } from '../model/server.ts';
import { safeJson } from '../text/printable.ts';
import { isAddress } from './code.ts';
import type { Loaded } from './input.ts';

/**
 * Writes the tool lists themselves, as JSON that the json input reads: auditing it gives the fingerprints of auditing the
 * targets. Tools and keys stand in the order sent; only the places, with the comments that silence rules there, and which
 * keys stood twice, are lost.
 */
export function snapshotOf(loaded: readonly Loaded[]): string {
  const servers = loaded.map(fieldsOf);
  return `${safeJson(print(servers.length === 1 ? servers[0] : { servers }, ''))}\n`;
}

/** What a snapshot says of one server. */
export function fieldsOf({ server, partial }: Loaded): Readonly<Record<string, unknown>> {
  const { info, id, instructions, capabilities, prompts, resources, wire } = server;
  const opaque = server.quirks.filter((quirk) => quirk.what === 'opaque');
  const conditional = server.quirks.filter((quirk) => quirk.what === 'conditional');
  const drift = server.quirks.filter((quirk) => quirk.what === 'drift');
  const sinceLock = server.quirks.filter((quirk) => quirk.what === 'since-lock');
  return {
    server: info?.raw,
    id: info?.name === id ? undefined : id, // a file's name or a map's key: the next reader sees neither
    revisions: server.revisions,
    instructions,
    capabilities,
    fidelity: server.fidelity,
    partial: server.complete ? undefined : (partial ?? 'the tool list is not complete'),
    opaque: opaque.map(({ at }) => printAddress(at)),
    unread: someOf(opaque.map(({ at, reason }) => ({ address: printAddress(at), reason }))),
    conditional: someOf(conditional.map(({ at, test }) => ({ address: printAddress(at), test }))),
    drift: someOf(drift.map(({ at, source, listed }) => ({ address: printAddress(at), source, listed }))),
    sinceLock: someOf(sinceLock.map(({ at, ...rest }) => ({ address: printAddress(at), ...rest, what: undefined }))),
    wire,
    code: codeOf(server),
    modules: modulesIn(server),
    prompts: someOf(sent(prompts, server)),
    resources: someOf(sent(resources, server)),
    tools: sent(server.tools, server),
  };
}

const someOf = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** Entries as sent; the model keeps nothing of one that was no object, so `null` stands for it. */
function sent(items: readonly Item<Tool | Offer>[], { quirks }: ToolServer): readonly unknown[] {
  const odd = new Set(quirks.filter(({ what }: Quirk) => what === 'not-an-object').map(({ at }) => printAddress(at)));
  return items.map(({ data, address }) => (odd.size > 0 && odd.has(printAddress(address)) ? null : data.raw));
}

/** Positions, written on one line. */
class Row {
  readonly positions: readonly number[];

  constructor(positions: readonly number[]) {
    this.positions = positions;
  }
}

/** The files by the positions of their tools; whole groups of tools are told by them. */
function modulesIn({ modules, tools }: ToolServer): unknown {
  const positions = new Map(tools.map(({ address }, i) => [itemKey(address), i]));
  return modules?.map((module) => ({
    file: module.file,
    tools: new Row(module.tools.flatMap((address) => positions.get(itemKey(address)) ?? [])),
  }));
}

/** Facts name tools by their position in the list: a helper of a hundred tools would name a hundred, again and again. */
function codeOf({ code, tools }: ToolServer): unknown {
  const positions = new Map(tools.map(({ address }, i) => [itemKey(address), i]));
  const plain = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const all = value.map(plain);
      return all.every((each) => typeof each === 'number') ? new Row(all) : all;
    }
    if (isAddress(value)) return value.kind === 'tool' ? positions.get(itemKey(value)) : printAddress(value);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  };
  return plain(code);
}

/** A value as indented JSON. JSON.stringify turns `1e999`, which a schema may hold, into null, and `-0` into 0. */
export function print(value: unknown, indent: string): string {
  if (value === Infinity || value === -Infinity) return value > 0 ? '1e999' : '-1e999';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (value instanceof Row) return `[${value.positions.join(', ')}]`;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((element) => print(element, deeper))
    : Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : `${JSON.stringify(key)}: ${print(member, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}
