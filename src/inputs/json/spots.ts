import { join, segments } from '../../model/pointer.ts';

/** Half-open offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands, with the spots of its elements or members. Where a key stands twice, the last one wins, for value and place alike. */
export interface Spot extends Span {
  readonly key?: Span | undefined;
  readonly parts?: readonly Spot[] | Readonly<Record<string, Spot>> | undefined;
  readonly repeated?: true;
}

/** The spot at a pointer below `from`, or the last one on the way that exists. */
export function reach(from: Spot, pointer: string): { readonly spot: Spot; readonly exact: boolean } {
  if (pointer !== '' && !pointer.startsWith('/')) return { spot: from, exact: false };
  let spot = from;
  for (const token of segments(pointer)) {
    const { parts } = spot;
    const next = isList(parts) ? (/^(?:0|[1-9]\d*)$/.test(token) ? parts[Number(token)] : undefined) : parts?.[token];
    if (next === undefined) return { spot, exact: false };
    spot = next;
  }
  return { spot, exact: true };
}

const isList = (parts: Spot['parts']): parts is readonly Spot[] => Array.isArray(parts);

/** Pointers, from the given spot, of the keys that stand more than once in one object. */
export function repeatedKeys(from: Spot): string[] {
  const out: string[] = [];
  const visit = ({ parts, repeated }: Spot, pointer: string): void => {
    if (repeated) out.push(pointer);
    if (isList(parts)) parts.forEach((part, i) => visit(part, join(pointer, i)));
    else for (const [name, part] of Object.entries(parts ?? {})) visit(part, join(pointer, name));
  };
  visit(from, '');
  return out;
}
