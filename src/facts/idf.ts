import { COUNTED, STEMS } from './idf.generated.ts';

let counts: ReadonlyMap<string, number> | undefined;

/** Of how many counted tools' texts a word stem is a part; a rare one has no count of its own. */
const countOf = (stem: string): number => (counts ??= parse()).get(stem) ?? RARE;
const RARE = 1;

function parse(): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const line of STEMS.split('\n')) {
    const [count, ...stems] = line.split(' ');
    for (const stem of stems) all.set(stem, Number(count));
  }
  return all;
}

/** How much a word stem tells, from 1 for one that every tool has. The same in every server, whatever its size. */
export const idfOf = (stem: string): number => 1 + Math.log((COUNTED + 1) / (countOf(stem) + 1));
