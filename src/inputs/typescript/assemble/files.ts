import type { SourceFile } from '../syntax.ts';
import type { Surroundings } from './assemble.ts';
import type { Program } from './servers.ts';

/**
 * The files a server was read from: where it is made, where its programs start, and then, in the order met, those that
 * these and the places of its registrations lead to. What only another program of the package leads to is none of them.
 */
export function filesOf(program: Program, { files, leads }: Surroundings): readonly SourceFile[] {
  const { spot, starts, tools, prompts, resources, unread } = program;
  const made = spot.file;
  if (!leads) return [...new Set([made, ...files])];
  const started = files.filter(({ path }) => starts.includes(path));
  const found = new Set([
    made,
    ...started,
    ...[...tools, ...prompts, ...resources, ...unread].map((each) => each.spot.file),
  ]);
  for (const file of found) for (const next of leads.get(file) ?? []) found.add(next);
  return [...new Set([made, ...started, ...files.filter((file) => found.has(file))])];
}
