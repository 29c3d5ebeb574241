import type { PlannedCall, ProbedCall } from '../../model/calls.ts';
import { startLimit } from './limit.ts';
import type { Peer } from './peer.ts';
import { answerOf, refusalOf, type Answer } from './probe-answer.ts';
import type { Trace } from './redact.ts';

/** One call may take so many milliseconds, and all of one server. */
const PER_CALL = 15_000;
const TOTAL = 120_000;
/** So many calls in a row without an answer, and no more are made. */
const SILENT = 3;
/** So many bytes for all answers together, and no more calls are made. */
const MOST_BYTES = 32 << 20;

/** A call with all that was said to it. */
export type Probed = ProbedCall & Pick<Answer, 'said'>;

export interface ProbeOptions {
  /** Milliseconds that one call may take, where that is less than usual. */
  readonly perCall: number;
  readonly signal: AbortSignal;
  readonly trace: Trace;
  readonly progress: (message: string) => void;
}

export interface Made {
  readonly calls: readonly Probed[];
  /** Why no more were made, where there were more. */
  readonly stopped?: string;
}

/** Makes the calls one after another, so that none waits for another. Never rejects: a call that fails is an answer too. */
export async function probe(
  peer: Peer,
  planned: readonly PlannedCall[],
  { signal, trace, progress, perCall }: ProbeOptions,
): Promise<Made> {
  const all = startLimit(TOTAL, signal);
  const out: Probed[] = [];
  const late = new Set<string>();
  let silent = 0;
  const began = peer.channel.received;
  /** What the last call brought to an end, in the words of who noticed. */
  const lost = (): string => {
    const last = out.at(-1);
    return last ? `at a call of \`${last.tool}\`: ${last.text || 'the connection ended'}` : 'the connection had ended';
  };
  let stopped: string | undefined;
  for (const [i, call] of planned.entries()) {
    const { tool: name } = call;
    if (late.has(name)) continue; // what hung once hangs again
    stopped = peer.isLost
      ? lost()
      : all.signal.aborted
        ? `${TOTAL / 1000} s were over`
        : out.at(-1)?.status === 429
          ? 'HTTP 429: too many requests'
          : silent >= SILENT
            ? `${SILENT} calls in a row had no answer${out.at(-1)?.status === undefined ? '' : ` but HTTP ${out.at(-1)!.status}`}`
            : peer.channel.received - began > MOST_BYTES
              ? `the answers were longer than ${MOST_BYTES >> 20} MB`
              : undefined;
    if (stopped !== undefined) break;
    progress(`calling ${name} (${i + 1} of ${planned.length})`);
    const made = await one(peer, call, Math.min(perCall, PER_CALL), all.signal, trace);
    if (signal.aborted) break;
    if (all.signal.aborted && made.outcome === 'late' && made.ms < Math.min(perCall, PER_CALL)) {
      stopped = `${TOTAL / 1000} s were over`; // our time was, not its own
      break;
    }
    out.push(made);
    if (made.outcome === 'late') late.add(name);
    silent = isSilent(made) ? silent + 1 : 0;
  }
  all.end();
  if (stopped === undefined && peer.isLost && out.length > 0) stopped = lost();
  return { calls: out, ...(stopped === undefined ? {} : { stopped }) };
}

/** A refusal of every call says nothing of a tool; an error of the server does. */
const isSilent = ({ outcome, status = 0 }: Probed): boolean =>
  outcome === 'late' || outcome === 'lost' || (outcome === 'refused' && status < 500);

async function one(
  peer: Peer,
  call: PlannedCall,
  span: number,
  signal: AbortSignal,
  { redact }: Trace,
): Promise<Probed> {
  const { tool, kind, fields } = call;
  const asked = { fields, arguments: call.arguments, redact };
  const limit = startLimit(span, signal);
  const received = peer.channel.received;
  const began = performance.now();
  let answer: Answer;
  try {
    const result = await peer.request('tools/call', { name: tool, arguments: call.arguments }, limit);
    answer = answerOf(result, asked);
  } catch (error) {
    answer = refusalOf(error, limit.signal.aborted, asked);
  } finally {
    limit.end();
  }
  return {
    tool,
    kind,
    arguments: redact(JSON.stringify(call.arguments)),
    fields,
    ms: Math.round(performance.now() - began),
    bytes: peer.channel.received - received,
    ...answer,
  };
}

/** As a rule sees it: what was said is only shown in part. */
export function factOf(call: Probed): ProbedCall {
  const fact: Omit<Probed, 'said'> & { said?: string } = { ...call };
  delete fact.said;
  return fact;
}
