import { UserError } from '../user-error.ts';

interface Part {
  readonly file: string;
  readonly shard: { readonly index: number; readonly of: number } | undefined;
}

/** The shards of a list that are not among the parts, such as `3/5`. Throws a `UserError` where the parts are of several lists. */
export function missingShards(parts: readonly Part[]): string[] {
  const sharded = parts.filter(
    (part): part is Part & { shard: NonNullable<Part['shard']> } => part.shard !== undefined,
  );
  const [first] = sharded;
  if (!first) return [];
  const { of } = first.shard;
  const other = sharded.find(({ shard }) => shard.of !== of);
  if (other)
    throw new UserError(
      `${first.file} is one of ${of} shards, and ${other.file} one of ${other.shard.of}: they are parts of different lists`,
      { hints: ['merge the shards of one run'] },
    );
  const there = new Set(sharded.map(({ shard }) => shard.index));
  return Array.from({ length: of }, (_, i) => i + 1)
    .filter((index) => !there.has(index))
    .map((index) => `${index}/${of}`);
}
