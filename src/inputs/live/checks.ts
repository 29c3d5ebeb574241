import type { EndpointFact, ListDifference, WireFacts } from '../../model/wire.ts';
import { printable } from '../../text/printable.ts';
import type { Channel } from './channel.ts';
import { connect, type Connection } from './connect.ts';
import { differenceOf } from './difference.ts';
import { MAX_PAGES, type Everything } from './everything.ts';
import { readHealth } from './health.ts';
import { startLimit, type Limit } from './limit.ts';
import { readList } from './lists.ts';
import { LiveProblem } from './problem.ts';
import type { LiveSpec } from './spec.ts';
import { callUnknownTool } from './unknown-tool.ts';

type Checked = Pick<WireFacts, 'health' | 'endpoint' | 'unknownTool' | 'again' | 'identity'>;

/** What was asked of a server beside its lists. */
export interface Checks {
  readonly facts: Checked;
  /** What could not be told, and why. */
  readonly unchecked: readonly { readonly check: keyof Checked; readonly reason: string }[];
}

/** All of it together may take so many milliseconds; the list of a second user, who is only asked for when named, has its own. */
const SPAN = 2500;
const OPENING = 1000;
const IDENTITY = 10_000;

const NO_CHECKS: Checks = { facts: {}, unchecked: [] };

/** Asks what tells how a server behaves. What cannot be told is said; nothing of it costs the lists. Never rejects. */
export async function check(connection: Connection, spec: LiveSpec, lists: Everything, limit: Limit): Promise<Checks> {
  if (!spec.checks) return NO_CHECKS;
  const facts: { -readonly [K in keyof Checked]: Checked[K] } = {};
  const reasons = new Map<keyof Checked, string>();
  const take = <K extends keyof Checked>(check: K, fact: Checked[K], reason: string | undefined): void => {
    if (fact !== undefined) facts[check] = fact;
    if (reason !== undefined) reasons.set(check, connection.trace.redact(reason));
  };
  const span = startLimit(SPAN, limit.signal);

  const health = async (): Promise<void> => {
    if (spec.transport !== 'http') return;
    const { facts: read, reason } = await readHealth(spec.url, spec.healthUrl, span, connection.trace);
    take('health', read, reason);
  };
  const session = async (): Promise<void> => {
    const { channel, isLost } = connection.peer!;
    if (!hasTools(lists)) return;
    if (isLost || limit.signal.aborted) {
      const reason = isLost ? 'the server had ended' : 'no time was left';
      for (const left of ['unknownTool', 'again', ...(channel.opening ? (['endpoint'] as const) : [])] as const)
        take(left, undefined, reason);
      return;
    }
    const [unknown, opening] = await Promise.all([
      callUnknownTool(connection.peer!, lists.took, span),
      channel.opening ? openingOf(channel.opening, span) : undefined,
    ]);
    take('unknownTool', unknown.fact, unknown.reason);
    take('endpoint', opening?.fact, opening?.reason);
    const again = await listAgain(connection, spec, lists, span);
    take('again', again.fact, again.reason);
  };
  try {
    await Promise.all([health(), session().catch((error: unknown) => take('again', undefined, reasonOf(error)))]);
    if (spec.transport === 'http' && spec.otherHeaders && hasTools(lists)) {
      const own = startLimit(IDENTITY, limit.signal);
      const other = { ...spec, headers: spec.otherHeaders };
      const { fact, reason } = await listAsOther(connection, other, lists, own).finally(() => own.end());
      take('identity', fact, reason);
    }
  } finally {
    span.end();
  }
  // In one order, however fast each was: it is the order of a snapshot.
  return {
    facts: Object.fromEntries(ORDER.flatMap((name) => (facts[name] ? [[name, facts[name]]] : []))),
    unchecked: ORDER.flatMap((name) => (reasons.has(name) ? [{ check: name, reason: reasons.get(name)! }] : [])),
  };
}

const ORDER = ['health', 'endpoint', 'unknownTool', 'again', 'identity'] as const satisfies readonly (keyof Checked)[];

/** Whether it has tools at all, as far as a client can tell. */
const hasTools = ({ tools }: Everything): boolean => tools.fact.outcome !== 'rejected';

interface Told<T> {
  readonly fact?: T;
  readonly reason?: string;
}

/** A stream that never opens is an answer too: the GET was sent when the session began. */
async function openingOf(ask: NonNullable<Channel['opening']>, limit: Limit): Promise<Told<EndpointFact>> {
  const own = startLimit(OPENING, limit.signal);
  try {
    return { fact: await ask(own) };
  } catch (error) {
    if (own.signal.aborted && !limit.signal.aborted) return { fact: {} };
    return { reason: limit.signal.aborted ? 'a GET of the endpoint could not be asked in time' : reasonOf(error) };
  } finally {
    own.end();
  }
}

async function listAgain(
  { peer }: Connection,
  { maxPages = MAX_PAGES }: LiveSpec,
  { tools, changes }: Everything,
  limit: Limit,
): Promise<Told<ListDifference>> {
  if (tools.problem) return { reason: 'the first list is not complete' };
  const { items, problem } = await readList(peer!, 'tools/list', { declared: true, maxPages, limit });
  if (problem) return { reason: problem.message };
  if (peer!.toolChanges !== changes) return { reason: 'the server says that its list changes' };
  return { fact: differenceOf(tools.items, items) };
}

/** A connection of its own, so that nothing but the headers tells the two apart. */
async function listAsOther(
  { trace }: Connection,
  spec: LiveSpec,
  { tools }: Everything,
  limit: Limit,
): Promise<Told<ListDifference>> {
  if (tools.problem) return { reason: 'the first list is not complete' };
  const { maxPages = MAX_PAGES } = spec;
  const other: Connection = { limit, trace };
  trace.note('the list as B');
  try {
    await connect(other, spec);
    const { items, problem } = await readList(other.peer!, 'tools/list', { declared: true, maxPages, limit });
    if (problem) return { reason: `as B: ${problem.message}` };
    const difference = differenceOf(tools.items, items);
    return { fact: { ...difference, added: difference.added.map(trace.redact) } };
  } catch (error) {
    return { reason: `as B: ${reasonOf(error)}` };
  } finally {
    await other.peer?.channel.close(limit.signal.aborted ? 'at once' : 'politely');
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof LiveProblem ? error.message : `the connection failed: ${printable(String(error), 300)}`;
