import { itemKey } from '../../../model/address.ts';
import { groupBy } from '../../../model/group.ts';
import { segments } from '../../../model/pointer.ts';
import type { ToolServer } from '../../../model/server.ts';
import { countText } from '../../count.ts';
import { viewsOf } from '../../views.ts';
import type { Edit } from '../spending.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The lists of a server after edits, which touch nothing else: tools as sent, in order, and the instructions. */
export function edited(server: ToolServer, edits: readonly Edit[]): { tools: readonly Raw[]; instructions: string } {
  const byItem = groupBy(edits, ({ at }) => itemKey(at));
  return {
    tools: server.tools.map(({ data: { raw }, address }) => applied(raw, byItem.get(itemKey(address)) ?? [])),
    instructions: textAfter(server.instructions ?? '', byItem.get(itemKey(server.at())) ?? []),
  };
}

/** What edits save in the `model` view and the instructions: only what they touch is counted, before and after. */
export function savedBy(server: ToolServer, edits: readonly Edit[]): number {
  const byItem = groupBy(edits, ({ at }) => itemKey(at));
  const own = byItem.get(itemKey(server.at()));
  const { instructions = '' } = server;
  let saved = own ? countText(instructions) - countText(textAfter(instructions, own)) : 0;
  for (const { data, address } of server.tools) {
    const each = byItem.get(itemKey(address));
    if (each) saved += modelOf(data.raw) - modelOf(applied(data.raw, each));
  }
  return saved;
}

const modelOf = (raw: Raw): number => viewsOf(raw).model.tokens;

/** Edits by the path to what they change. */
interface Branch {
  readonly edits: Edit[];
  readonly below: Map<string, Branch>;
}

function applied(raw: Raw, edits: readonly Edit[]): Raw {
  const root: Branch = { edits: [], below: new Map() };
  for (const edit of edits) {
    let at = root;
    for (const key of segments(edit.at.pointer)) {
      const next = at.below.get(key) ?? { edits: [], below: new Map() };
      at.below.set(key, next);
      at = next;
    }
    at.edits.push(edit);
  }
  return after(raw, root) as Raw;
}

/** A copy with what the edits leave; what they speak of and is not there stays away. */
function after(value: unknown, { edits, below }: Branch): unknown {
  if (edits.some((edit) => 'drop' in edit)) return undefined;
  if (typeof value === 'string') return textAfter(value, edits);
  if (below.size === 0 || typeof value !== 'object' || value === null) return value;
  const one = (key: string, each: unknown): unknown => {
    const branch = below.get(key);
    return branch ? after(each, branch) : each;
  };
  if (Array.isArray(value)) return value.map((each: unknown, i) => one(String(i), each));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const left = one(key, each);
      return left === undefined ? [] : [[key, left]];
    }),
  );
}

function textAfter(text: string, edits: readonly Edit[]): string {
  const cuts = edits.flatMap((edit) => ('cut' in edit ? edit.cut : [])).toSorted(([a], [b]) => a - b);
  const added = edits.flatMap((edit) => ('add' in edit ? [edit.add] : []));
  let kept = '';
  let at = 0;
  for (const [start, end] of cuts) {
    if (start > at) kept += text.slice(at, start);
    at = Math.max(at, end);
  }
  return [kept + text.slice(at), ...added].filter((part) => part !== '').join('\n');
}
