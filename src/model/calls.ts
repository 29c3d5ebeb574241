import type { Address } from './address.ts';
import { groupBy } from './group.ts';
import type { ToolServer } from './server.ts';

/** One call that is to be made to see how a tool answers. */
export interface PlannedCall {
  readonly tool: string;
  /** `valid`: its schema takes the arguments. `invalid`: it surely rejects them. */
  readonly kind: 'valid' | 'invalid';
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The parameters that are missing or of a wrong kind. */
  readonly fields: readonly string[];
  /** The same in words: "`id` is missing"; nothing of a valid call. */
  readonly why?: string;
}

/** The same call, made. Texts are by strangers, without what looks like a secret. */
export interface ProbedCall extends Pick<PlannedCall, 'tool' | 'kind' | 'fields'> {
  /** As sent, in JSON. */
  readonly arguments: string;
  readonly outcome: CallOutcome;
  /** Of a result. */
  readonly isError?: boolean;
  /** Of a JSON-RPC error. */
  readonly code?: number;
  /** Of an HTTP answer that was no success. */
  readonly status?: number;
  readonly ms: number;
  readonly bytes: number;
  /** The start of what it said, at most 300 UTF-16 units. */
  readonly text: string;
  /** A result that holds nothing: `[]`, `{}`, `""`, `null`, "no results", or an object of only such. */
  readonly empty: boolean;
  /** The parameters of `fields` that the answer speaks of. */
  readonly named: readonly string[];
  /** The first frame of a stack in it, at most 200 UTF-16 units. */
  readonly stack?: string;
}

/** `result` and `error` are answers of the protocol; `refused` is one of HTTP alone; `late` is none within the time; `lost` is none at all. */
export type CallOutcome = 'result' | 'error' | 'refused' | 'late' | 'lost';

/** The calls of each tool that is listed, in order, each with the tool's address. */
export function calledTools<C extends ProbedCall>(
  { tools }: ToolServer,
  calls: readonly C[] = [],
): readonly { readonly tool: Address; readonly calls: readonly C[] }[] {
  const byTool = groupBy(calls, ({ tool }) => tool);
  return tools.flatMap(({ data, address }) => {
    const own = byTool.get(data.name);
    return own && address.nth === 1 ? [{ tool: address, calls: own }] : [];
  });
}

/** The server, started again without a network. */
export interface EgressFact {
  /** What was done: a network namespace without interfaces, or variables that name a proxy which is not there. */
  readonly cut: 'namespace' | 'variables';
  readonly calls: readonly CutCall[];
}

/** A call without a network, beside the same call with it. */
export interface CutCall extends ProbedCall {
  /** `same`: it answered alike. Left out where it was not made. */
  readonly before?: 'same' | 'empty' | 'filled' | 'failed';
}
