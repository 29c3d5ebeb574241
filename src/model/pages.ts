import type { Address } from './address.ts';
import type { ToolServer } from './server.ts';
import type { PageFact } from './wire.ts';

/** The pages a server sent, each with the address of its fields: beside the list in a file, among the wire facts of a server that was asked. */
export function* pagesOf(server: ToolServer): Iterable<{ page: PageFact; at: (field: string) => Address }> {
  const wire = server.wire;
  for (const [i, page] of (wire?.pages ?? []).entries()) {
    yield {
      page,
      at: (field) =>
        wire?.transport === undefined ? server.at(field) : server.at('wire', 'pages', i, 'result', field),
    };
  }
}
