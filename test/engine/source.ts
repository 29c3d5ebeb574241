import type { Loaded } from '../../src/inputs/input.ts';
import { assemble } from '../../src/inputs/typescript/assemble/assemble.ts';
import type { ServerRecord } from '../../src/inputs/typescript/records.ts';
import { info, Sources } from '../typescript/declared.ts';

/** The server `demo` that a source makes with `new McpServer` and registers its tools on, as far as literals go. */
export function sourceServer(
  texts: Readonly<Record<string, string>>,
  more?: (record: ServerRecord, sources: Sources) => void,
): Loaded {
  const sources = new Sources(texts);
  const record = sources.record(Object.keys(texts)[0]!, 'new McpServer', { info: info('demo') });
  for (const file of sources.files.keys()) record.tools.push(...sources.registrations(file));
  more?.(record, sources);
  return assemble([record], { root: '/repo', id: 'pkg', files: sources.list })[0]!;
}
