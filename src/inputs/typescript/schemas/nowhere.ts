import { SourceFile, type Spot } from '../syntax.ts';

let nowhere: Spot | undefined;

/** A spot to ask the machine with about values that were written nowhere. */
export function somewhere(spot: Spot | undefined): Spot {
  if (spot) return spot;
  if (nowhere) return nowhere;
  const file = new SourceFile('', '');
  return (nowhere = { file, node: file.tree });
}
