import type { Address } from '../../model/address.ts';
import { join, parent } from '../../model/pointer.ts';
import { positionAt } from '../../text/lines.ts';
import type { Loaded, Part, Place } from '../input.ts';
import type { Document, Span } from './read.ts';

/** Where each address stands in the file. `bases` gives the pointer of the server and of each item, by address without pointer. */
export function locator(document: Document, file: string, bases: (at: Address) => string | undefined): Loaded['locate'] {
  const place = ({ start, end }: Span, precision: Place['precision']): Place => ({ file, start: positionAt(document.lines, start), end: positionAt(document.lines, end), precision });
  return (at: Address, part: Part): Place | undefined => {
    const base = bases(at);
    if (base === undefined) return undefined;
    const exact = document.spans.get(base + at.pointer);
    if (exact) return place(part === 'key' && exact.key ? exact.key : (narrow(document, exact) ?? grip(document, base + at.pointer)), 'exact');
    for (let pointer = parent(base + at.pointer); pointer !== undefined && pointer.length >= base.length; pointer = parent(pointer)) {
      if (document.spans.has(pointer)) return place(grip(document, pointer), 'enclosing');
    }
    return undefined;
  };
}

/** The value's own span when it is short enough to show: a scalar, or anything on one line. */
function narrow({ lines }: Document, { value }: { value: Span; key?: Span }): Span | undefined {
  return positionAt(lines, value.start).line === positionAt(lines, value.end).line && value.end - value.start <= 120 ? value : undefined;
}

/** The small readable part that stands for a big one: an item's name, else the key, else its opening bracket. */
function grip({ spans, lines }: Document, pointer: string): Span {
  const { key, value } = spans.get(pointer)!;
  const name = spans.get(join(pointer, 'name'));
  if (!key && name) return name.value;
  if (key) return key;
  if (positionAt(lines, value.start).line === positionAt(lines, value.end).line && value.end - value.start <= 120) return value;
  const opens = '[{"'.includes(lines.text[value.start] ?? '');
  return opens && lines.text[value.start] !== '"' ? { start: value.start, end: value.start + 1 } : value;
}
