import type { ts } from '../../syntax.ts';
import type { Source } from './source.ts';

/** The text of a node, as far as it is looked at. */
export const textAt = ({ file }: Source, node: ts.Node, most: number): string => {
  const start = node.getStart(file.tree);
  return file.text.slice(start, Math.min(node.end, start + most));
};
