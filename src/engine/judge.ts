import type { ToolServer } from '../model/server.ts';
import { weigh, type Charged } from './charge.ts';
import type { Tagged } from './collect.ts';
import { resolveEntailments } from './entail.ts';
import { dropUnread, type Opaque } from './opaque.ts';

/** What is charged of what rules said, and what is not: it rests on something unread, is no defect here, or is charged already. */
export interface Verdict {
  readonly said: readonly Charged[];
  readonly spared: readonly Tagged[];
  readonly opaque: readonly Opaque[];
}

export function judge(tagged: readonly Tagged[], server: ToolServer): Verdict {
  const { kept, lost, opaque } = dropUnread(tagged, server);
  const { charged, uncharged } = weigh(kept, server.revisions);
  const { said, entailed } = resolveEntailments(charged);
  return { said, spared: [...lost, ...uncharged, ...entailed], opaque };
}
