/** Published protocol revisions, oldest first. A new revision is added here and nowhere else. */
export const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof REVISIONS)[number];

/** The revision in which the stateless era (`server/discover`, no `initialize`) begins. */
export const MODERN: Revision = '2026-07-28';

/** The revisions a claim must hold in before an unknown server can be charged with it: older ones are out of use. */
export const IN_USE: readonly Revision[] = REVISIONS.filter((revision) => revision >= '2025-03-26');

/** A span of revisions, both ends included; an open end is left out. */
export interface Span {
  readonly since?: Revision;
  readonly until?: Revision;
}

export const isRevision = (text: string): text is Revision => (REVISIONS as readonly string[]).includes(text);

export const inSpan = (revision: string, { since, until }: Span): boolean =>
  (since === undefined || revision >= since) && (until === undefined || revision <= until);

/** "since protocol 2025-11-25", "until protocol 2025-06-18", "in protocol 2025-11-25". */
export function printSpan({ since, until }: Span): string {
  if (since !== undefined && until !== undefined)
    return since === until ? `in protocol ${since}` : `from protocol ${since} to ${until}`;
  return since === undefined ? `until protocol ${until}` : `since protocol ${since}`;
}
