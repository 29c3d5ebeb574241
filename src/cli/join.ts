import { isFailed, type Failed, type Loaded } from '../inputs/input.ts';
import type { Target } from './target.ts';

type Results = readonly (Loaded | Failed)[];

interface Joined {
  readonly one: Loaded | Failed;
  /** Why it has no places of its source. */
  readonly problems?: readonly Failed[];
}

/**
 * Gives what each target lists the places of its source, where one was named. A source that cannot be joined is one more
 * result, since it was asked for; what runs is audited all the same. Each source is read once.
 */
export async function joinSources(
  targets: readonly Target[],
  results: readonly Results[],
  read: (path: string) => Promise<Results>,
): Promise<readonly Results[]> {
  const known = new Map<string, Promise<Results>>();
  const said = new Set<string>();
  const joined: Results[] = [];
  for (const [i, found] of results.entries()) {
    const { source } = targets[i]!;
    if (source === undefined || found.every(isFailed)) {
      joined.push(found);
      continue;
    }
    if (!known.has(source)) known.set(source, read(source));
    const declared = await known.get(source)!;
    const each: readonly Joined[] = await Promise.all(
      found.map((one) => (isFailed(one) ? { one } : join(one, declared, source))),
    );
    const problems = each.flatMap(({ problems = [] }) => problems).filter(({ id }) => !said.has(id));
    for (const { id } of problems) said.add(id);
    joined.push([...each.map(({ one }) => one), ...problems]);
  }
  return joined;
}

async function join(observed: Loaded, declared: Results, path: string): Promise<Joined> {
  const { sourceOf, withPlaces } = await import('../inputs/placing/with-places.ts');
  const servers = declared.filter((each): each is Loaded => !isFailed(each));
  const own = sourceOf(observed, servers);
  if (own) return { one: withPlaces(observed, own) };
  const problems: readonly Failed[] =
    servers.length === 0
      ? declared.filter(isFailed)
      : [
          {
            id: path,
            input: 'typescript',
            reason: `no server in ${path} has a tool of ${observed.server.id}`,
            hint: 'Name the folder of its own source with `--source`.',
          },
        ];
  return { one: observed.files.length > 0 ? observed : { ...observed, files: [path] }, problems };
}
