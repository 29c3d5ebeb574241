import type { Reading } from './merge.ts';

/** What bounds how much is asked for or given. */
const CAPS =
  /\.slice\(|\blimit|per_?page|page_?(?:size|limit|number|token)|max_?(?:results|items|count|rows|records|length|chars)|\b(?:first|take|top|rows|size|count)\s*[:=]|truncat|cursor|next_?page|has_?more|\bpage\b/i;
const LONGEST = 100_000;

/** The tools, by their places, in whose functions something bounds how much they give. */
export function cappedIn({ follower, reach }: Reading): ReadonlySet<number> {
  const known = new Map<object, boolean>();
  const capped = follower.units.filter(({ fn: { node }, file }) => {
    follower.names.m.step();
    const is = known.get(node) ?? CAPS.test(file.text.slice(node.pos, Math.min(node.end, node.pos + LONGEST)));
    known.set(node, is);
    return is;
  });
  return new Set(reach.of(capped));
}
