import type { PlannedCall } from '../../model/calls.ts';
import type { Loaded } from '../input.ts';
import { breakEgress, type Cut } from './egress.ts';
import type { Peer } from './peer.ts';
import { factOf, probe, type Made, type ProbeOptions } from './probe.ts';
import type { LiveSpec } from './spec.ts';

/** What is to be called beside the lists. */
export interface ProbeWish {
  /** Which calls change nothing; asked once the lists are read. */
  plan(loaded: Loaded): Promise<readonly PlannedCall[]>;
  /** Call the tools as they are reached now. */
  readonly calls: boolean;
  /** Start the server again without a network, and make the valid calls there. */
  readonly egress: boolean;
}

/** The calls that were made on the connection at hand, and those that are still to be made without a network. */
export interface Probing {
  readonly planned: readonly PlannedCall[];
  readonly before?: Made;
}

export async function callTools(peer: Peer, wish: ProbeWish, loaded: Loaded, options: ProbeOptions): Promise<Probing> {
  const planned = await wish.plan(loaded);
  return { planned, ...(wish.calls ? { before: await probe(peer, planned, options) } : {}) };
}

/** What is known of the server with what its tools answered. `spec` is one whose folder is absolute. */
export async function withCalls(
  loaded: Loaded,
  { planned, before }: Probing,
  spec: LiveSpec,
  wish: ProbeWish,
  options: ProbeOptions,
): Promise<Loaded> {
  const { server } = loaded;
  const cut: Cut =
    wish.egress && spec.transport === 'stdio' ? await breakEgress(spec, planned, before?.calls, options) : {};
  const unread = [
    ['calls', before?.stopped],
    ['egress', cut.problem],
  ] as const;
  return {
    ...loaded,
    server: {
      ...server,
      wire: {
        ...server.wire!,
        ...(before ? { calls: before.calls.map(factOf) } : {}),
        ...(cut.egress ? { egress: cut.egress } : {}),
      },
      quirks: [
        ...server.quirks,
        ...unread.flatMap(([at, reason]) =>
          reason === undefined
            ? []
            : [{ at: server.at('wire', at), what: 'opaque' as const, reason: options.trace.redact(reason) }],
        ),
      ],
    },
  };
}
