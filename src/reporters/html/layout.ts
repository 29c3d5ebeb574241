import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';

import type { Branch } from './tree.ts';

export type Cell = HierarchyRectangularNode<Branch>;

/** A map for wide screens and paper, and one for narrow screens: squares stay squares in both. Height in CSS pixels; the width is stretched. */
export const SHAPES = [
  { name: 'wide', width: 1240, height: 660 },
  { name: 'tall', width: 366, height: 900 },
] as const;
export type Shape = (typeof SHAPES)[number];

/** The strip that carries the name of a server or a toolset. */
const STRIP = 20;

/** Squarified, the dearest first. */
export function layOut(tree: Branch, { width, height }: Pick<Shape, 'width' | 'height'>): Cell {
  const root = hierarchy(tree, ({ children }) => children as Branch[] | undefined)
    .sum(({ tokens = 0 }) => tokens)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const single = tree.children?.length === 1; // its name stands above the map
  return treemap<Branch>()
    .tile(treemapSquarify.ratio(1.25))
    .size([width, height])
    .paddingInner(({ data: { kind } }) => (kind === 'all' ? 6 : kind === 'server' ? 3 : kind === 'toolset' ? 1.5 : 0))
    .paddingTop((cell) => (hasStrip(cell, single) ? STRIP : 0))(root);
}

/** Whether there is something to name that is not named anyway, and room for it. */
export const hasStrip = ({ data: { kind, children = [] }, x0, x1, y0, y1 }: Cell, single: boolean): boolean =>
  ((kind === 'toolset' && children.length > 1) || (kind === 'server' && !single)) &&
  y1 - y0 >= 2 * STRIP &&
  x1 - x0 >= 30;
