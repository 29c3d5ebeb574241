import type { Latency } from '../facts/given.ts';
import { isObject } from '../model/schema.ts';
import { printable } from '../text/printable.ts';
import { UserError } from '../user-error.ts';
import { readJsonFile } from './json-file.ts';
import type { ConfigPlace, Path } from './source.ts';

export interface Latencies {
  readonly byTool: ReadonlyMap<string, Latency>;
  /** Where the name of a tool stands. */
  place(tool: string): ConfigPlace;
}

const EXAMPLE = 'for example `{ "search": 900, "render": { "p50": 300, "p99": 2600 } }`';

/** How long calls of each tool take, from a JSON file. Throws a `UserError`, with the place of the first mistake. */
export async function readLatencies(file: string, root: string): Promise<Latencies> {
  const source = await readJsonFile(file, root, '--latencies');
  const fail = (message: string, at: Path, part: 'key' | 'value' = 'value', hint = EXAMPLE): UserError =>
    new UserError(message, { place: source.place(at, part), hints: [hint] });
  const [repeated] = source.repeated;
  if (repeated)
    throw fail(`\`${quotable(repeated.join('.'))}\` stands twice`, repeated, 'key', 'keep one: only the last counts');
  const { value } = source;
  if (!isObject(value)) throw fail('latencies must be an object from the names of tools to milliseconds', []);
  const byTool = new Map<string, Latency>();
  for (const [tool, written] of Object.entries(value)) {
    const name = `\`${quotable(tool)}\``;
    if (isMilliseconds(written)) {
      byTool.set(tool, { p99: written });
      continue;
    }
    if (!isObject(written)) throw fail(`${name} must be milliseconds, or an object with them as \`p99\``, [tool]);
    const { p50, p99, ...others } = written;
    const [other] = Object.keys(others);
    if (other !== undefined)
      throw fail(`${name} has no setting \`${quotable(other)}\``, [tool, other], 'key', 'known are `p50`, `p99`');
    if (!isMilliseconds(p99)) throw fail(`${name} must have milliseconds as its \`p99\``, [tool, 'p99']);
    if (p50 === undefined) byTool.set(tool, { p99 });
    else if (!isMilliseconds(p50)) throw fail(`\`p50\` of ${name} must be milliseconds`, [tool, 'p50']);
    else if (p50 > p99) throw fail(`\`p50\` of ${name} is more than its \`p99\``, [tool, 'p50'], 'value', 'swap them');
    else byTool.set(tool, { p50, p99 });
  }
  return { byTool, place: (tool) => source.place([tool], 'key') };
}

const isMilliseconds = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

const quotable = (text: string): string => printable(text, 80).replaceAll('`', "'");
