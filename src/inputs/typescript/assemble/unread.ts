import type { Address } from '../../../model/address.ts';
import { join } from '../../../model/pointer.ts';
import type { Quirk } from '../../../model/server.ts';
import type { Unread } from '../records.ts';
import type { Spot } from '../syntax.ts';
import type { Trail } from '../trail.ts';

/** More holes than this say no more than that there are many. */
const MOST = 10_000;

/** The parts of a value that were not read, outermost only: pointer and reason. */
export function opaqueParts(trail: Trail): { readonly pointer: string; readonly reason: string }[] {
  const found: { pointer: string; reason: string }[] = [];
  const stack: [Trail, string][] = [[trail, '']];
  for (let at = stack.pop(); at && found.length < MOST; at = stack.pop()) {
    const [{ opaque, parts }, pointer] = at;
    if (opaque !== undefined) found.push({ pointer, reason: opaque });
    else for (const [name, part] of [...(parts ?? [])].toReversed()) stack.push([part, join(pointer, name)]);
  }
  return found;
}

/** The parts of a value that rest on an assumption, with what was assumed; what could not be read rests on nothing. */
export function assumedParts(trail: Trail): { readonly pointer: string; readonly assumed: string }[] {
  const found: { pointer: string; assumed: string }[] = [];
  const stack: [Trail, string, string | undefined][] = [[trail, '', undefined]];
  for (let at = stack.pop(); at && found.length < MOST; at = stack.pop()) {
    const [{ opaque, assumed, parts }, pointer, around] = at;
    if (opaque !== undefined) continue;
    if (assumed !== undefined && assumed !== around) found.push({ pointer, assumed });
    for (const [name, part] of [...(parts ?? [])].toReversed())
      stack.push([part, join(pointer, name), assumed ?? around]);
  }
  return found;
}

/** The value without its unread members: what stands in for them is nothing a server says. */
export function readPart(json: unknown, trail: Trail): unknown {
  if (trail.opaque !== undefined) return undefined;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => trail.parts?.get(name)?.opaque === undefined));
}

/**
 * Registrations that were not read, each as a part of the tool list behind its end (`-` in a JSON Pointer, RFC 6901 4): so
 * it mutes what rests on the whole list, and nothing else.
 */
export function unreadTools(
  unread: readonly Unread[],
  at: (...path: readonly (string | number)[]) => Address,
): { readonly quirks: readonly Quirk[]; readonly spots: ReadonlyMap<string, Spot> } {
  const spots = new Map<string, Spot>();
  const quirks = unread.map(({ spot, reason, extent }, i): Quirk => {
    const address = i === 0 ? at('tools', '-') : at('tools', '-', i + 1);
    spots.set(address.pointer, spot);
    const what = extent === 'one' ? 'a tool whose name could not be read' : 'tools that could not be read';
    return { at: address, what: 'opaque', reason: `${what}: ${reason}` };
  });
  return { quirks, spots };
}
