import { posix } from 'node:path';

import type { StateFact } from '../../../../model/code.ts';
import { ts, type SourceFile } from '../../syntax.ts';
import { Behind } from '../follow/behind.ts';
import { functionName } from '../addresses.ts';
import { Keeping, type Kept, type Touch } from './keeping.ts';
import { toolsOf, type Reading } from '../merge.ts';
import type { Placed } from '../follow/names.ts';
import type { Unit } from '../follow/unit.ts';

/** One fact for each collection that handlers write and that outlives the call. */
export function stateFacts(reading: Reading): StateFact[] {
  const { follower, addresses } = reading;
  const keeping = new Keeping(follower);
  const behind = new Behind(follower);
  const byKept = new Map<Kept, Touch[]>();
  for (const unit of follower.units)
    for (const touch of keeping.in(unit)) {
      const known = byKept.get(touch.kept);
      if (known) known.push(touch);
      else byKept.set(touch.kept, [touch]);
    }
  return [...byKept].flatMap(([kept, touches]): StateFact[] => {
    const writes = touches.filter(({ does }) => does === 'write');
    const tools = toolsOf(reading, unitsOf(writes));
    if (tools.length === 0) return [];
    const { made, declared, name, scope } = kept;
    const key = writes.find((write) => write.key)?.key;
    const keyedBy = key && textOf(writtenFor(behind, key));
    return [
      {
        at: addresses.of('state', { file: made.file, node: declared }, name),
        tools,
        what: whatOf(reading, kept, touches, keyedBy, key && textOf(key)),
        name,
        scope,
        bounded: isBounded(reading, kept, touches),
        ...(keyedBy === undefined ? {} : { keyedBy }),
      },
    ];
  });
}

const SESSION = /session|transport/i;
/** What can be made again, counted, or is thrown away when it is used. */
const CACHE =
  /cache|memo|loaded|seen|visited|verified|checked|ready|known|resolved|pending|in_?flight|limit|rate|bucket|queue|dedup|registered|clients?$|pools?$|connections?$|connectors?$|tunnels?$|configs?$|instances?$|listener|subscri|timer|tokens?$|lock|metric|stats|counts?$|retries|attempt|warned|logged/i;
/** Files whose collections are such, whatever their names. */
const COUNTS = /metric|stats|telemetry|breaker|limit|cache|queue|pool|tracing/i;
/** Functions that fetch again what is there already. */
const FETCHES = /^(?:ensure|preload|prefetch|warm|hydrate|refresh|reload|index$)/i;
/** Keys that are made for what is kept. */
const NEW_KEY = /uuid|nanoid|ulid|random|Date\.now|\+\+|\b(?:id|key|handle|jobId|taskId|requestId|operationId)\b/i;

function whatOf(
  reading: Reading,
  { name, made }: Kept,
  touches: readonly Touch[],
  keyedBy = '',
  key = '',
): StateFact['what'] {
  if (SESSION.test(name) || /session_?id/i.test(keyedBy)) return 'session';
  if (CACHE.test(name) || COUNTS.test(posix.basename(made.file.path))) return 'cache';
  const writes = touches.filter(({ does }) => does === 'write');
  const { parents } = reading.follower;
  if (writes.every(({ unit }) => FETCHES.test(functionName(unit.fn.node, parents) ?? ''))) return 'cache';
  const reads = touches.filter(({ does }) => does === 'read');
  // looked for before it is put there: what is not found is asked again
  const fills = writes.some(({ unit, key }) =>
    reads.some((read) => read.unit === unit && key && read.key && textOf(key) === textOf(read.key)),
  );
  const writers = new Set(toolsOf(reading, unitsOf(writes)));
  const isRead = toolsOf(reading, unitsOf(reads)).some((tool) => !writers.has(tool));
  if (isRead) return 'result';
  if (fills) return 'cache';
  return reads.length > 0 && NEW_KEY.test(key) ? 'result' : 'other';
}

/** What stands behind the name of a key, where that is a member: `sessionId` that is given `extra.sessionId`. */
function writtenFor(behind: Behind, key: Placed): Placed {
  let at: Placed | undefined = key;
  for (let deep = 0; at && deep < 6; deep++) {
    if (ts.isPropertyAccessExpression(at.node)) return at;
    [at] = ts.isIdentifier(at.node) ? behind.of(at) : [];
  }
  return key;
}

const unitsOf = (touches: readonly Touch[]): readonly Unit[] => [...new Set(touches.map(({ unit }) => unit))];

/** Whether anything takes entries out again, or looks how many there are: by what is written beside its name. */
function isBounded({ follower }: Reading, { made, name, scope }: Kept, touches: readonly Touch[]): boolean {
  if (name.length > LONGEST) return false;
  const files = new Set<SourceFile>([made.file, ...touches.map(({ unit }) => unit.file)]);
  const word = name.replace(/[^\w]/g, '\\$&');
  const taken = new RegExp(
    `(?<![\\w$])${word}\\s{0,40}[?!]?\\.?\\.\\s{0,40}(?:delete|clear|shift|pop|splice|prune|evict|dispose|cleanup)\\b` +
      `|(?<![\\w$])${word}\\s{0,40}[?!]?\\.\\s{0,40}(?:size|length)\\s{0,40}(?:>|=)` +
      `|\\bdelete\\s{1,40}(?:this\\.)?${word}\\s{0,40}\\[`,
  );
  const reset = new RegExp(
    scope === 'module'
      ? `[;{}\\n][ \\t]{0,80}${word}\\s{0,40}=[^=]`
      : `\\bthis\\.${word}\\s{0,40}=\\s{0,40}(?!new\\b|\\[|\\{|=|\\s)`, // what makes it, a constructor may hold
  );
  return [...files].slice(0, MOST_FILES).some(({ text }) => {
    const read = text.slice(0, 1_000_000);
    follower.names.m.step(1 + (read.length >> 8));
    return read.includes(name) && (taken.test(read) || reset.test(read));
  });
}

const MOST_FILES = 20;
const LONGEST = 80;

function textOf({ node, scope }: Placed): string {
  const { file } = scope.module;
  return file.text
    .slice(node.getStart(file.tree), Math.min(node.end, node.pos + 400))
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST);
}
