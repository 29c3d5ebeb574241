import type { Address } from '../../../../model/address.ts';
import type { Program } from '../../assemble/servers.ts';
import type { Spot } from '../../syntax.ts';
import type { Value } from '../../values.ts';
import { requestFor } from './dispatch.ts';
import { REQUEST, type Follower } from './follow.ts';
import type { Source } from './names.ts';
import type { Unit } from './unit.ts';

/** What is called for a tool. */
export interface Root {
  readonly tool: Address;
  readonly by: 'callback' | 'dispatch';
  /** Where it is registered. */
  readonly spot: Spot;
  readonly units: readonly Unit[];
  /** What it is told it may be given. */
  readonly schema: unknown;
  /** Why what is called, or a part of it, is not known. */
  readonly unread: readonly string[];
}

/** Beyond this number, what one handler does for each tool is not told apart. */
const MOST_ASKED = 1_000;

/** The functions behind the tools of a program, in the order of its tools. */
export function rootsOf(follower: Follower, { tools, calls }: Program, addresses: readonly Address[]): readonly Root[] {
  return tools.map(({ handlers = [], spot, json }, i): Root => {
    const tool = addresses[i]!;
    const units = new Set<Unit>();
    const unread: string[] = [];
    const add = (value: Value, at: Spot, given: readonly Source[], asked?: string): void => {
      const scope = follower.names.m.module(at.file).scope;
      for (const target of follower.callees.functionsIn(value, { node: at.node, scope })) {
        if (target.kind !== 'function') {
          unread.push(target.kind === 'unknown' ? target.reason : 'what it calls');
          continue;
        }
        const unit = follower.root(target.fn, target.self, given, asked);
        if (unit) units.add(unit);
        else unread.push('more ways through the program than are followed');
      }
    };
    for (const handler of handlers) add(handler, spot, [REQUEST, REQUEST]);
    if (handlers.length > 0)
      return { tool, by: 'callback', spot, schema: json['inputSchema'], units: [...units], unread };
    const name = String(json['name']);
    for (const call of calls) {
      const asked = tools.length > MOST_ASKED ? undefined : name;
      const request: Source = asked === undefined ? REQUEST : { what: 'given', value: requestFor(name, call) };
      add(call.handler, call.spot, [request, REQUEST], asked);
    }
    if (calls.length === 0) unread.push('no function is seen to be called for it');
    return { tool, by: 'dispatch', spot, schema: json['inputSchema'], units: [...units], unread };
  });
}
