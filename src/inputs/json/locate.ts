import type { Address } from '../../model/address.ts';
import { positionAt } from '../../text/lines.ts';
import type { Loaded, Part, Place } from '../input.ts';
import type { Document } from './read.ts';
import { reach, type Span, type Spot } from './spots.ts';

/** Where to look for an address: the spot to start at, and the pointer to follow from there. */
export interface Route {
  readonly from: Spot;
  readonly pointer: string;
}

/** Where each address stands in the file; what is absent is placed at the nearest thing above it that exists. Never throws. */
export function locator(
  { lines }: Document,
  file: string,
  route: (at: Address) => Route | undefined,
): Loaded['locate'] {
  return (at: Address, part: Part): Place | undefined => {
    const way = route(at);
    if (way === undefined) return undefined;
    const { spot, exact } = reach(way.from, way.pointer);
    const { start, end } = exact ? (part === 'key' && spot.key) || (isShown(spot) ? spot : grip(spot)) : grip(spot);
    return {
      file,
      start: positionAt(lines, start),
      end: positionAt(lines, end),
      precision: exact ? 'exact' : 'enclosing',
    };
  };

  /** A text, a number or a word stands on one line and is shown as itself, however long. */
  function isShown(spot: Spot): boolean {
    return spot.parts === undefined || isShort(spot);
  }

  /** Short enough to be shown whole: on one line, and no longer than most of them. */
  function isShort({ start, end }: Span): boolean {
    return end - start <= 120 && positionAt(lines, start).line === positionAt(lines, end).line;
  }

  /** The small readable part that stands for a value: its key, else its `name`, else its opening bracket. */
  function grip(spot: Spot): Span {
    const { key, parts } = spot;
    const name = reach(spot, '/name');
    if (key) return key;
    if (name.exact && name.spot.parts === undefined) return name.spot;
    return parts === undefined || isShort(spot) ? spot : { start: spot.start, end: spot.start + 1 };
  }
}
