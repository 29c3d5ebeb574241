import type { Item } from '../model/address.ts';
import type { PlannedCall } from '../model/calls.ts';
import type { Tool, ToolServer } from '../model/server.ts';
import type { Facts } from './facts.ts';
import { rejectedArguments, validArguments } from './probe-arguments.ts';
import { namesOf, whyNotCalled } from './probe-signs.ts';

export interface ProbePlan {
  /** In the order of the list. */
  readonly calls: readonly PlannedCall[];
  readonly left: readonly { readonly tool: string; readonly why: string }[];
}

/** Tools that are called at most: the first in the list. */
const MOST_PROBED = 60;

/**
 * What may be called of a server without changing anything. A tool is called only if it reads by its annotations and by every
 * other sign, with invalid arguments too: that a server checks them before its handler runs cannot be seen from outside. Its
 * schema is no proof, since what stands in it may be converted, replaced or stripped before it is checked.
 */
export function probePlan(server: ToolServer, facts: Facts): ProbePlan {
  const calls: PlannedCall[] = [];
  const left: { tool: string; why: string }[] = [];
  let called = 0;
  const names = namesOf(server);
  for (const tool of server.tools) {
    const why =
      whyNotCalled(tool, server, names, facts) ??
      (called < MOST_PROBED ? undefined : `${MOST_PROBED} tools are called at most`);
    const planned = why === undefined ? callsOf(tool, facts) : [];
    if (planned.length > 0) called++;
    calls.push(...planned);
    if (planned.length === 0)
      left.push({ tool: tool.data.name, why: why ?? 'what to call it with is not in its schema' });
  }
  return { calls, left };
}

function callsOf(tool: Item<Tool>, facts: Facts): readonly PlannedCall[] {
  const schema = facts.nodes(tool).find(({ role, depth }) => role === 'input' && depth === 0);
  const valid = validArguments(schema, facts);
  const { name } = tool.data;
  return [
    ...(valid ? [{ tool: name, kind: 'valid' as const, arguments: valid, fields: [] }] : []),
    ...rejectedArguments(schema, facts, valid).map((each) => ({ tool: name, kind: 'invalid' as const, ...each })),
  ];
}
