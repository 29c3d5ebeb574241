import { itemKey, type Address, type Item } from '../model/address.ts';
import type { CallFact, HandlerFact } from '../model/code.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Given, GivenWorkflow, Latency } from './given.ts';
import { splitBudget } from './time-split.ts';

/** Milliseconds for each call of a workflow, where nobody says otherwise: what a conversation bears. */
export const TURN_BUDGET = 1_500;

/** A workflow of the configuration, all of whose tools the server lists. */
export interface Workflow {
  readonly steps: readonly Step[];
  /** Milliseconds for all of it. */
  readonly budget: number;
  /** The timeout that would suit each step, in milliseconds. */
  readonly split: readonly number[];
}

export interface Step {
  readonly tool: Item<Tool>;
  /** Milliseconds that its code lets it take at least when the other side hangs; `none`, no end is set. */
  readonly most: number | 'none' | 'unknown';
  /** It may take no more than that: all that it waits for was read. */
  readonly exact: boolean;
  /** What decides that: a call, else the handler, else the tool. */
  readonly at: Address;
  /** The call, as written. */
  readonly callee?: string;
  readonly latency?: Measured;
}

/** `probe`: how long a single call took, not a percentile of many. */
export interface Measured extends Latency {
  readonly by: 'file' | 'probe';
}

/** What the configuration says of workflows, for this server; one with a tool of another server is not judged. */
export function workflowsOf(
  server: ToolServer,
  { workflows = [], turnBudget = TURN_BUDGET, latencies }: Given,
): readonly Workflow[] {
  if (workflows.length === 0) return [];
  const tools = new Map(server.tools.toReversed().map((tool) => [tool.data.name, tool]));
  const step = stepsOf(server, measuredOf(server, latencies));
  return workflows.flatMap((workflow: GivenWorkflow) => {
    const steps = workflow.tools.flatMap((name) => tools.get(name) ?? []).map(step);
    if (steps.length < workflow.tools.length) return [];
    const budget = workflow.budget ?? turnBudget * steps.length;
    const times = steps.map(({ most, exact, latency }) => ({
      ...(latency ? { p99: latency.p99 } : {}),
      ...(typeof most === 'number' && exact ? { most } : {}),
    }));
    return [{ steps, budget, split: splitBudget(budget, times) }];
  });
}

/** What is said of a tool counts before what was seen of it; a call that its schema rejects shows nothing. */
function measuredOf({ wire }: ToolServer, said: Given['latencies'] = new Map()): ReadonlyMap<string, Measured> {
  const all = new Map<string, Measured>();
  for (const { tool, kind, outcome, isError, ms } of wire?.calls ?? [])
    if (kind === 'valid' && isError !== true && (outcome === 'result' || outcome === 'late'))
      all.set(tool, { p99: Math.max(ms, all.get(tool)?.p99 ?? 0), by: 'probe' });
  for (const [tool, latency] of said) all.set(tool, { ...latency, by: 'file' });
  return all;
}

function stepsOf({ code }: ToolServer, latencies: ReadonlyMap<string, Measured>): (tool: Item<Tool>) => Step {
  const handlers = new Map((code?.handlers.facts ?? []).map((fact) => [itemKey(fact.tool), fact]));
  const calls = new Map<string, CallFact[]>();
  for (const fact of code?.outbound.facts ?? [])
    for (const tool of fact.background ? [] : fact.tools) {
      const known = calls.get(itemKey(tool));
      if (known) known.push(fact);
      else calls.set(itemKey(tool), [fact]);
    }
  const complete = code?.outbound.complete ?? false;
  return (tool) => {
    const key = itemKey(tool.address);
    const latency = latencies.get(tool.data.name);
    return {
      tool,
      ...timeOf(tool, calls.get(key) ?? [], handlers.get(key), complete),
      ...(latency ? { latency } : {}),
    };
  };
}

/** A call whose signal may be that of the request is ended by the client. */
const isUnbounded = ({ timeout, signal }: CallFact): boolean => timeout === 'none' && signal === 'none';

function timeOf(
  tool: Item<Tool>,
  calls: readonly CallFact[],
  handler: HandlerFact | undefined,
  complete: boolean,
): Pick<Step, 'most' | 'exact' | 'at' | 'callee'> {
  const unbounded = calls.find(isUnbounded);
  if (unbounded) return { most: 'none', exact: false, at: unbounded.at, callee: unbounded.callee };
  const exact = complete && handler !== undefined && calls.every(({ timeout }) => typeof timeout === 'number');
  const [longest] = calls
    .flatMap((call) => (typeof call.timeout === 'number' ? { call, timeout: call.timeout } : []))
    .toSorted((a, b) => b.timeout - a.timeout);
  const whole = handler?.longest ?? 0;
  if (longest && longest.timeout >= whole)
    return { most: longest.timeout, exact, at: longest.call.at, callee: longest.call.callee };
  if (handler && whole > 0) return { most: whole, exact, at: handler.at };
  const at = calls[0]?.at ?? handler?.at ?? tool.address;
  return { most: exact ? 0 : 'unknown', exact, at };
}
